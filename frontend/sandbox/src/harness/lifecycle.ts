/**
 * One life of an app, from its start to its end, on the runtime that it will have: what a person, another person, the
 * page and the server do to it. Says of each step whether the app stood it, and if not, why, in words that help to mend it.
 */
import type { Json, JsonObject } from '@gesso/sdk';
import type { Entity, Field, Specification } from '../specification.ts';
import type { ViewElement, ViewNode } from '../wire.ts';
import { controlOf, fill, filledIn, openForm, submit, valuesFor } from './form.ts';
import { elements, isControl, isEnabled, textOf } from './screen.ts';
import { Stage } from './stage.ts';

export interface Step {
  readonly name: string;
  readonly passed: boolean;
  readonly millis: number;
  /** What was seen, or why it failed. */
  readonly detail: string;
}
/** What was on the screen after a step: `start`, `filled`, `dark`; `failed` where a step did not pass. */
export interface Picture {
  readonly of: string;
  readonly view: ViewNode;
}
export interface Report {
  readonly passed: boolean;
  readonly steps: readonly Step[];
  readonly console: readonly string[];
  /** What the app asked of the page by its contract. */
  readonly calls: readonly { readonly name: string; readonly count: number }[];
  readonly pictures: readonly Picture[];
}
/** Controls that are tried one after the other. */
const TRIED_MAX = 200;
const DETAIL_MAX = 300;
/** After its end an app has so long to say something that it should not. */
const AFTERWARDS_MS = 10_000;

/** Steps after which the screen is worth a look. */
const PICTURED: Readonly<Record<string, string>> = { mount: 'start', act: 'filled', theme: 'dark' };

/** Why a step failed. */
class Failed extends Error {}
const must = (good: boolean, why: string): void => {
  if (!good) throw new Failed(why);
};

/** Parts of the specification in the order in which the steps use them. */
interface Case {
  readonly stage: Stage;
  readonly entity: Entity | undefined;
  /** People add records of it. */
  readonly adds: boolean;
  readonly runtime: string;
  readonly code: string;
}

const STEPS: readonly (readonly [string, (one: Case) => Promise<string>])[] = [
  ['mount', mount],
  ['fill', filled],
  ['act', act],
  ['invalid', invalid],
  ['resize', resize],
  ['other', other],
  ['read-only', readOnly],
  ['theme', theme],
  ['unmount', unmount],
];

export async function lifecycle(
  runtime: string,
  code: string,
  specification: Specification,
): Promise<Report> {
  const stage = new Stage(specification);
  const entity = specification.entities.find(({ name }) => name === specification.views[0]?.entity);
  const actions = specification.actions ?? [];
  const adds =
    entity !== undefined &&
    (actions.some(({ kind, entity: of }) => kind === 'add' && of === entity.name) ||
      (actions.length === 0 && specification.views[0]?.kind !== 'calculator'));
  const one: Case = { stage, entity, adds, runtime, code };
  const steps: Step[] = [];
  const pictures: Picture[] = [];
  let alive = true;
  for (const [name, run] of STEPS) {
    const began = stage.engine.clock();
    let detail = 'Not reached.';
    let passed = false;
    if (alive)
      try {
        stage.messages = 0;
        detail = await run(one);
        const [fault] = [...stage.faults.splice(0), ...stage.screen.faults.splice(0)];
        must(fault === undefined, fault ?? '');
        passed = true;
      } catch (error) {
        const [fault] = stage.faults.splice(0);
        detail = error instanceof Failed ? error.message : `The code threw: ${String(error)}`;
        if (fault !== undefined && fault !== detail) detail += ` ${fault}`;
        alive = name !== 'mount';
      }
    steps.push({ name, passed, millis: stage.engine.clock() - began, detail: detail.slice(0, DETAIL_MAX) });
    const of = passed ? PICTURED[name] : alive && 'failed';
    if (of && !(of === 'failed' && pictures.some((one) => one.of === of)) && !isBlank(one))
      pictures.push({ of, view: still(stage.screen.root) });
  }
  const calls = [...stage.calls].map(([name, count]) => ({ name, count }));
  return {
    passed: steps.every((step) => step.passed),
    steps,
    console: stage.engine.console,
    calls,
    pictures,
  };
}

/** A copy that hears nothing. */
function still(node: ViewNode): ViewNode {
  if (typeof node === 'string') return node;
  const { t, a, c } = node;
  return { t, ...(a && { a: { ...a } }), ...(c && { c: c.map(still) }) };
}

function isBlank({ stage }: Case): boolean {
  return (
    textOf(stage.screen.root).trim() === '' ||
    !elements(stage.screen.root).some(
      (one) =>
        isControl(one) ||
        one.t === 'p' ||
        one.t === 'td' ||
        one.t === 'li' ||
        one.t === 'text' ||
        /^h\d$/.test(one.t),
    )
  );
}
const shows = ({ stage }: Case, text: string): boolean =>
  squeezed(textOf(stage.screen.root)).includes(squeezed(text));
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase();
const kept = ({ stage, entity }: Case): number =>
  stage.server.now().collections[entity?.name ?? '']?.length ?? 0;

async function mount(one: Case): Promise<string> {
  const { stage, runtime, code } = one;
  stage.begin(runtime, code);
  await stage.engine.settle();
  must(stage.ready, 'The app did not say that it is ready.');
  stage.say({ t: 'ping', n: 1 });
  await stage.engine.settle();
  must(stage.pong === 1, 'The app did not answer when it was asked whether it lives.');
  must(!isBlank(one), 'The app shows nothing.');
  const controls = elements(stage.screen.root).filter(isControl).length;
  return `${elements(stage.screen.root).length} elements, ${controls} controls`;
}

async function filled({ stage, entity, adds }: Case): Promise<string> {
  if (!entity || !adds) return 'There is nothing to fill in.';
  must((await openForm(stage, entity)) !== undefined, `There is no form to add ${entity.title}.`);
  const missing = await fill(stage, entity, valuesFor(entity, 0));
  const all = filledIn(entity);
  const needed = all.filter(({ required, label }) => required && missing.includes(label));
  must(needed.length === 0, `The form has no ${needed.map(({ label }) => label).join(', ')}.`);
  must(missing.length < all.length, 'The form has none of the fields.');
  return `${all.length - missing.length} of ${all.length} fields${missing.length > 0 ? `, without ${missing.join(', ')}` : ''}`;
}

/** What can be looked for on the screen: a text as it was written. */
const readable = ({ type }: Field): boolean => ['text', 'longtext', 'choice', 'email'].includes(type);
function leadOf(entity: Entity, values: JsonObject): string | undefined {
  const lead = filledIn(entity).find((field) => readable(field) && typeof values[field.name] === 'string');
  return lead && (values[lead.name] as string);
}

async function act(one: Case): Promise<string> {
  const { stage, entity, adds } = one;
  if (!entity || !adds) return 'There is nothing to add.';
  const values = valuesFor(entity, 0);
  const form = await openForm(stage, entity);
  const written = filledIn(entity).filter((field) => form && controlOf(form, field));
  const before = kept(one);
  must(await submit(stage, entity, values), 'The form cannot be sent.');
  must(kept(one) === before + 1, `Nothing was added. ${alerts(stage)}`);
  const [record] = stage.server.now().collections[entity.name]?.slice(-1) ?? [];
  for (const field of written) {
    const [given, got] = [values[field.name], record?.values[field.name]];
    const same = given === got || (field.type === 'boolean' && (given ?? false) === (got ?? false));
    must(same, `${field.label} was filled in with ${show(given)} and arrived as ${show(got)}.`);
  }
  const lead = leadOf(entity, values);
  must(lead === undefined || shows(one, lead), `What was added does not appear: ${show(lead)}.`);
  return `${entity.title} was added and is shown`;
}
const show = (value: Json | undefined): string => JSON.stringify(value) ?? 'nothing';

/** What the screen says that is wrong. */
const alerts = (stage: Stage): string =>
  elements(stage.screen.root)
    .filter(({ a }) => a?.role === 'alert' || a?.role === 'status' || a?.['aria-live'] !== undefined)
    .map(textOf)
    .join(' ')
    .trim();

/** A value that the field does not take, if there is one. */
function wrongFor({ type, required, min, max }: Field): Json | undefined {
  if (required && !['boolean', 'choice', 'rating', 'person'].includes(type)) return '';
  if (type === 'number' && max != null) return max + 1;
  if (type === 'number' && min != null) return min - 1;
  if (type === 'email') return 'nobody';
  if (['text', 'longtext'].includes(type) && max != null) return 'x'.repeat(max + 1);
  return undefined;
}

async function invalid(one: Case): Promise<string> {
  const { stage, entity, adds } = one;
  const field = entity && filledIn(entity).find((each) => wrongFor(each) !== undefined);
  if (!entity || !adds || !field) return 'There is nothing that could be wrong.';
  must(
    (await openForm(stage, entity)) !== undefined,
    `There is no form to add ${entity.title} a second time.`,
  );
  const values: JsonObject = { ...valuesFor(entity, 1), [field.name]: wrongFor(field) ?? '' };
  await fill(stage, entity, values);
  const before = kept(one);
  await submit(stage, entity, values);
  must(kept(one) === before, `${field.label} was taken as ${show(values[field.name])}.`);
  const marked = elements(stage.screen.root).some(
    ({ a }) => a?.['aria-invalid'] === true || a?.['aria-invalid'] === 'true',
  );
  must(marked || alerts(stage) !== '', `Nobody is told what is wrong with ${field.label}.`);
  // As it was, for the steps that follow.
  await fill(stage, entity, valuesFor(entity, 1));
  return `${field.label} is refused with a message`;
}

async function resize(one: Case): Promise<string> {
  for (const size of [
    { w: 2, h: 2 },
    { w: 12, h: 10 },
    { w: 4, h: 5 },
  ]) {
    one.stage.say({ t: 'resize', size });
    await one.stage.change({ size });
    must(!isBlank(one), `At ${size.w} by ${size.h} cells the app shows nothing.`);
  }
  return 'small and large';
}

async function other(one: Case): Promise<string> {
  const { stage, entity } = one;
  if (!entity) return 'There are no records.';
  const values = valuesFor(entity, 2);
  const data = { collection: entity.name, id: 'other', values };
  must(await stage.other('records.add', data), 'The other person could not add anything.');
  const lead = leadOf(entity, values);
  const isShown = lead === undefined || !one.adds || shows(one, lead) || (await onSomeTab(one, lead));
  must(isShown, `What another person added does not appear: ${show(lead)}.`);
  return 'appears';
}
async function onSomeTab(one: Case, text: string): Promise<boolean> {
  const tabs = () => elements(one.stage.screen.root).filter(({ a }) => a?.role === 'tab');
  for (let n = 0; n < tabs().length; n++) {
    const tab = tabs()[n];
    if (tab) await one.stage.act(tab, { type: 'click' });
    if (shows(one, text)) return true;
  }
  return false;
}

/** Whatever can be pressed is pressed: nothing of it may change anything. */
async function readOnly(one: Case): Promise<string> {
  const { stage } = one;
  await stage.change({ readOnly: true, role: 'viewer' });
  must(!isBlank(one), 'Who may only look sees nothing.');
  stage.changes.length = 0;
  let tried = 0;
  const isActive = (element: ViewElement) =>
    (element.t === 'form' || isControl(element)) &&
    isEnabled(element) &&
    Object.keys(element.on ?? {}).length > 0;
  const count = elements(stage.screen.root).filter(isActive).length;
  for (let n = 0; n < Math.min(count, TRIED_MAX); n++) {
    const element = elements(stage.screen.root).filter(isActive)[n];
    if (!element) break;
    for (const type of Object.keys(element.on ?? {})) {
      if (type === 'keydown' || type === 'focus' || type === 'blur') continue;
      const what = type === 'submit' ? { field: {} } : { value: 'x', checked: true };
      await stage.act(element, { type, ...what });
      tried++;
    }
    must(stage.changes.length === 0, `Who may only look could use “${textOf(element).trim() || element.t}”.`);
  }
  await stage.engine.settle();
  must(stage.changes.length === 0, 'Who may only look could change something.');
  await stage.change({ readOnly: false, role: 'editor' });
  return `${tried} presses changed nothing`;
}

async function theme(one: Case): Promise<string> {
  await one.stage.change({ theme: 'dark', reducedMotion: true });
  must(!isBlank(one), 'In the dark the app shows nothing.');
  await one.stage.engine.pass(2_000);
  return 'dark and still';
}

async function unmount({ stage }: Case): Promise<string> {
  stage.say({ t: 'unmount' });
  await stage.engine.settle();
  stage.messages = 0;
  await stage.engine.pass(AFTERWARDS_MS);
  must(stage.messages === 0, 'The app goes on after its end.');
  return 'silent';
}
