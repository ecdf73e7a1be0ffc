import { type CanvasContext, defineMicroApp } from '@gesso/sdk';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { installApps, show, testCanvas } from '../../test/page.tsx';
import { FrameBody } from './FrameBody.tsx';

afterEach(cleanup);

describe('a tile whose app was held back', () => {
  it('[FE-197][W15] says so once, over its own app, until somebody has read it', async () => {
    let context: CanvasContext | undefined;
    installApps({
      x: {
        Widget: defineMicroApp({
          Widget: () => <p>inside</p>,
          onMount(given) {
            context = given;
            return undefined;
          },
        }),
      },
    });
    const page = testCanvas([
      { id: 'w1', appId: 'x' },
      { id: 'w2', appId: 'x' },
    ]);
    show(page, <FrameBody id="w1" title="Poll" w={3} h={4} />);
    await screen.findByText('inside');
    await waitFor(() => expect(context).toBeDefined());
    const storm = () => {
      for (let n = 0; n < 300; n++) context?.bus.emit({ type: 'poll.moved', data: { n } });
    };
    act(storm);
    const note = await screen.findByTestId('storm');
    expect(note.textContent).toContain('Poll does more at once');
    expect(screen.getByText('inside')).toBeTruthy();
    fireEvent.click(screen.getByText('All right'));
    act(storm);
    expect(screen.queryByTestId('storm')).toBeNull();
    expect(page.sent.length).toBeLessThan(100);
  });
});
