import { describe, expect, it } from 'vitest';
import { actionOf, type Key, placeOf } from './keys.ts';

const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  ctrl: false,
  shift: false,
  alt: false,
  ...more,
});

describe('keys', () => {
  it.each([
    ['ArrowLeft', {}, { do: 'move', by: { x: -1, y: 0 } }],
    ['ArrowDown', {}, { do: 'move', by: { x: 0, y: 1 } }],
    ['ArrowRight', { shift: true }, { do: 'resize', by: { x: 1, y: 0 } }],
    ['Tab', {}, { do: 'next' }],
    ['Tab', { shift: true }, { do: 'previous' }],
    ['Enter', {}, { do: 'enter' }],
    ['Delete', {}, { do: 'remove' }],
    ['d', { ctrl: true }, { do: 'duplicate' }],
    ['F10', { shift: true }, { do: 'menu' }],
    ['?', { shift: true }, { do: 'help' }],
  ] as const)('on a widget %s %j', (name, more, action) => {
    expect(actionOf(key(name, more), 'frame')).toEqual(action);
  });

  it.each([
    ['z', { ctrl: true }, 'undo'],
    ['Z', { ctrl: true, shift: true }, 'redo'],
    ['y', { ctrl: true }, 'redo'],
    ['a', {}, 'add'],
    ['/', {}, 'search'],
    ['f', {}, 'follow'],
    ['m', {}, 'make'],
  ] as const)('on the page %s %j', (name, more, action) => {
    expect(actionOf(key(name, more), 'page')).toEqual({ do: action });
  });

  it('[FE-252] P plays history, or pauses it', () => {
    expect(actionOf(key('p', {}), 'page')).toEqual({ do: 'past', to: 'play' });
    expect(actionOf(key('p', {}), 'frame')).toEqual({ do: 'past', to: 'play' });
    expect(actionOf(key('p', {}), 'inside')).toBeUndefined();
    expect(actionOf(key('p', { ctrl: true }), 'page')).toBeUndefined();
  });

  it('[FE-114] leaves every key but Esc to a text field', () => {
    for (const name of ['a', '/', '?', 'Delete', 'ArrowLeft', 'z'])
      for (const ctrl of [false, true]) expect(actionOf(key(name, { ctrl }), 'field')).toBeUndefined();
    expect(actionOf(key('Escape'), 'field')).toEqual({ do: 'leave' });
  });

  it('[FE-114] leaves plain keys to an app, and keeps undo and Esc', () => {
    expect(actionOf(key('a'), 'inside')).toBeUndefined();
    expect(actionOf(key('ArrowLeft'), 'inside')).toBeUndefined();
    expect(actionOf(key('z', { ctrl: true }), 'inside')).toEqual({ do: 'undo' });
    expect(actionOf(key('Escape'), 'inside')).toEqual({ do: 'leave' });
  });

  it('knows where a key was pressed', () => {
    document.body.innerHTML =
      '<div data-widget="w" tabindex="0"><button></button><input></div><p contenteditable="true"></p><a href="/">x</a>';
    expect(placeOf(document.querySelector('[data-widget]'))).toBe('frame');
    expect(placeOf(document.querySelector('button'))).toBe('inside');
    expect(placeOf(document.querySelector('input'))).toBe('field');
    expect(placeOf(document.querySelector('p'))).toBe('field');
    expect(placeOf(document.querySelector('a'))).toBe('page');
    expect(placeOf(null)).toBe('page');
  });
});
