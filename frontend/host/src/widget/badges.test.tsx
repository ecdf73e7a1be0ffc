import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { badgeText, clearBadges, setBadge, useBadge, useBadges } from './badges.ts';

afterEach(() => {
  cleanup();
  clearBadges();
});

function Shown() {
  return (
    <p role="status">
      {useBadge('w1')} of {useBadges()}
    </p>
  );
}

it('[FE-154] counts what waits in each widget and in all, whatever an app says', () => {
  render(<Shown />);
  const text = () => screen.getByRole('status').textContent;
  expect(text()).toBe('0 of 0');
  act(() => {
    setBadge('w1', 2);
    setBadge('w2', 3.9);
  });
  expect(text()).toBe('2 of 5');
  act(() => {
    setBadge('w1', -4);
    setBadge('w2', Number.NaN);
  });
  expect(text()).toBe('0 of 0');
  act(() => setBadge('w1', 1_000));
  expect(badgeText(1_000)).toBe('99+');
  act(() => clearBadges());
  expect(text()).toBe('0 of 0');
});
