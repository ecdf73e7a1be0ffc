import { describe, expect, it } from 'vitest';
import { specificationChanges } from './changes.ts';
import {
  addField,
  addView,
  changeField,
  changeView,
  insertField,
  moveField,
  moveView,
  possibleKinds,
  removeField,
  removeView,
  settle,
} from './edit.ts';
import { type HintWords, hints, isArithmetic, problemAt } from './hints.ts';
import { isName, nameFrom } from './names.ts';
import { changeText, sentencesOf } from './spoken.ts';
import { HABITS } from './testing.ts';
import type { AppSpecification, Field } from './types.ts';

const W = new Proxy({}, { get: (_, name) => said(String(name)) }) as HintWords;
const said = (name: string): unknown =>
  name.startsWith('slot')
    ? new Proxy({}, { get: (_, slot) => `${name}.${String(slot)}` })
    : Object.assign((...given: unknown[]) => `${name} ${given}`, { toString: () => name });
const wrong = (app: AppSpecification) => hints(settle(app), W).map(({ field }) => field);
const fieldsOf = (app: AppSpecification) => app.entities[0]?.fields ?? [];
const put = (app: AppSpecification, ...more: Field[]): AppSpecification => ({
  ...app,
  entities: app.entities.map((one) => ({ ...one, fields: [...one.fields, ...more] })),
});

describe('names', () => {
  it.each([
    ['Due date', 'dueDate'],
    ['  größe (cm) ', 'grosseCm'],
    ['E-mail', 'eMail'],
    ['2nd try', 'field2ndTry'],
    ['日本', 'field'],
    ['', 'field'],
    ['id', 'id2'],
    ['Constructor', 'constructor2'],
    ['toString', 'tostring'],
    ['x'.repeat(50), 'x'.repeat(32)],
  ])('[FE-352] %j is called %j', (label, name) => {
    expect(nameFrom(label, [])).toBe(name);
    expect(isName(name)).toBe(true);
  });

  it('[FE-352] no two are equal, large or small, and none is too long', () => {
    const used: string[] = [];
    for (let n = 0; n < 30; n++) used.push(nameFrom(`${'Due date '.repeat(6)}`, used));
    expect(new Set(used.map((one) => one.toLowerCase())).size).toBe(30);
    expect(used.every(isName)).toBe(true);
    expect(nameFrom('duedate', ['dueDate'])).toBe('duedate2');
  });

  it('[FE-352] a new field has its name from its label when it goes out, and keeps it when it is called otherwise', () => {
    let app = addField(HABITS, 0);
    app = changeField(app, 0, 4, { label: 'Note' }).specification;
    app = changeField(app, 0, 4, { label: 'Due date', type: 'date' }).specification;
    app = addView(app, 'calendar', 'habits', 'Days');
    app = changeView(app, 2, { date: fieldsOf(app)[4]?.name });
    const out = settle(app);
    expect(fieldsOf(out)[4]).toMatchObject({ name: 'dueDate', label: 'Due date' });
    expect(out.views[2]?.date).toBe('dueDate');
    const renamed = changeField(out, 0, 4, { label: 'Deadline' }).specification;
    expect(fieldsOf(settle(renamed))[4]).toMatchObject({ name: 'dueDate', label: 'Deadline' });
  });
});

describe('editing a specification', () => {
  it('[FE-353] moves a field and a view, and nothing beyond the ends', () => {
    const order = (app: AppSpecification) => fieldsOf(app).map((one) => one.name);
    expect(order(moveField(HABITS, 0, 0, 2))).toEqual(['streak', 'frequency', 'name', 'last']);
    expect(order(moveField(moveField(HABITS, 0, 0, 2), 0, 2, 0))).toEqual(order(HABITS));
    expect(moveField(HABITS, 0, 0, -1)).toEqual(HABITS);
    expect(moveField(HABITS, 0, 3, 4)).toEqual(HABITS);
    expect(moveView(HABITS, 0, 1).views.map((one) => one.title)).toEqual(['All', 'By frequency']);
  });

  it('[FE-354] a board that loses its field takes another that fits, and says so', () => {
    const { specification, mended } = removeField(HABITS, 0, 2);
    expect(specification.views[0]).toMatchObject({ kind: 'board', group: 'name' });
    expect(mended).toEqual([{ what: 'view-refers', view: 'By frequency', slot: 'group', to: 'Name' }]);
    expect(specification.actions).toContainEqual({ kind: 'move', entity: 'habits', field: 'name' });
    expect(specification.actions.filter((one) => one.field === 'frequency')).toEqual([]);
    expect(wrong(specification)).toEqual([]);
  });

  it('[FE-354] an order that loses its field is gone; a calendar without a date becomes a list', () => {
    const dated = addView(HABITS, 'calendar', 'habits', 'Days');
    const { specification, mended } = removeField(dated, 0, 3);
    expect(specification.views[2]?.kind).toBe('list');
    expect(mended).toEqual([{ what: 'view-kind', view: 'Days', from: 'calendar', to: 'list' }]);
    const unsorted = removeField(HABITS, 0, 1);
    expect(unsorted.specification.views[1]).toEqual({ kind: 'table', title: 'All', entity: 'habits' });
    expect(unsorted.mended).toEqual([{ what: 'view-lost', view: 'All', slot: 'order' }]);
  });

  it('[FE-354] a formula and a rule that lose a field go, and that is told', () => {
    const total: Field = {
      name: 'total',
      label: 'Total',
      type: 'number',
      required: false,
      formula: 'streak * 2',
    };
    const app = put(HABITS, total);
    const ruled = {
      ...app,
      entities: app.entities.map((one) => ({
        ...one,
        rules: [{ cel: 'r.streak < 9', message: 'Not so many' }],
      })),
    };
    const { specification, mended } = removeField(ruled, 0, 1);
    expect(fieldsOf(specification).at(-1)?.formula).toBeUndefined();
    expect(specification.entities[0]?.rules).toEqual([]);
    expect(mended.map((one) => one.what)).toEqual(['formula', 'rule', 'view-lost']);
    expect(changeField(app, 0, 1, { type: 'text' }).mended.map((one) => one.what)).toContain('formula');
  });

  it('[FE-354] every removal and every change of a type leaves a specification that the server takes', () => {
    const all = put(
      { ...HABITS, views: [...HABITS.views] },
      { name: 'price', label: 'Price', type: 'number', required: false },
      { name: 'sum', label: 'Sum', type: 'number', required: false, formula: 'price * streak' },
      { name: 'done', label: 'Done', type: 'boolean', required: false },
    );
    let app = all;
    for (const kind of ['calendar', 'checklist', 'calculator', 'chart'] as const)
      app = addView(app, kind, 'habits', kind);
    expect(app.views).toHaveLength(6);
    expect(wrong(app)).toEqual([]);
    fieldsOf(app).forEach((field, i) => {
      expect([field.name, wrong(removeField(app, 0, i).specification)]).toEqual([field.name, []]);
      for (const type of ['text', 'number', 'date', 'boolean', 'rating', 'longtext', 'person'] as const)
        expect([field.name, type, wrong(changeField(app, 0, i, { type }).specification)]).toEqual([
          field.name,
          type,
          [],
        ]);
    });
  });

  it('[FE-354] a change of a label touches nothing else', () => {
    const { specification, mended } = changeField(HABITS, 0, 2, { label: 'How often' });
    expect(mended).toEqual([]);
    expect({ ...specification, entities: HABITS.entities }).toEqual(HABITS);
  });

  it('[FE-353] what was removed can be put back where it was', () => {
    const { specification } = removeField(HABITS, 0, 1);
    const field = fieldsOf(HABITS)[1] as Field;
    expect(fieldsOf(insertField(specification, 0, 1, field))).toEqual(fieldsOf(HABITS));
    expect(insertField(HABITS, 0, 1, field)).toEqual(HABITS);
  });

  it('[FE-353] the last field and the last view stay', () => {
    let app = HABITS;
    for (let n = 0; n < 10; n++) app = removeView(removeField(app, 0, 0).specification, 0);
    expect(fieldsOf(app)).toHaveLength(1);
    expect(app.views).toHaveLength(1);
    expect(wrong(app)).toEqual([]);
  });

  it('[FE-355] offers the kinds that the fields make possible', () => {
    const kinds = possibleKinds(HABITS.entities[0] as never);
    expect(kinds).toContain('calendar');
    expect(kinds).not.toContain('checklist');
    expect(kinds).not.toContain('calculator');
    expect(addView(HABITS, 'checklist', 'habits', 'x')).toBe(HABITS);
    const counter = addView(HABITS, 'counter', 'habits', 'Count');
    expect(counter.views[2]).toMatchObject({ kind: 'counter', value: 'streak' });
    expect(changeView(counter, 2, { kind: 'chart' }).views[2]).toMatchObject({ group: 'frequency' });
  });
});

describe('hints', () => {
  it('[FE-356] name what the server would refuse, by its path', () => {
    let app = addField(HABITS, 0);
    app = changeField(app, 0, 2, { options: ['Daily', 'daily '] }).specification;
    app = changeField(app, 0, 1, { min: 5, max: 2 }).specification;
    app = { ...app, title: ' ', summary: 'x'.repeat(300) };
    expect(wrong(app)).toEqual([
      'title',
      'summary',
      'entities[0].fields[1].max',
      'entities[0].fields[2].options',
      'entities[0].fields[4].label',
    ]);
    expect(wrong(HABITS)).toEqual([]);
  });

  it.each([
    ['price * quantity', true],
    ['(price + 2) / 3', true],
    ['-price', false],
    ['(-price) * 2', true],
    ['price quantity', false],
    ['price *', false],
    ['', false],
    ['alert(1)', false],
    ['1.5 + price', true],
  ])('[FE-356] %j is arithmetic: %j', (formula, is) => {
    expect(isArithmetic(formula)).toBe(is);
  });

  it('[FE-356] what the server says of an option stands at the options', () => {
    const problems = [{ field: 'entities[0].fields[2].options[1]', message: 'is empty' }];
    expect(problemAt(problems, 'entities[0].fields[2].options')).toBe('is empty');
    expect(problemAt(problems, 'entities[0].fields[2]')).toBeUndefined();
  });
});

describe('a specification in words', () => {
  it('[FE-351] says what is kept, how it is shown and what can be done', () => {
    expect(sentencesOf(HABITS)).toEqual([
      'Each habit has a name (required), a streak in days (0 or more), a frequency (Daily or Weekly) and a last done (a date).',
      'Shown as a board by frequency, called “By frequency”.',
      'Also as a table, sorted by streak, highest first, called “All”.',
      'With each habit people can add it, edit it, remove it, move it by frequency and count streak up and down.',
    ]);
  });

  it('[FE-351] says formulas in the words of the form', () => {
    const app = put(HABITS, {
      name: 'sum',
      label: 'Sum',
      type: 'number',
      required: false,
      formula: 'streak * 2',
    });
    expect(sentencesOf(app)[0]).toContain('a sum (computed: streak × 2)');
  });
});

describe('changes of a specification', () => {
  const texts = (a: AppSpecification, b: AppSpecification) => specificationChanges(a, b).map(changeText);
  const due: Field = { name: 'due', label: 'Due date', type: 'date', required: false };
  const samples = [
    HABITS,
    put(HABITS, due),
    moveField(HABITS, 0, 0, 3),
    removeField(HABITS, 0, 2).specification,
    addView(put(HABITS, due), 'calendar', 'habits', 'Days'),
    changeField(HABITS, 0, 2, { options: ['Daily', 'Weekly', 'Monthly'], required: true }).specification,
    { ...HABITS, title: 'Habits', views: [...HABITS.views].reverse() },
  ];

  it('[FE-364] says what came, went and changed', () => {
    expect(texts(HABITS, put(HABITS, due))).toEqual(['“Due date” of habit is new']);
    expect(texts(put(HABITS, due), HABITS)).toEqual(['“Due date” of habit is gone']);
    const choice = changeField(HABITS, 0, 2, { options: ['Daily'], required: true }).specification;
    expect(texts(HABITS, choice)).toEqual([
      '“Frequency” of habit: required was no, is yes; options was Daily, Weekly, is Daily',
    ]);
    expect(texts(HABITS, changeView(HABITS, 1, { kind: 'list' }))).toEqual([
      'The view “All”: kind was table, is list',
    ]);
    expect(texts(HABITS, moveField(HABITS, 0, 0, 1))).toEqual([
      'The order of the fields of habit is now Streak, Name, Frequency, Last done',
    ]);
  });

  it('[FE-364] nothing for the same, and the other way round it is the other way round', () => {
    for (const a of samples)
      for (const b of samples) {
        const [there, back] = [specificationChanges(a, b), specificationChanges(b, a)];
        if (a === b) expect(there).toEqual([]);
        const count = (changes: typeof there, what: string) =>
          changes.filter((one) => one.what === what).length;
        expect(count(there, 'added')).toBe(count(back, 'removed'));
        expect(count(there, 'changed')).toBe(count(back, 'changed'));
      }
  });
});
