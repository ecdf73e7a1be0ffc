import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PreviewContext } from './previewContext.ts';

const SPECIFICATION = {
  title: 'Habits',
  entities: [
    {
      name: 'habits',
      title: 'Habit',
      fields: [{ name: 'name', label: 'Name', type: 'text', required: true }],
    },
  ],
  views: [{ kind: 'list', entity: 'habits' }],
};
const made = (readOnly = false) =>
  new PreviewContext({
    specification: SPECIFICATION,
    theme: 'light',
    locale: 'en',
    today: '2026-01-05',
    readOnly,
  });
let preview: PreviewContext;
const habits = () =>
  (preview.snapshot().state as { collections: { habits: { id: string; values: { name: string } }[] } })
    .collections.habits;
const ids = () => habits().map(({ id }) => id);
const act = (verb: string, data: object) =>
  preview.command(`records.${verb}`, { collection: 'habits', ...data });

beforeEach(() => {
  preview = made();
});

describe('[FE-344] a preview', () => {
  it('keeps and shows what the app keeps beside its records, and forgets what is null', async () => {
    const heard = vi.fn();
    preview.subscribe(heard);
    await preview.setState({ turn: 1, open: 'r1' }).done;
    await preview.setState({ turn: null }).done;
    expect(preview.snapshot().state).toMatchObject({ open: 'r1' });
    expect(preview.snapshot().state).not.toHaveProperty('turn');
    expect(heard).toHaveBeenCalledTimes(2);
    await act('remove', { id: 'r1' }).done;
    expect(preview.snapshot().state).toMatchObject({ open: 'r1' });
    await preview.setState({ collections: {} }).done;
    expect(habits()).toHaveLength(4);
  });
  it('brings a removed record back to its place, and leaves what came since', async () => {
    const gone = act('remove', { id: 'r2' });
    await act('add', { id: 'mine', values: { name: 'Mine' } }).done;
    await act('edit', { id: 'r3', values: { name: 'Other' } }).done;
    expect(ids()).toEqual(['r1', 'r3', 'r4', 'r5', 'mine']);
    await preview.undo(gone).done;
    expect(ids()).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'mine']);
    expect(habits()[2]?.values.name).toBe('Other');
  });
  it('takes an addition and a change back', async () => {
    const added = act('add', { values: { name: 'Mine' } });
    const before = habits()[0]?.values.name;
    const changed = act('edit', { id: 'r1', values: { name: 'Other' } });
    expect(habits()[0]?.values.name).toBe('Other');
    await preview.undo(changed).done;
    await preview.undo(added).done;
    expect(habits()[0]?.values.name).toBe(before);
    expect(ids()).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
  });
  it('takes nothing back twice, or that it does not know', async () => {
    const gone = act('remove', { id: 'r2' });
    await preview.undo(gone).done;
    await expect(preview.undo(gone).done).rejects.toMatchObject({ code: 'not-found' });
    const unknown = { id: 'x', done: Promise.resolve({}) };
    await expect(preview.undo(unknown).done).rejects.toMatchObject({ code: 'not-found' });
    expect(habits()).toHaveLength(5);
  });
  it('that is only a picture keeps nothing', async () => {
    preview = made(true);
    await expect(preview.setState({ turn: 1 }).done).rejects.toMatchObject({ code: 'forbidden' });
    expect(preview.snapshot().state).not.toHaveProperty('turn');
  });
});
