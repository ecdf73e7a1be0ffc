import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beforePicture } from './picture.ts';

let pictures: FrameRequestCallback[];
beforeEach(() => {
  vi.useFakeTimers();
  pictures = [];
  vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) => pictures.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (n: number) => {
    pictures[n - 1] = () => {};
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const picture = () => {
  for (const draw of pictures.splice(0)) draw(0);
};

describe('what waits for the next picture', () => {
  it('[FE-150] is done once, however much has come since the last one', () => {
    const draw = vi.fn();
    const { soon } = beforePicture(draw);
    for (let n = 0; n < 5; n++) soon();
    expect(draw).not.toHaveBeenCalled();
    picture();
    picture();
    vi.advanceTimersByTime(1_000);
    expect(draw).toHaveBeenCalledTimes(1);
    soon();
    picture();
    expect(draw).toHaveBeenCalledTimes(2);
  });
  it('[FE-150] is done with what is wanted at once, and not again', () => {
    const draw = vi.fn();
    const { soon, now } = beforePicture(draw);
    soon();
    now();
    expect(draw).toHaveBeenCalledTimes(1);
    picture();
    vi.advanceTimersByTime(1_000);
    expect(draw).toHaveBeenCalledTimes(1);
  });
  it('[FE-150] is done after a moment on a page that nobody sees', () => {
    const draw = vi.fn();
    const { soon, stop } = beforePicture(draw);
    soon();
    vi.advanceTimersByTime(300);
    expect(draw).toHaveBeenCalledTimes(1);
    picture();
    expect(draw).toHaveBeenCalledTimes(1);
    soon();
    stop();
    vi.advanceTimersByTime(300);
    picture();
    expect(draw).toHaveBeenCalledTimes(1);
  });
});
