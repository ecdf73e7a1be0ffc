import { defineMicroApp, type IntentAnswer, useAPI } from '@gesso/sdk';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useSyncExternalStore } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TODO } from '../../test/modelServer.ts';
import { installApps, show, type TestCanvas, testCanvas } from '../../test/page.tsx';
import { ToastArea } from '../kit/ToastArea.tsx';
import { useToasts } from '../kit/toasts.ts';
import { MicroAppHost } from '../loader/MicroAppHost.tsx';
import { host } from '../modules.ts';
import Chooser from './Chooser.tsx';

const SIZE = { w: 3, h: 4 };
const answers: IntentAnswer[] = [];
let page: TestCanvas;

function Asking() {
  const { intent, serves } = useAPI();
  if (!serves('calendar.event')) return <p>nobody</p>;
  return (
    <button
      type="button"
      onClick={() => void intent('calendar.event', { title: 'Milk' }).then((one) => answers.push(one))}
    >
      Open in calendar
    </button>
  );
}
const serving = (onIntent: Parameters<typeof defineMicroApp>[0]['onIntent']) =>
  defineMicroApp({ Widget: () => <p>days</p>, ...(onIntent ? { onIntent } : {}) });

/** The page's part around the widgets. */
function Page() {
  const { intents } = page.canvas;
  const question = useSyncExternalStore(intents.subscribe, () => intents.question);
  return (
    <>
      {question && <Chooser question={question} />}
      {page.canvas.id && ['ask', 'cal'].map((id) => <MicroAppHost key={id} widgetId={id} size={SIZE} />)}
      <ToastArea />
    </>
  );
}

function open(Calendar: ReturnType<typeof serving>): void {
  installApps({ asker: { Widget: defineMicroApp({ Widget: Asking }) }, calendar: { Widget: Calendar } });
  const calendar = {
    ...TODO,
    id: 'calendar',
    title: 'Calendar',
    intents: {
      'calendar.event': { title: 'Add an event', fields: { title: 'text' }, result: { id: 'text' } },
    },
  };
  vi.spyOn(host.registry, 'all').mockReturnValue(new Map([['calendar', calendar]]));
  vi.spyOn(host.registry, 'peekVersion').mockImplementation((id) => (id === 'calendar' ? calendar : TODO));
  page = testCanvas([
    { id: 'ask', appId: 'asker' },
    { id: 'cal', appId: 'calendar' },
  ]);
  page.canvas.intents.attend(() => import('./canvasDesk.ts'));
  show(page, <Page />);
}

beforeEach(() => {
  answers.length = 0;
  useToasts.setState({ shown: [], said: { text: '', nr: 0 } });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(cleanup);

describe('intents on the page', () => {
  it('[FE-205][E7] one app asks, the person chooses by keyboard, the other one does it, with one way back', async () => {
    open(
      serving(async ({ data, step }, context) => {
        context.command('calendar.add', { title: data.title ?? '' }, step);
        return { id: 'e1' };
      }),
    );
    await screen.findByText('days');
    fireEvent.click(await screen.findByText('Open in calendar'));
    const dialog = await screen.findByTestId('intent-chooser');
    expect(dialog.textContent).toContain('Add an event');
    const choice = screen.getByTestId('intent-widget');
    await waitFor(() => expect(document.activeElement).toBe(choice));
    expect(screen.getByTestId('intent-new').textContent).toContain('New Calendar');
    await act(async () => fireEvent.click(choice));
    await waitFor(() => expect(answers).toEqual([{ kind: 'done', widget: 'cal', data: { id: 'e1' } }]));
    expect(screen.queryByTestId('intent-chooser')).toBeNull();
    const [added] = page.sent;
    expect(added).toMatchObject({ to: 'cal', do: 'calendar.add', data: { title: 'Milk' } });
    fireEvent.click(await screen.findByText('Undo'));
    expect(page.sent.at(-1)).toMatchObject({ to: 'canvas', do: 'undo', data: { op: added?.cause } });
  });

  it('[FE-205] a new widget and what is made in it are one step', async () => {
    open(serving(() => ({ id: 'e2' })));
    fireEvent.click(await screen.findByText('Open in calendar'));
    await act(async () => fireEvent.click(await screen.findByTestId('intent-new')));
    const [added] = page.sent;
    expect(added).toMatchObject({ to: 'canvas', do: 'add-widget', data: { appId: 'calendar' } });
    expect(added?.cause).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('[FE-206] Esc cancels, and what fails is said and stays in its own tile', async () => {
    open(
      serving(() => {
        throw new Error('boom');
      }),
    );
    fireEvent.click(await screen.findByText('Open in calendar'));
    const dialog = await screen.findByTestId('intent-chooser');
    await act(async () => fireEvent.keyDown(dialog, { key: 'Escape' }));
    await waitFor(() => expect(answers).toEqual([{ kind: 'cancelled' }]));
    fireEvent.click(screen.getByText('Open in calendar'));
    await act(async () => fireEvent.click(await screen.findByTestId('intent-widget')));
    await waitFor(() => expect(answers[1]).toMatchObject({ kind: 'refused', reason: 'failed' }));
    expect((await screen.findByTestId('toast')).textContent).toContain('could not do that');
    expect(screen.getByRole('alert').textContent).toContain('boom');
    expect(screen.getByText('Open in calendar')).toBeTruthy();
  });

  it('[FE-206][X5] a viewer is told that it is not theirs', async () => {
    open(serving(() => ({ id: 'e3' })));
    await screen.findByText('Open in calendar');
    act(() => page.role('viewer'));
    await act(async () => fireEvent.click(screen.getByText('Open in calendar')));
    await waitFor(() => expect(answers).toMatchObject([{ kind: 'refused', reason: 'forbidden' }]));
    expect(page.sent).toEqual([]);
  });
});
