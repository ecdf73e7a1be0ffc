import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import ClosedPage from '../board/ClosedPage.tsx';
import { ApiError } from '../http/index.ts';
import { ToastArea } from '../kit/ToastArea.tsx';
import { host } from '../modules.ts';
import { security } from '../security/index.ts';
import { setPreferences } from '../state/index.ts';
import { AccountMenu } from './AccountMenu.tsx';
import HomePage from './HomePage.tsx';
import Preferences from './Preferences.tsx';

configure({ asyncUtilTimeout: 10_000 });

const ANA = {
  id: 'ana',
  name: 'Ana Lima',
  email: 'ana@example.org',
  guest: false,
  roles: ['person'],
  tenant: 'local',
};
let answers: Record<string, unknown> = {};
const asked: string[] = [];
const api = host.api;
const session = security.session;

beforeEach(() => {
  answers = {};
  asked.length = 0;
  host.queries.clear();
  const signedIn = { status: 'signed-in' as const, user: ANA };
  security.session = () => signedIn;
  host.api = Object.assign(
    async (path: string, { method = 'GET' }: { method?: string } = {}) => {
      const call = path.includes('deleted=true') ? 'GET deleted' : `${method} ${path.split('?')[0]}`;
      asked.push(call);
      const given = answers[call];
      const answer = typeof given === 'function' ? given() : given;
      if (answer instanceof Error) throw answer;
      return answer ?? { items: [] };
    },
    { counters: api.counters },
  ) as unknown as typeof host.api;
});
afterEach(() => {
  cleanup();
  host.api = api;
  security.session = session;
});

const show = (children: ReactNode) =>
  render(<QueryClientProvider client={host.queries}>{children}</QueryClientProvider>);
const item = (id: string, role: string) => ({
  id,
  title: `Canvas ${id}`,
  role,
  updatedAt: new Date(Date.now() - 5 * 60_000).toISOString(),
});

describe('what was deleted', () => {
  it('[FE-175] is listed with the days that are left, and comes back by a press', async () => {
    const day = 86_400_000;
    answers['GET deleted'] = {
      items: [
        {
          id: 'gone-1',
          title: 'Old plan',
          widgets: 2,
          deletedAt: new Date(Date.now() - 2 * day).toISOString(),
          restorableUntil: new Date(Date.now() + 27.5 * day).toISOString(),
        },
      ],
    };
    show(<HomePage />);
    expect((await screen.findByTestId('recently-deleted')).textContent).toContain('28 days left');
    fireEvent.click(screen.getByTestId('restore-canvas-gone-1'));
    await waitFor(() => expect(asked).toContain('POST /api/canvas/gone-1/restore'));
  });

  it('[FE-175] whoever opens what they deleted is told so, and brings it back there', async () => {
    const gone = { id: 'gone-1', title: 'Old plan', widgets: 2, deletedAt: 0, restorableUntil: 0 };
    answers['GET deleted'] = { items: [gone] };
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
    const { unmount } = show(<ClosedPage canvas="gone-1" reason="not-found" />);
    expect((await screen.findByTestId('closed-mine')).textContent).toContain('You deleted “Old plan”');
    fireEvent.click(screen.getByTestId('closed-restore'));
    await waitFor(() => expect(asked).toContain('POST /api/canvas/gone-1/restore'));
    await waitFor(() => expect(reload).toHaveBeenCalled());
    unmount();
    host.queries.clear();
    show(<ClosedPage canvas="other" reason="not-found" />);
    expect(screen.queryByTestId('closed-not-found')).toBeNull();
    expect(await screen.findByTestId('closed-not-found')).toBeTruthy();
    reload.mockRestore();
  });

  it('[FE-175] is not there when nothing is', async () => {
    show(<HomePage />);
    await screen.findByTestId('home-empty');
    expect(screen.queryByTestId('recently-deleted')).toBeNull();
  });
});

describe('notifications', () => {
  it('[FE-163] are counted, listed and lead to the comment', async () => {
    answers['GET /api/notifications'] = {
      unread: 1,
      items: [
        {
          canvas: 'c1',
          title: 'Launch',
          comment: 'k1',
          kind: 'mention',
          by: 'leo',
          name: 'Leo',
          text: '<@ana> look at <b>this</b>',
          createdAt: new Date().toISOString(),
          read: false,
        },
      ],
    };
    show(<HomePage />);
    expect((await screen.findByTestId('bell-count')).textContent).toBe('1');
    fireEvent.click(screen.getByTestId('bell'));
    const one = await screen.findByTestId('notification');
    expect(one.textContent).toContain('Leo named you on Launch');
    expect(one.textContent).toContain('@Ana Lima look at <b>this</b>');
    fireEvent.click(one);
    await waitFor(() => expect(asked).toContain('POST /api/notifications/read'));
    expect(location.pathname + location.search).toBe('/c/c1?comment=k1');
    history.replaceState(null, '', '/');
  });
  it.each([
    ['chat-mention', 'Leo named you in a chat on Launch'],
    ['todo-assigned', 'Leo gave you a todo on Launch'],
  ])('[FE-163][E4] of apps lead to their widget, and are read one by one: %s', async (kind, words) => {
    answers['GET /api/notifications'] = {
      unread: 1,
      items: [
        {
          canvas: 'c1',
          title: 'Launch',
          event: 'c|c1|w1#7',
          widget: 'w1',
          item: 'm1',
          kind,
          by: 'leo',
          name: 'Leo',
          text: 'Milk for <@ana>',
          createdAt: new Date().toISOString(),
          read: false,
        },
      ],
    };
    show(<HomePage />);
    fireEvent.click(await screen.findByTestId('bell'));
    const one = await screen.findByTestId('notification');
    expect(one.textContent).toContain(words);
    expect(one.textContent).toContain('Milk for @Ana Lima');
    fireEvent.click(one);
    await waitFor(() => expect(asked).toContain('POST /api/notifications/read'));
    expect(location.pathname).toBe('/c/c1/w/w1');
    history.replaceState(null, '', '/');
  });
});

describe('my canvases', () => {
  it('lists title, role and when each was changed', async () => {
    answers['GET /api/canvas'] = { items: [item('c1', 'owner'), item('c2', 'viewer')] };
    show(<HomePage />);
    const cards = await screen.findAllByTestId('canvas-card');
    expect(cards.map((card) => card.dataset.canvas)).toEqual(['c1', 'c2']);
    expect(cards[1]?.textContent).toContain('Viewer');
    expect(cards[0]?.textContent).toContain('5 minutes ago');
  });

  it('an empty list says what a canvas is and offers the first one', async () => {
    answers['POST /api/canvas'] = { id: 'new', title: 'Untitled canvas' };
    show(<HomePage />);
    await screen.findByTestId('home-empty');
    fireEvent.click(screen.getByTestId('create-canvas'));
    await waitFor(() => expect(location.pathname).toBe('/c/new'));
  });

  it('[FE-112] a list that fails says that nothing is lost, with a reference', async () => {
    answers['GET /api/canvas'] = new ApiError(400, 'invalid', 'x', 'Not now', 'ref-7', [], undefined);
    show(<HomePage />);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('safe on the server');
    expect(alert.textContent).toContain('ref-7');
  });

  it('only an owner is offered to delete, and it asks on the card', async () => {
    answers['GET /api/canvas'] = { items: [item('c1', 'owner')] };
    show(<HomePage />);
    await screen.findByTestId('canvas-card');
    fireEvent.click(screen.getByTestId('canvas-menu'));
    fireEvent.click(await screen.findByTestId('menu-delete'));
    fireEvent.click(await screen.findByTestId('confirm-delete'));
    await waitFor(() => expect(asked).toContain('DELETE /api/canvas/c1'));
    cleanup();
    answers['GET /api/canvas'] = { items: [item('c2', 'editor')] };
    host.queries.clear();
    show(<HomePage />);
    await screen.findByTestId('canvas-card');
    fireEvent.click(screen.getByTestId('canvas-menu'));
    await screen.findByTestId('menu-rename');
    expect(screen.queryByTestId('menu-delete')).toBeNull();
  });
});

describe('a deleted canvas', () => {
  it('[C1] leaves the list at once and can be taken back from where it said so', async () => {
    answers['GET /api/canvas'] = () => ({
      items: asked.includes('DELETE /api/canvas/c1') ? [] : [item('c1', 'owner')],
    });
    show(
      <>
        <HomePage />
        <ToastArea />
      </>,
    );
    await screen.findByTestId('canvas-card');
    fireEvent.click(screen.getByTestId('canvas-menu'));
    fireEvent.click(await screen.findByTestId('menu-delete'));
    fireEvent.click(await screen.findByTestId('confirm-delete'));
    const said = await screen.findByTestId('toast');
    expect(screen.queryByTestId('canvas-card')).toBeNull();
    fireEvent.click(within(said).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(asked).toContain('POST /api/canvas/c1/restore'));
  });
});

describe('the person', () => {
  it('[S4] sees name, roles and tenant', async () => {
    show(<AccountMenu />);
    fireEvent.click(screen.getByTestId('account'));
    const who = await screen.findByTestId('user-context');
    for (const part of ['Ana Lima', 'ana@example.org', 'local', 'person'])
      expect(who.textContent).toContain(part);
  });

  it('[FE-117] who is a guest can register and stay the same person', async () => {
    const guest = { status: 'signed-in' as const, user: { ...ANA, guest: true } };
    security.session = () => guest;
    const register = vi.spyOn(security, 'register').mockResolvedValue(ANA);
    show(<AccountMenu />);
    fireEvent.click(screen.getByTestId('account'));
    fireEvent.click(await screen.findByTestId('menu-register'));
    fireEvent.change(await screen.findByTestId('register-email'), { target: { value: 'ana@example.org' } });
    fireEvent.change(screen.getByTestId('register-password'), { target: { value: 'long enough' } });
    fireEvent.click(screen.getByTestId('entry-submit'));
    await waitFor(() =>
      expect(register).toHaveBeenCalledWith({
        name: 'Ana Lima',
        email: 'ana@example.org',
        password: 'long enough',
      }),
    );
    await waitFor(() => expect(screen.queryByTestId('keep-account')).toBeNull());
  });

  it('[S5] chooses theme, language and motion', async () => {
    show(<Preferences onClose={() => {}} />);
    fireEvent.click(screen.getByLabelText('Dark'));
    fireEvent.click(screen.getByLabelText('Reduced'));
    fireEvent.click(screen.getByLabelText('Deutsch'));
    expect(host.store.getState().preferences).toMatchObject({
      theme: 'dark',
      language: 'de',
      reducedMotion: 'on',
    });
    setPreferences({ theme: 'system', language: 'en', reducedMotion: 'system' });
  });
});
