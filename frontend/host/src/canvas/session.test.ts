import type { Role } from '@gesso/sdk/protocol';
import { describe, expect, it } from 'vitest';
import type { LinkState } from '../live/index.ts';
import { statusOf } from './session.ts';
import { refusalText } from './words.ts';

const live = (link: LinkState, role: Role = 'editor', current: object | null = { deleted: false }) =>
  ({ link, role, model: { current: current ?? undefined } }) as unknown as Parameters<typeof statusOf>[0];

describe('the one status', () => {
  it.each([
    [live('live'), 0, { kind: 'durable' }],
    [live('live'), 3, { kind: 'saving', count: 3 }],
    [live('live', 'viewer'), 0, { kind: 'viewing' }],
    [live('live', 'editor', null), 0, { kind: 'loading' }],
    [live('connecting'), 0, { kind: 'loading' }],
    [live('reconnecting'), 2, { kind: 'reconnecting', count: 2 }],
    [live('offline'), 2, { kind: 'offline', count: 2 }],
    [live('revoked'), 0, { kind: 'closed', reason: 'revoked' }],
    [live('not-found'), 0, { kind: 'closed', reason: 'not-found' }],
    [live('revoked', 'owner', { deleted: true }), 0, { kind: 'closed', reason: 'deleted' }],
  ])('[FE-73] says what is so, %#', (link, count, status) => {
    expect(statusOf(link, count)).toEqual(status);
  });
  it('[FE-73] gives every refusal words for a person', () => {
    expect(refusalText('forbidden', 'x')).toContain('Ask its owner');
    expect(refusalText('conflict', 'the widget is locked')).toContain('(the widget is locked)');
    expect(refusalText('new-code' as 'invalid', '')).toContain('put back');
  });
});
