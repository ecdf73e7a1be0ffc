import { describe, expect, it } from 'vitest';
import { type Gesso, kept, NOON, type Stage, stage } from './stage.ts';

const names = (s: Stage, selector = '.lead') => s.all(selector).map((one) => one.textContent);

describe('list and table', () => {
  const books = (g: Gesso) =>
    g.collection('books', 'Book', {
      title: g.text('Title', { required: true }),
      state: g.choice('State', ['Wanted', 'Read']),
      pages: g.number('Pages', { unit: 'p' }),
      price: g.number('Price'),
    });
  const many = (n: number) => ({
    books: kept(
      ...Array.from({ length: n }, (_, i) => ({
        title: `Book ${i}`,
        state: i % 2 ? 'Read' : 'Wanted',
        pages: 100 + i,
        price: 5,
      })),
    ),
  });

  it('[FE-311] search, filter and order from seven records on, and say how many there are', async () => {
    const few = await stage((g) => g.app({ views: [g.list(books(g))] }), { records: many(6) });
    expect(few.all('[type="search"]')).toEqual([]);
    const s = await stage((g) => g.app({ views: [g.list(books(g), { order: '-pages' })] }), {
      records: many(30),
    });
    expect(names(s)[0]).toBe('Book 29');
    const search = s.one<HTMLInputElement>('[type="search"]');
    search.value = 'book 2';
    search.dispatchEvent(new Event('input'));
    await s.settle();
    expect(names(s)).toHaveLength(11);
    await s.press('Filter and sort');
    await s.choose(s.one('[aria-label="State"]'), 'Read');
    expect(names(s)).toEqual(['Book 29', 'Book 27', 'Book 25', 'Book 23', 'Book 21']);
    expect(s.one('.foot').textContent).toContain('5 of 30 entries');
    expect(s.one('.foot').textContent).toContain('Pages 625');
    await s.choose(s.one('[aria-label="Sort by"]'), 'pages');
    expect(names(s)[0]).toBe('Book 21');
    search.value = 'nowhere';
    search.dispatchEvent(new Event('input'));
    await s.settle();
    expect(s.text).toContain('Nothing matches.');
    await s.press('Show all');
    expect(s.one('.foot').textContent).toContain('30 entries');
  });

  it('[FE-311] turn pages', async () => {
    const s = await stage((g) => g.app({ views: [g.list(books(g))] }), { records: many(200) });
    const first = names(s).length;
    expect(s.one('.pager').textContent).toContain(`1–${first} of 200`);
    await s.press('Next page');
    expect(names(s)[0]).toBe(`Book ${first}`);
    await s.press('Previous page');
    expect(names(s)[0]).toBe('Book 0');
  });

  it('[FE-311] order a table by a press on a heading, and add up what is measured', async () => {
    const s = await stage((g) => g.app({ views: [g.table(books(g))] }), { records: many(3) });
    const first = () => s.one('tbody th').textContent;
    await s.press('Pages');
    expect(first()).toBe('Book 0');
    expect(s.one('thead th:nth-child(3)').getAttribute('aria-sort')).toBe('ascending');
    await s.press(s.one('thead th:nth-child(3) button'));
    expect(first()).toBe('Book 2');
    expect(s.all('tfoot td').map((one) => one.textContent)).toEqual(['Total', '', '303\u00a0p', '', '']);
  });
});

describe('a board', () => {
  const app = (g: Gesso) => {
    const all = g.collection('cards', 'Card', {
      name: g.text('Name', { required: true }),
      state: g.choice('State', ['Open', 'Doing', 'Done']),
    });
    g.app({ views: [g.board(all, { title: 'Board', group: 'state' })] });
  };
  const records = () => ({
    cards: kept(
      { name: 'One', state: 'Open' },
      { name: 'Two', state: 'Open' },
      { name: 'Old', state: 'Gone' },
      { name: 'None' },
    ),
  });
  const columns = (s: Stage) =>
    s
      .all('.column')
      .map((one) => [
        one.getAttribute('aria-label'),
        ...[...one.querySelectorAll('.lead')].map((lead) => lead.textContent),
      ]);

  it('[FE-312] has a column for each option, for what is no option any more, and for records without', async () => {
    const s = await stage(app, { records: records() });
    expect(columns(s)).toEqual([
      ['Open', 'One', 'Two'],
      ['Doing'],
      ['Done'],
      ['Gone', 'Old'],
      ['Without', 'None'],
    ]);
  });

  it('[FE-312] moves a card by arrow keys, by choice and by drag, and says so', async () => {
    const s = await stage(app, { records: records() });
    await s.key(s.all('.card')[0] as HTMLElement, 'ArrowRight');
    expect(columns(s)[1]).toEqual(['Doing', 'One']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('One');
    expect(s.text).toContain('One: Doing');
    await s.choose(s.one('[aria-label="Move One to"]'), '2');
    expect(s.records.cards?.[0]?.values.state).toBe('Done');
    s.all('.card')
      .find((one) => one.textContent?.includes('Two'))
      ?.dispatchEvent(new Event('dragstart', { bubbles: true }));
    s.one('[data-drop="Doing"]').dispatchEvent(new Event('drop', { bubbles: true, cancelable: true }));
    await s.settle();
    expect(s.records.cards?.[1]?.values.state).toBe('Doing');
  });

  it('[FE-312] puts a card further up or down within its column', async () => {
    const s = await stage(app, { records: records() });
    await s.key(s.all('.card')[1] as HTMLElement, 'ArrowUp');
    expect(s.commands().at(-1)).toEqual(['records.move', { collection: 'cards', id: 'r2', after: null }]);
    expect(columns(s)[0]).toEqual(['Open', 'Two', 'One']);
  });

  const seek = async (s: Stage, text: string) => {
    const search = s.one<HTMLInputElement>('[type="search"]');
    search.value = text;
    search.dispatchEvent(new Event('input'));
    await s.settle();
  };

  it('[FE-311] shows the cards of a column that has become shorter than its later pages', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `Card ${i}`, state: 'Open' }));
    const s = await stage(app, { records: { cards: kept(...many) } });
    await s.press(s.one('.column .addone:last-child'));
    expect(columns(s)[0]?.[1]).not.toBe('Card 0');
    await seek(s, 'Card 29');
    expect(columns(s)[0]).toHaveLength(12);
  });

  it('[FE-312] has a last column for what is in none of so many', async () => {
    const s = await stage(
      (g) => {
        const all = g.collection('cards', 'Card', { name: g.text('Name'), of: g.text('Of') });
        g.app({ views: [g.board(all, { title: 'Board', group: 'of' })] });
      },
      {
        records: {
          cards: kept(...Array.from({ length: 26 }, (_, i) => ({ name: `Card ${i}`, of: `Group ${i}` }))),
        },
      },
    );
    expect(columns(s)).toHaveLength(25);
    expect(columns(s).at(-1)).toEqual(['Without, …', 'Card 24', 'Card 25']);
    expect(s.all('.column').at(-1)?.textContent).toContain('Group 25');
  });

  it('[FE-308] opens the form again in its column when the server refuses what was added there', async () => {
    const wide = (g: Gesso) => {
      const all = g.collection('cards', 'Card', {
        name: g.text('Name', { required: true }),
        state: g.choice('State', ['Open', 'Doing', 'Done']),
        of: g.text('Of'),
        day: g.date('Day'),
      });
      g.app({ views: [g.board(all, { title: 'Board', group: 'state' })] });
    };
    const s = await stage(wide, { records: records() });
    s.refuse = () => 'Name is taken.';
    await s.press('Add Card: Doing');
    await s.type('name', 'New');
    await s.press('Add');
    const form = s.one('[aria-label="Doing"] form');
    expect(form.textContent).toContain('Name is taken.');
    expect(form.querySelector<HTMLInputElement>('[name="f_name"]')?.value).toBe('New');
    // Nor does a press on plus take it away.
    await s.press('Add Card: Doing');
    await s.press('Add Card: Doing');
    s.refuse = undefined;
    await s.press('Add');
    expect(s.records.cards?.at(-1)?.values).toEqual({ name: 'New', state: 'Doing' });
  });

  it('[FE-307] keeps the card that is being changed, whatever is sought', async () => {
    const many = Array.from({ length: 7 }, (_, i) => ({ name: `Card ${i}`, state: 'Open' }));
    const s = await stage(app, { records: { cards: kept(...many) } });
    await s.press('Edit Card 3');
    await seek(s, 'Card 5');
    expect(s.all('.card')).toHaveLength(2);
    expect(s.all('[aria-label="Edit Card 3"]')).toHaveLength(1);
  });

  it('[FE-312] adds into the column whose plus was pressed', async () => {
    const s = await stage(app, { records: records() });
    await s.press('Add Card: Doing');
    await s.type('name', 'New');
    await s.press('Add');
    expect(s.records.cards?.at(-1)?.values).toEqual({ name: 'New', state: 'Doing' });
  });

  it('[FE-306] takes a refused move back, and says why', async () => {
    const s = await stage(app, { records: records() });
    s.refuse = () => 'State cannot be Doing yet.';
    await s.key(s.all('.card')[0] as HTMLElement, 'ArrowRight');
    expect(columns(s)[0]).toEqual(['Open', 'One', 'Two']);
    expect(s.one('.toast').textContent).toContain('Not saved: State cannot be Doing yet.');
  });
});

describe('a calendar', () => {
  it('[FE-312] turns months, goes by arrow keys, and adds on the chosen day', async () => {
    const s = await stage(
      (g) => {
        const all = g.collection('shifts', 'Shift', {
          name: g.text('Name', { required: true }),
          day: g.date('Day', { required: true }),
          at: g.time('At'),
        });
        g.app({ views: [g.calendar(all, { title: 'Shifts', date: 'day' })] });
      },
      {
        records: {
          shifts: kept(
            { name: 'Late', day: '2026-11-28', at: '18:00' },
            { name: 'Early', day: '2026-11-28', at: '08:00' },
            { name: 'Other', day: '2026-11-30' },
            { name: 'Somewhen' },
          ),
        },
      },
    );
    expect(s.one('h2').textContent).toBe('November 2026');
    expect(names(s, '.agenda .lead')).toEqual(['Early', 'Late']);
    expect(s.one('.undated summary').textContent).toBe('Without a day (1)');
    await s.key(s.one('[aria-pressed="true"]'), 'ArrowRight');
    await s.key(s.one('[aria-pressed="true"]'), 'ArrowRight');
    expect(names(s, '.agenda .lead')).toEqual(['Other']);
    await s.press('Add Shift');
    expect(s.one<HTMLInputElement>('[name="f_day"]').value).toBe('2026-11-30');
    await s.press('Next month');
    expect(s.one('h2').textContent).toBe('December 2026');
    expect(s.text).toContain('Nothing on this day.');
    await s.press('Today');
    expect(names(s, '.agenda .lead')).toEqual(['Early', 'Late']);
  });
});

describe('a counter', () => {
  const app = (g: Gesso) => {
    const all = g.collection('c', 'Counter', { n: g.number('Cups', { min: 0, max: 3 }) });
    g.app({ views: [g.counter(all, { title: 'Cups', value: 'n' })] });
  };
  it('[FE-313] makes its only record with the first press, counts within its limits, and begins again', async () => {
    const s = await stage(app);
    await s.press('Add 1 to Cups');
    expect(s.records.c).toMatchObject([{ id: 'counter', values: { n: 1 } }]);
    await s.press('Add 1 to Cups');
    await s.press('Add 1 to Cups');
    expect(s.one('.big .num').textContent).toBe('3');
    expect(s.button('Add 1 to Cups').hasAttribute('disabled')).toBe(true);
    await s.press('Reset');
    expect(s.records.c?.[0]?.values.n).toBe(0);
  });

  it('[FE-306] counts each press once, however late the answer comes and whatever others do meanwhile', async () => {
    const s = await stage(app, { records: { c: kept({ n: 0 }) }, hold: true });
    const shown = () => s.one('.big .num').textContent;
    await s.press('Add 1 to Cups');
    await s.press('Add 1 to Cups');
    expect(shown()).toBe('2');
    expect(s.all('.card .pend')).toEqual([]);
    const record = s.records.c?.[0];
    if (!record) throw new Error('no record');
    record.values.n = 1; // the first has come, its answer not yet
    s.show();
    await s.settle();
    expect(shown()).toBe('2');
    record.values.n = 0;
    s.answer();
    await s.settle();
    expect(shown()).toBe('2');
  });
});

describe('a timer', () => {
  const app = (g: Gesso) => {
    const all = g.collection('t', 'Session', {
      what: g.text('What', { required: true }),
      length: g.duration('Length'),
      day: g.date('Day'),
    });
    g.app({ views: [g.timer(all, { title: 'Focus', value: 'length' })] });
  };
  it('[FE-313] runs for everybody, stands, and is saved as a record', async () => {
    const s = await stage(app);
    expect(s.one('.digits').textContent).toBe('00:00');
    await s.press('Start');
    expect(s.sent.at(-1)).toMatchObject({
      do: 'setState',
      args: { patch: { timer_t: { at: NOON, had: 0, of: null } } },
    });
    s.now += 90_000;
    await s.press('Pause');
    expect(s.one('.digits').textContent).toBe('01:30');
    await s.press('Save time');
    expect(s.one<HTMLInputElement>('[name="f_length"]').value).toBe('0:01:30');
    await s.type('what', 'Reading');
    await s.press('Add');
    expect(s.records.t?.[0]?.values).toEqual({ what: 'Reading', length: 1.5, day: '2026-11-28' });
    await s.press('Reset');
    expect(s.one('.digits').textContent).toBe('00:00');
  });
  it('[FE-308] opens the form again, with its time, when the server refuses what was saved', async () => {
    const s = await stage(app);
    s.refuse = (name) => (name === 'records.add' ? 'What is taken.' : undefined);
    await s.press('Start');
    s.now += 90_000;
    await s.press('Pause');
    await s.press('Save time');
    await s.type('what', 'Reading');
    await s.press('Add');
    expect(s.one('form').textContent).toContain('What is taken.');
    expect(s.one<HTMLInputElement>('[name="f_what"]').value).toBe('Reading');
    expect(s.one<HTMLInputElement>('[name="f_length"]').value).toBe('0:01:30');
    await s.press('Save time');
    s.refuse = undefined;
    await s.press('Add');
    expect(s.records.t?.[0]?.values).toEqual({ what: 'Reading', length: 1.5, day: '2026-11-28' });
  });

  it('[FE-313] shows a clock that somebody else has started, and counts a record down to its end', async () => {
    const s = await stage(app, {
      records: { t: kept({ what: 'Tea', length: 3 }) },
      state: { timer_t: { at: NOON - 65_000, had: 0, of: null } },
    });
    expect(s.one('.digits').textContent).toBe('01:05');
    await s.press('Count down Tea');
    expect(s.one('.digits').textContent).toBe('03:00');
    s.now += 181_000;
    s.show();
    await s.settle();
    expect(s.text).toContain('Time is up');
    s.tell({ t: 'unmount' });
  });
});

describe('a poll', () => {
  it('[FE-314] gives each person one vote, moves it, and takes it back', async () => {
    const records = { o: kept({ name: 'Noodles' }, { name: 'Pizza' }) };
    (records.o[1] as { votes?: string[] }).votes = ['u2'];
    const s = await stage(
      (g) =>
        g.app({
          views: [g.poll(g.collection('o', 'Option', { name: g.text('Option') }), { title: 'Lunch' })],
        }),
      { records },
    );
    const percents = () => s.all('.percent').map((one) => one.textContent);
    await s.press(s.all('.vote')[0] as HTMLElement);
    expect(percents()).toEqual(['50 %', '50 %']);
    expect(s.one('[aria-pressed="true"]').textContent).toContain('Noodles');
    await s.press(s.all('.vote')[1] as HTMLElement);
    expect(percents()).toEqual(['0 %', '100 %']);
    expect(s.one('.foot').textContent).toContain('2 votes');
    await s.press(s.all('.vote')[1] as HTMLElement);
    expect(s.records.o?.[1]?.votes).toEqual(['u2']);
  });
});

describe('a chart', () => {
  const app = (options: object) => (g: Gesso) => {
    const all = g.collection('w', 'Run', {
      day: g.date('Day'),
      km: g.number('Distance', { unit: 'km' }),
      kind: g.choice('Kind', ['Easy', 'Long']),
    });
    g.app({ views: [g.chart(all, { title: 'Runs', ...options })] });
  };
  const records = () => ({
    w: kept(
      { day: '2026-11-01', km: 5, kind: 'Easy' },
      { day: '2026-11-03', km: 12, kind: 'Long' },
      { day: '2026-11-03', km: 3, kind: 'Easy' },
    ),
  });
  const numbers = (s: Stage) =>
    s.all('.numbers tbody tr').map((row) => [...row.children].map((cell) => cell.textContent));
  it('[FE-315] adds up by group and by day, and has its numbers as a table', async () => {
    expect(numbers(await stage(app({ group: 'kind', value: 'km' }), { records: records() }))).toEqual([
      ['Easy', '8\u00a0km'],
      ['Long', '12\u00a0km'],
    ]);
    expect(numbers(await stage(app({ date: 'day', value: 'km' }), { records: records() }))).toEqual([
      ['Nov 1', '5\u00a0km'],
      ['Nov 2', '0\u00a0km'],
      ['Nov 3', '15\u00a0km'],
    ]);
    expect(numbers(await stage(app({ group: 'kind' }), { records: records() }))).toEqual([
      ['Easy', '2'],
      ['Long', '1'],
    ]);
  });
});

describe('a calculator', () => {
  it('[FE-316] shows results at once, keeps nothing, and can be copied', async () => {
    const s = await stage((g) => {
      const all = g.collection('t', 'Tip', {
        bill: g.number('Bill', { unit: '€', min: 0 }),
        people: g.number('People'),
        each: g.number('Each', { unit: '€', formula: (r) => Number(r.bill) / Number(r.people) }),
      });
      g.app({ views: [g.calculator(all, { title: 'Tip' })] });
    });
    const result = () => s.one('output').textContent;
    await s.type('bill', '10');
    expect(result()).toBe('–');
    await s.type('people', '4');
    expect(result()).toBe('2.50\u00a0€');
    expect(s.one('[data-copy]').getAttribute('data-copy')).toBe('2.50\u00a0€');
    await s.type('bill', '-3');
    expect(s.text).toContain('Must be 0 € or more.');
    expect(s.commands()).toEqual([]);
  });
});

describe('lists', () => {
  it('[FE-307] keep the record that is being changed when it matches no longer', async () => {
    const s = await stage(
      (g) => {
        const all = g.collection('todos', 'Todo', { title: g.text('Title'), done: g.boolean('Done') });
        g.app({ views: [g.checklist(all)] });
      },
      { records: { todos: kept({ title: 'Milk' }, { title: 'Bread' }, { title: 'Tea' }) } },
    );
    await s.press('Open');
    await s.press('Edit Bread');
    const form = s.one('[aria-label="Edit Bread"]');
    await s.type('title', 'Dark bread', form);
    (s.records.todos?.[1]?.values as { done?: boolean }).done = true;
    s.show();
    await s.settle();
    expect(s.one('[aria-label="Edit Bread"]')).toBe(form);
    expect(s.all('.rows li').indexOf(form.closest('li') as HTMLElement)).toBe(1);
    await s.press('Save');
    expect(s.records.todos?.[1]?.values.title).toBe('Dark bread');
    expect(names(s)).toEqual(['Milk', 'Tea']);
  });
});

describe('a checklist', () => {
  it('[FE-307] is ticked off, says how far it is, and clears what is done with a way back', async () => {
    const s = await stage(
      (g) => {
        const all = g.collection('p', 'Item', {
          name: g.text('Item', { required: true }),
          done: g.boolean('Done'),
        });
        g.app({ views: [g.checklist(all, { title: 'Packing', done: 'done' })] });
      },
      { records: { p: kept({ name: 'Passport' }, { name: 'Books', done: true }) } },
    );
    expect(s.one('.progress').textContent).toBe('1 of 2 done');
    await s.tick(s.all('.tickbox')[0] as HTMLElement);
    expect(s.records.p?.[0]?.values.done).toBe(true);
    expect(s.one('.progress').textContent).toBe('All done');
    await s.type('name', 'Socks');
    await s.key(s.one('[name="f_name"]'), 'Enter');
    expect(s.records.p?.[2]?.values).toEqual({ name: 'Socks' });
    expect(s.one<HTMLInputElement>('[name="f_name"]').value).toBe('');
    await s.press('Clear done');
    expect(names(s)).toEqual(['Socks']);
    await s.press('Put back');
    expect(names(s)).toHaveLength(3);
  });
});
