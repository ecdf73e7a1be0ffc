import { describe, expect, it } from 'vitest';
import { aboutOf } from './about.ts';
import { maySend } from './rights.ts';

const state = {
  colour: 'red',
  lists: [{ id: 'l1', name: 'Shopping' }],
  todos: [
    { id: 't1', text: '  Buy\nmilk ' },
    { id: 't2', text: 'x'.repeat(500) },
    { id: 't3', text: ' ' },
  ],
};

describe('what an event is about', () => {
  it('[FE-153][W9] is said in the words of its item, in one short line', () => {
    expect(aboutOf(state, { id: 't1', done: true })).toBe('Buy milk');
    expect(aboutOf(state, { id: 'l1' })).toBe('Shopping');
    expect(aboutOf(state, { id: 't2' })).toHaveLength(120);
    expect(aboutOf(state, { ids: ['t1', 't2', 't3'], done: true })).toBe('Buy milk and 2 more');
  });
  it('[FE-153][W9] is said by the event itself when the item is gone or was never there', () => {
    expect(aboutOf(state, { id: 'gone', title: 'Lunch' })).toBe('Lunch');
    expect(aboutOf(state, { id: 'gone', index: 0, item: { id: 'gone', text: 'Bread' } })).toBe('Bread');
    expect(aboutOf(undefined, { id: 'gone' })).toBeUndefined();
    expect(aboutOf(state, { id: 't3' })).toBeUndefined();
    expect(aboutOf({ todos: 'none' }, { id: 7, text: 7 })).toBeUndefined();
  });
});

describe('who may send what', () => {
  it('[FE-155][X5] lets commenters send to apps, and nobody past their role', () => {
    const roles = ['owner', 'editor', 'commenter', 'viewer', 'analyst', undefined] as const;
    const may = (command: string) => roles.filter((role) => maySend(role, command));
    expect(may('chat.post')).toEqual(['owner', 'editor', 'commenter', undefined]);
    expect(may('comment')).toEqual(['owner', 'editor', 'commenter', undefined]);
    expect(may('move-widget')).toEqual(['owner', 'editor', undefined]);
    expect(may('set-state')).toEqual(['owner', 'editor', undefined]);
    expect(may('configure-grid')).toEqual(['owner', undefined]);
  });
});
