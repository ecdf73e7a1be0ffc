/** Finds the form by which records are added, and fills it in, by the names and labels that anybody goes by. */
import type { Json, JsonObject } from '@gesso/sdk';
import { madeUp } from '../records/values.ts';
import type { Entity, Field } from '../specification.ts';
import type { ViewElement } from '../wire.ts';
import { TODAY } from './engine.ts';
import { elements, isControl, isEnabled, labelOf, textOf } from './screen.ts';
import type { Stage } from './stage.ts';

/** Buttons that are tried for a form behind them. */
const DOORS_MAX = 12;

export const filledIn = ({ fields }: Entity): readonly Field[] =>
  fields.filter(({ formula }) => formula == null);
/** Values of one record; the same each time. */
export const valuesFor = (entity: Entity, n: number): JsonObject =>
  Object.fromEntries(filledIn(entity).map((field) => [field.name, madeUp(field, n, TODAY)]));

/** The form that has controls for the most fields. */
export function formOf(stage: Stage, entity: Entity): ViewElement | undefined {
  let best: ViewElement | undefined;
  let most = 0;
  for (const form of elements(stage.screen.root)) {
    if (form.t !== 'form' || form.on?.submit === undefined) continue;
    const found = filledIn(entity).filter((field) => controlOf(form, field)).length;
    if (found > most) [best, most] = [form, found];
  }
  return best;
}

/** Looks on every tab, and behind buttons that say that they add something. */
export async function openForm(stage: Stage, entity: Entity): Promise<ViewElement | undefined> {
  const here = () => formOf(stage, entity);
  if (here()) return here();
  const labels = doors(stage, entity).map(labelOf).slice(0, DOORS_MAX);
  for (const label of labels) {
    const door = doors(stage, entity).find((one) => labelOf(one) === label);
    if (!door) continue;
    await stage.act(door, { type: 'click' });
    if (here()) return here();
    const inner = doors(stage, entity).find((one) => one.a?.role !== 'tab' && !labels.includes(labelOf(one)));
    if (inner) await stage.act(inner, { type: 'click' });
    if (here()) return here();
  }
  return undefined;
}
function doors(stage: Stage, { title }: Entity): ViewElement[] {
  const adds = new RegExp(`^\\W*(?:add|new|create)\\b|${title.replace(/\W/g, '.')}`, 'i');
  const buttons = elements(stage.screen.root).filter(
    (one) => one.t === 'button' && isEnabled(one) && one.on?.click !== undefined,
  );
  const [adding, tabs] = [
    buttons.filter((one) => one.a?.role !== 'tab' && adds.test(labelOf(one).trim())),
    buttons.filter((one) => one.a?.role === 'tab'),
  ];
  return [...adding, ...tabs];
}

/** The control, or the group of radio buttons, for a field. */
export function controlOf(within: ViewElement, { name, label }: Field): ViewElement | undefined {
  const all = elements(within);
  const named = all.find((one) => isControl(one) && one.t !== 'button' && one.a?.name === name);
  if (named) return named;
  const wanted = label.toLowerCase();
  const group = all.find(
    (one) => one.a?.role === 'radiogroup' && labelOf(one).toLowerCase().includes(wanted),
  );
  if (group) return group;
  const inLabel = all.find((one) => one.t === 'label' && textOf(one).toLowerCase().startsWith(wanted));
  const inside = inLabel && elements(inLabel).find((one) => isControl(one) && one.t !== 'button');
  if (inside) return inside;
  return all.find(
    (one) => isControl(one) && one.t !== 'button' && labelOf(one).toLowerCase().startsWith(wanted),
  );
}

/** Types a value in, as the frame tells it. */
export async function write(stage: Stage, control: ViewElement, field: Field, value: Json): Promise<void> {
  if (control.a?.role === 'radiogroup') {
    const star = elements(control).filter((one) => one.a?.role === 'radio')[Number(value) - 1];
    if (star) await stage.act(star, { type: 'click' });
    return;
  }
  const isBox = control.a?.type === 'checkbox';
  const event = isBox
    ? { value: 'on', checked: value === true }
    : { value: typed(control, field, value), checked: false };
  await stage.act(control, { type: 'input', ...event });
  await stage.act(control, { type: 'change', ...event });
}
/** Lengths of time are written as hours and minutes where the control takes text. */
function typed(control: ViewElement, { type }: Field, value: Json): string {
  if (type !== 'duration' || control.a?.type === 'number' || typeof value !== 'number')
    return value === null ? '' : String(value);
  return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`;
}

/** Fills in every field that the form has; the names of those that it lacks. */
export async function fill(stage: Stage, entity: Entity, values: JsonObject): Promise<string[]> {
  const missing: string[] = [];
  for (const field of filledIn(entity)) {
    // The form may be drawn anew after each field.
    const form = formOf(stage, entity);
    const control = form && controlOf(form, field);
    if (!control) missing.push(field.label);
    else if (field.name in values) await write(stage, control, field, values[field.name] ?? null);
  }
  return missing;
}

/** Sends the form, with what its fields hold. */
export async function submit(stage: Stage, entity: Entity, values: JsonObject): Promise<boolean> {
  const form = formOf(stage, entity);
  if (!form) return false;
  const field: Record<string, string | boolean> = {};
  for (const one of filledIn(entity)) {
    const control = controlOf(form, one);
    const name = control?.a?.name;
    if (!control || typeof name !== 'string') continue;
    const value = values[one.name] ?? null;
    field[name] = control.a?.type === 'checkbox' ? value === true : typed(control, one, value);
  }
  return stage.act(form, { type: 'submit', field });
}
