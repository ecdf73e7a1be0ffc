import { describe, expect, it } from 'vitest';
import { canvasPath, routeOf } from './router.tsx';

describe('router', () => {
  it('[C2] finds the widget of a deep link', () => {
    expect(routeOf('/c/abc/w/todo-1')).toEqual({ page: 'canvas', canvas: 'abc', widget: 'todo-1' });
    expect(routeOf(canvasPath('abc', 'todo-1'))).toEqual({ page: 'canvas', canvas: 'abc', widget: 'todo-1' });
  });

  it.each([
    ['/', { page: 'home' }],
    ['/c/abc', { page: 'canvas', canvas: 'abc', widget: undefined }],
    ['/c/abc/', { page: 'canvas', canvas: 'abc', widget: undefined }],
    ['/join/s%2Fecret', { page: 'join', link: 's/ecret' }],
    ['/diagnostics', { page: 'diagnostics' }],
    ['/templates', { page: 'templates' }],
    ['/activity', { page: 'activity' }],
    ['/analysis', { page: 'analysis' }],
    ['/c', { page: 'missing' }],
    ['/c/abc/w', { page: 'missing' }],
    ['/c/abc/w/x/more', { page: 'missing' }],
    ['/join', { page: 'missing' }],
    ['/%E0%A4%A', { page: 'missing' }],
  ])('reads %s', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });
});
