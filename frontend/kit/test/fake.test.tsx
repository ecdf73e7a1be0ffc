import { type CanvasContext, type CanvasEvent, defineMicroApp, type JsonObject, useCanvas } from '@gesso/sdk';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Preview, Rules, Settings, Widget } from '../../templates/sample/src/index.ts';
import { FakeHost, FakePage, FakeWidget } from '../fake/index.ts';

let host: FakeHost;
const staged = (more: Partial<ConstructorParameters<typeof FakeHost>[0]> = {}) =>
  new FakeHost({ app: { id: 'sample', version: '1.0.0', rules: Rules }, ...more });
beforeEach(() => {
  host = staged();
});
afterEach(() => {
  cleanup();
  host.close();
});

const sizes = { min: { w: 2, h: 2 }, max: { w: 12, h: 24 } };
const page = () =>
  render(<FakePage host={host} modules={{ Widget, Settings, Preview }} title="Sample" sizes={sizes} />);
const of = (id: string) => within(screen.getByTestId(`person-${id}`));
const app = (id: string) => within(screen.getByTestId(`app-${id}`));
const write = (id: string, text: string) => {
  const field = app(id).getByLabelText('New entry');
  fireEvent.change(field, { target: { value: text } });
  fireEvent.submit(field.closest('form') as HTMLFormElement);
};
const session = (i: number) => {
  const found = host.sessions[i];
  if (!found) throw new Error('nobody is there');
  return found;
};

describe('the fake host', () => {
  it('[V3] shows two people one state: what one writes the other has', async () => {
    page();
    write('ada', 'From Ada');
    expect(app('ada').getByText('From Ada')).toBeTruthy();
    expect(await app('bob').findByText('From Ada')).toBeTruthy();
    expect(app('bob').getByText('by Ada')).toBeTruthy();
    expect(within(screen.getByTestId('events')).getByText('sample.added')).toBeTruthy();
    expect(screen.getByTestId('state').textContent).toContain('From Ada');
  });

  it('[V3][X5] takes the role of each: a viewer has nothing to write with', () => {
    page();
    fireEvent.change(of('bob').getByLabelText('Role'), { target: { value: 'viewer' } });
    expect(app('bob').queryByLabelText('New entry')).toBeNull();
    expect(app('ada').getByLabelText('New entry')).toBeTruthy();
  });

  it('[V3][W8] takes theme, language and size of each', () => {
    page();
    fireEvent.change(of('bob').getByLabelText('Language'), { target: { value: 'de' } });
    expect(app('bob').getByLabelText('Neuer Eintrag')).toBeTruthy();
    fireEvent.click(of('bob').getByLabelText('Dark'));
    expect(screen.getByTestId('app-bob').dataset.theme).toBe('dark');
    expect(screen.getByTestId('app-ada').dataset.theme).toBe('light');
    fireEvent.change(of('bob').getByLabelText(/^Width/), { target: { value: '2' } });
    expect(screen.getByTestId('app-bob').querySelector('[data-small]')).not.toBeNull();
  });

  it('[V3][W12] keeps edits made offline, shows them at once to who made them, and sends them afterwards', async () => {
    page();
    fireEvent.click(of('ada').getByLabelText('Offline'));
    write('ada', 'One');
    write('ada', 'Two');
    expect(of('ada').getByText('2 under way')).toBeTruthy();
    expect(app('ada').getAllByLabelText('Sent, not durable yet')).toHaveLength(2);
    expect(app('bob').queryByText('One')).toBeNull();
    fireEvent.click(of('ada').getByLabelText('Offline'));
    expect(await app('bob').findByText('Two')).toBeTruthy();
    expect(of('ada').getByText('all durable')).toBeTruthy();
  });

  it('[V3][W15] refuses when it is told to, says why, and takes the edit back', async () => {
    page();
    fireEvent.click(of('ada').getByLabelText('Refuse edits'));
    write('ada', 'Never');
    expect(await of('ada').findByText('The fake host refuses everything now.')).toBeTruthy();
    expect(app('ada').queryByText('Never')).toBeNull();
  });

  it('[V3] keeps the order of edits when the way becomes shorter', async () => {
    const [ada, bob] = [session(0), session(1)];
    ada.suffer({ latency: 400 });
    const slow = ada.edit('sample.add', { id: 'a', text: 'first' });
    ada.suffer({ latency: 0 });
    const quick = ada.edit('sample.add', { id: 'b', text: 'second' });
    bob.edit('sample.add', { id: 'c', text: 'other' });
    await Promise.all([slow.done, quick.done]);
    expect(host.world.log.map(({ data }) => data.id)).toEqual(['c', 'a', 'b']);
  });

  it('[V3][W12] undoes what a person did, and not what others did', async () => {
    page();
    write('ada', 'Kept');
    await app('bob').findByText('Kept');
    fireEvent.click(app('ada').getByLabelText('Remove: Kept'));
    await waitFor(() => expect(app('bob').queryByText('Kept')).toBeNull());
    fireEvent.click(app('ada').getByText('Put back'));
    expect(await app('bob').findByText('Kept')).toBeTruthy();
    const theirs = host.sent.find(({ do: name }) => name === 'sample.add');
    const { done } = session(1).edit('undo', { op: theirs?.id ?? '' });
    await expect(done).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('[V3][W14] opens the settings of the app, for both', async () => {
    page();
    fireEvent.click(of('ada').getByText('Settings'));
    const field = await of('ada').findByLabelText('Heading inside the widget');
    fireEvent.change(field, { target: { value: 'Our book' } });
    fireEvent.blur(field);
    expect(await app('bob').findByText('Our book')).toBeTruthy();
  });

  it('[V3][W9] tells the app of events from elsewhere', async () => {
    const seen: CanvasEvent[] = [];
    const probe = defineMicroApp({ Widget: () => <p>here</p>, onEvent: (event) => void seen.push(event) });
    render(
      <FakePage host={host} modules={{ Widget: probe, Settings, Preview }} title="Probe" sizes={sizes} />,
    );
    fireEvent.change(screen.getByLabelText('Type of the event'), { target: { value: 'timer.rang' } });
    fireEvent.change(screen.getByLabelText('Data of the event'), { target: { value: '{"text": "Tea"}' } });
    fireEvent.click(screen.getByText('Emit from elsewhere'));
    expect(seen).toHaveLength(2); // for each of the two
    expect(seen[0]).toMatchObject({ type: 'timer.rang', source: 'elsewhere', by: 'bob', about: 'Tea' });
    fireEvent.change(screen.getByLabelText('Data of the event'), { target: { value: '{' } });
    fireEvent.click(screen.getByText('Emit from elsewhere'));
    expect(screen.getByRole('alert').textContent).toMatch(/JSON/);
  });

  it('[V3][W15] shows a tile for an app that throws, and the other person’s goes on', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const fragile = defineMicroApp({
      Widget: () => {
        const { readOnly } = useCanvas();
        if (readOnly) throw new Error('cannot read');
        return <p>runs</p>;
      },
    });
    render(
      <FakePage host={host} modules={{ Widget: fragile, Settings, Preview }} title="Probe" sizes={sizes} />,
    );
    act(() => session(1).change({ role: 'viewer' }));
    expect(app('bob').getByRole('alert').textContent).toContain('The app stopped: cannot read.');
    expect(app('ada').getByText('runs')).toBeTruthy();
    act(() => session(1).change({ role: 'editor' }));
    fireEvent.click(app('bob').getByText('Try again'));
    expect(app('bob').getByText('runs')).toBeTruthy();
  });

  it('[V3] has presence, typing, badge, storage and reads of its own', async () => {
    const contexts: CanvasContext[] = [];
    const probe = defineMicroApp({
      Widget: () => <input aria-label="Letters" />,
      onMount(context) {
        contexts.push(context);
        return undefined;
      },
    });
    render(
      <FakePage host={host} modules={{ Widget: probe, Settings, Preview }} title="Probe" sizes={sizes} />,
    );
    const [ada, bob] = contexts as [CanvasContext, CanvasContext];
    const told: unknown[] = [];
    bob.presence.subscribe(() => told.push(bob.presence.others()));
    act(() => ada.presence.set({ line: 3 }));
    expect(told).toEqual([[expect.objectContaining({ user: 'ada', data: { line: 3 } })]]);
    expect(ada.presence.others()).toEqual([]);
    expect(() => ada.presence.set({ text: 'x'.repeat(2_000) })).toThrow(RangeError);
    fireEvent.input(app('ada').getByLabelText('Letters'), { target: { value: 'a' } });
    expect([ada.typing(), bob.typing()]).toEqual([[], ['ada']]);
    act(() => bob.badge(4));
    expect(of('bob').getByText('4')).toBeTruthy();
    ada.storage.set('seen', 7);
    expect([ada.storage.get('seen'), bob.storage.get('seen')]).toEqual([7, undefined]);
    await act(() => ada.command('sample.add', { id: 'a', text: 'x' }).done);
    await expect(bob.read('entries')).resolves.toMatchObject({ items: [{ id: 'a' }], next: null });
    await expect(bob.read('entries/a')).resolves.toMatchObject({ text: 'x' });
    await expect(bob.read('../todo')).rejects.toThrow('only below its own address');
    expect(ada.nameOf('bob')).toBe('Bob');
  });

  it('[V3] refuses what the server would: unknown commands, no object, a state that is too large', async () => {
    const refused = async (name: string, data: JsonObject) => {
      const error = await session(0)
        .edit(name, data)
        .done.catch((why: { code: string }) => why.code);
      return error;
    };
    expect(await refused('chat.post', { text: 'x' })).toBe('unknown-command');
    expect(await refused('set-state', { patch: 7 })).toBe('invalid');
    expect(await refused('emit', { type: '', data: {} })).toBe('invalid');
    expect(await refused('set-state', { patch: { big: 'x'.repeat(300_000) } })).toBe('too-large');
    expect(host.world.log).toEqual([]);
  });

  it('[V3] takes up changed rules, and folds all that has happened by them', async () => {
    await session(0).edit('sample.add', { id: 'a', text: 'quiet' }).done;
    host.learn({
      ...Rules,
      evolve: (state, event, stamp) => ({ ...Rules.evolve(state, event, stamp), louder: true }),
    });
    expect(host.world.widget.state).toMatchObject({ louder: true, entries: [{ id: 'a' }] });
  });

  it('[V3][W7][FE-223] runs another copy of an app anew, and leaves nothing of the first', () => {
    const runs: string[] = [];
    const copy = (name: string) =>
      defineMicroApp({
        Widget: () => <p>{name}</p>,
        onMount: () => {
          runs.push(`+${name}`);
          return () => void runs.push(`-${name}`);
        },
      });
    const { rerender, unmount } = render(<FakeWidget session={session(0)} module={copy('one')} />);
    rerender(<FakeWidget session={session(0)} module={copy('two')} />);
    expect(screen.getByText('two')).toBeTruthy();
    unmount();
    expect(runs).toEqual(['+one', '-one', '+two', '-two']);
    expect([host.listening, host.world.bus.counters().listeners]).toEqual([0, 0]);
  });
});
