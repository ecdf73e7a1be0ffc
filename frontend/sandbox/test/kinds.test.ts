import { describe, expect, it } from 'vitest';
import { KINDS, type View } from '../src/runtime/model.ts';
import { type Gesso, kept, type Stage, stage } from './stage.ts';

const things = (g: Gesso) =>
  g.collection('things', 'Thing', {
    name: g.text('Name', { required: true, max: 20 }),
    kind: g.choice('Kind', ['Good', 'Bad']),
    day: g.date('Day'),
    count: g.number('Count', { min: 0, max: 9, unit: 'kg' }),
    done: g.boolean('Done'),
    twice: g.number('Twice', { formula: (r) => Number(r.count) * 2 }),
  });
const OPTIONS = { group: 'kind', date: 'day', value: 'count', done: 'done' };
const app =
  (kind: (typeof KINDS)[number], more: object = {}) =>
  (g: Gesso) => {
    const view = g[kind](things(g), { title: 'Things', ...OPTIONS }) as View;
    g.app({ title: 'Things', views: [view], ...more });
  };
const two = () => ({
  things: kept(
    { name: 'First', kind: 'Good', day: '2026-11-28', count: 2, done: true },
    { name: 'Second', kind: 'Bad', day: '2026-11-28', count: 3 },
  ),
});
/** Records can be written down in all but a calculator. */
const KEEPING = KINDS.filter((kind) => kind !== 'calculator');

/** Opens what hides the form and the entries. */
async function openForm(s: Stage): Promise<void> {
  if (s.root.querySelector('[name="f_name"]')) return;
  await s.press(s.all('.addone, .column .ib')[0] as HTMLElement);
}

describe.each(KEEPING)('a %s', (kind) => {
  it('[FE-307] adds, changes and removes, and puts back', async () => {
    const s = await stage(app(kind), { records: two() });
    expect(s.faults()).toEqual([]);
    expect(s.refused).toEqual([]);
    await openForm(s);
    await s.type('name', 'Third');
    await s.type('count', '4');
    await s.type('day', '2026-11-28');
    await s.press(s.one('[type="submit"]'));
    expect(s.records.things?.map(({ values }) => values.name)).toEqual(['First', 'Second', 'Third']);
    expect(s.records.things?.[2]?.values).toMatchObject({ name: 'Third', count: 4 });
    expect(s.text).toContain('Third');

    await s.press('Edit Second');
    await s.type('name', 'Another', s.one('[aria-label="Edit Second"]'));
    await s.press('Save');
    expect(s.commands().at(-1)).toEqual([
      'records.edit',
      { collection: 'things', id: 'r2', values: { name: 'Another' } },
    ]);
    expect(s.text).toContain('Another');

    await s.press('Remove Another');
    expect(s.records.things).toHaveLength(2);
    expect(s.has('Remove Another')).toBe(false);
    expect(s.text).toContain('Removed “Another”.');
    await s.press('Put back');
    expect(s.records.things).toHaveLength(3);
    expect(s.has('Remove Another')).toBe(true);
    expect(s.refused).toEqual([]);
  });

  it('[FE-308] says at the field what is wrong, and sends nothing', async () => {
    const s = await stage(app(kind));
    await openForm(s);
    await s.type('count', '12');
    await s.press(s.one('[type="submit"]'));
    expect(s.commands()).toEqual([]);
    expect(s.one('[name="f_name"]').closest('.f')?.textContent).toContain('Name is missing.');
    expect(s.one('[name="f_count"]').closest('.f')?.textContent).toContain('Must be 9 kg or less.');
    await s.type('count', '9');
    expect(s.one('[name="f_count"]').closest('.f')?.textContent).not.toContain('Must be');
  });

  it('[FE-308] brings what the server refuses back into the form, with its reason', async () => {
    const s = await stage(app(kind));
    s.refuse = () => 'Name must be something else.';
    await openForm(s);
    await s.type('name', 'Taken');
    await s.press(s.one('[type="submit"]'));
    expect(s.records.things ?? []).toEqual([]);
    await openForm(s);
    expect(s.one<HTMLInputElement>('[name="f_name"]').value).toBe('Taken');
    expect(s.one('[name="f_name"]').closest('.f')?.textContent).toContain('Name must be something else.');
    expect(s.one('.toast').textContent).toContain('Not saved');
    s.refuse = undefined;
    await s.press(s.one('[type="submit"]'));
    expect(s.records.things).toHaveLength(1);
  });

  it('[FE-308] says at the field that its browser cannot read what is written there', async () => {
    const s = await stage(app(kind));
    await openForm(s);
    await s.type('name', 'Third');
    const half = (of: string, badInput: boolean) => {
      const control = s.one<HTMLInputElement>(`[name="f_${of}"]`);
      control.value = '';
      Object.defineProperty(control, 'validity', { value: { badInput }, configurable: true });
    };
    half('count', true);
    await s.type('count', '');
    half('day', true);
    await s.press(s.one('[type="submit"]'));
    expect(s.commands()).toEqual([]);
    const said = (of: string) => s.one(`[name="f_${of}"]`).closest('.f')?.textContent;
    expect(said('count')).toContain('Write a number');
    expect(said('day')).toContain('Choose a day.');
    // Taken away again, it is nothing.
    half('count', false);
    half('day', false);
    await s.press(s.one('[type="submit"]'));
    expect(s.commands().at(-1)?.[1].values).toMatchObject({ name: 'Third' });
    expect(s.commands().at(-1)?.[1].values).not.toHaveProperty('count');
  });

  it('[FE-307] keeps a form open whatever others do, and says when there is nothing left to change', async () => {
    const s = await stage(app(kind), { records: two() });
    await openForm(s);
    await s.press('Edit Second');
    const form = () => s.one('[aria-label="Edit Second"]');
    await s.type('name', 'Half a sen', form());
    const record = s.records.things?.[1];
    if (!record) throw new Error('no record');
    // Another day, another column, another page of many.
    record.values = { name: 'Second', kind: 'Good', day: '2026-11-29', done: true };
    const more = kept(
      ...Array.from({ length: 300 }, () => ({ name: 'More', kind: 'Good', day: '2026-11-28' })),
    ).map((one) => ({ ...one, id: `more ${one.id}` }));
    s.records.things?.splice(1, 0, ...more);
    s.show();
    await s.settle();
    expect(form().querySelector<HTMLInputElement>('[name="f_name"]')?.value).toBe('Half a sen');
    s.records.things?.pop();
    s.show();
    await s.settle();
    expect(s.one('[role="alert"]').textContent).toContain('It is no longer there.Name: Half a sen');
    s.records.things = [];
    s.show();
    await s.settle();
    expect(s.one('[role="alert"]').textContent).toContain('Half a sen');
    await s.press('Close');
    expect(s.all('[role="alert"]')).toEqual([]);
    expect(s.faults()).toEqual([]);
  });

  it('[FE-309] shows a viewer no control that would do nothing', async () => {
    const s = await stage(app(kind), { records: two(), readOnly: true });
    expect(s.text).toContain(kind === 'calendar' || kind === 'chart' ? 'First' : 'Second');
    expect(s.all('form, [name], .tools, .stepper, .addone, [data-drag]')).toEqual([]);
    expect(s.all('[type="checkbox"]:not([disabled])')).toEqual([]);
    expect(s.refused).toEqual([]);
  });

  it('[FE-310] says what to do first while there is nothing', async () => {
    const s = await stage(app(kind));
    if (kind !== 'form' && kind !== 'timer') expect(s.text).toContain('No thing yet');
    expect(s.all('[type="submit"], .addone').length).toBeGreaterThan(0);
    const viewer = await stage(app(kind), { readOnly: true });
    if (kind !== 'timer') expect(viewer.text).toContain('Nothing has been added here.');
  });

  it('[FE-311] draws hundreds of records within the limits', async () => {
    const many = kept(
      ...Array.from({ length: 700 }, (_, i) => ({
        name: `No ${i}`,
        kind: i % 2 ? 'Good' : 'Bad',
        day: '2026-11-28',
        count: i % 9,
      })),
    );
    const s = await stage(app(kind), { records: { things: many } });
    expect(s.faults()).toEqual([]);
    expect(s.refused).toEqual([]);
    expect(s.text).not.toContain('more than can be shown');
    expect(s.text).toContain('No 1');
  });
});

describe('all kinds', () => {
  it('[FE-315] show German words, days and numbers to who reads German', async () => {
    for (const kind of KINDS) {
      const s = await stage(app(kind), { records: two(), locale: 'de' });
      expect(s.faults()).toEqual([]);
      expect(s.one('.app').getAttribute('lang')).toBe('de');
      expect(s.text).not.toMatch(/\b(Add|entries|Search|Today|votes)\b/);
    }
  });

  it('[FE-307] change between views by tabs, also by arrow keys, and stay there', async () => {
    const both = (g: Gesso) => {
      const all = things(g);
      g.app({ title: 'Things', views: [g.list(all, { title: 'List' }), g.notes(all, { title: 'Cards' })] });
    };
    const s = await stage(both, { records: two() });
    expect(s.one('[aria-selected="true"]').textContent).toBe('List');
    await s.key(s.one('[aria-selected="true"]'), 'ArrowRight');
    expect(s.one('[aria-selected="true"]').textContent).toBe('Cards');
    expect(s.all('.card')).toHaveLength(2);
    expect(s.sent.at(-1)).toMatchObject({ do: 'storage.set', args: { key: 'tab', value: 1 } });
    const again = await stage(both, { records: two(), storage: { tab: 1 } });
    expect(again.one('[aria-selected="true"]').textContent).toBe('Cards');
  });

  it('[FE-307] take Escape for giving up, with the focus where it was', async () => {
    const s = await stage(app('list'), { records: two() });
    await s.press('Edit First');
    await s.type('name', 'Changed');
    await s.key(s.one('[name="f_name"]'), 'Escape');
    expect(s.text).toContain('First');
    expect(s.commands()).toEqual([]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit First');
  });

  it('[FE-309] offer what the app says can be done, and no more', async () => {
    const s = await stage(
      (g) => {
        const all = things(g);
        g.app({
          title: 'T',
          views: [g.list(all, { title: 'T' })],
          actions: [g.add(all), g.step(all, 'count')],
        });
      },
      { records: two() },
    );
    expect(s.has('Add Thing')).toBe(true);
    expect(s.has('Edit First')).toBe(false);
    expect(s.has('Remove First')).toBe(false);
    await s.press('Add 1 to Count: First');
    expect(s.records.things?.[0]?.values.count).toBe(3);
  });
});
