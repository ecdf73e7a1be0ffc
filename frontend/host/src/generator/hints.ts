/**
 * What would be refused, said before it is sent: the rules of `SpecificationRules`, with its paths, in the person's
 * words. The server's word counts; this only comes sooner.
 */
import { filledNumbers, fits, orderField, SLOTS } from './edit.ts';
import { type AppSpecification, type Entity, type Field, LIMITS, type Slot, type View } from './types.ts';

export interface Problem {
  /** `entities[0].fields[2].label` */
  readonly field: string;
  readonly message: string;
}
/** What is said; the panel has the words. */
export interface HintWords {
  needed: string;
  tooLong(most: number): string;
  twice(name: string): string;
  optionsNeeded: string;
  tooMany(most: number): string;
  limits: string;
  stars(most: number): string;
  formulaForm: string;
  formulaUses(name: string): string;
  slotNeeded: Readonly<Record<Slot, string>>;
  slotFits: Readonly<Record<Slot, string>>;
  formulaNeeded: string;
}

/** Of a specification as it goes out (`settle`). */
export function hints(app: AppSpecification, w: HintWords): Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, message: string) => problems.push({ field, message });
  const text = (path: string, value: string, most: number) => {
    if (value.trim() === '') say(path, w.needed);
    else if (value.length > most) say(path, w.tooLong(most));
  };
  text('title', app.title, LIMITS.title);
  text('summary', app.summary, LIMITS.sentence);
  app.entities.forEach((entity, at) => {
    const path = `entities[${at}]`;
    text(`${path}.title`, entity.title, LIMITS.label);
    entity.fields.forEach((field, i) => {
      fieldHints(`${path}.fields[${i}]`, field, entity, w, text, say);
      const label = field.label.toLowerCase();
      if (label && entity.fields.findIndex((one) => one.label.toLowerCase() === label) < i)
        say(`${path}.fields[${i}].label`, w.twice(field.label));
    });
  });
  app.views.forEach((view, at) => {
    text(`views[${at}].title`, view.title, LIMITS.label);
    const entity = app.entities.find((one) => one.name === view.entity);
    if (entity) viewHints(`views[${at}]`, view, entity, w, say);
  });
  return problems;
}

type Say = (path: string, message: string) => void;
type Text = (path: string, value: string, most: number) => void;

function fieldHints(path: string, field: Field, entity: Entity, w: HintWords, text: Text, say: Say): void {
  text(`${path}.label`, field.label, LIMITS.label);
  const { min, max, unit, options = [] } = field;
  if (unit && unit.length > LIMITS.unit) say(`${path}.unit`, w.tooLong(LIMITS.unit));
  if (field.type === 'rating') {
    const whole = max !== undefined && Number.isInteger(max);
    if (!whole || max < 2 || max > LIMITS.stars) say(`${path}.max`, w.stars(LIMITS.stars));
  } else if (min !== undefined && max !== undefined && min > max) say(`${path}.max`, w.limits);
  if (field.type === 'choice') {
    const seen = new Set<string>();
    const twice = options.find((one) => seen.size === seen.add(one.toLowerCase()).size);
    const long = options.some((one) => one.length > LIMITS.label);
    if (options.length < 2) say(`${path}.options`, w.optionsNeeded);
    else if (options.length > LIMITS.options) say(`${path}.options`, w.tooMany(LIMITS.options));
    else if (twice !== undefined) say(`${path}.options`, w.twice(twice));
    else if (long) say(`${path}.options`, w.tooLong(LIMITS.label));
  }
  if (field.formula !== undefined) {
    const wrong = formulaFault(field.formula, filledNumbers(entity), w);
    if (wrong) say(`${path}.formula`, wrong);
  }
}

const FORMULA = /^[A-Za-z0-9_+\-*/(). ]+$/;
const VALUE = /[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?/g;
const STEP = /v[+\-*/]v|\(-?v\)/g;

/** Parts are put in place of what they are worth until one value is left. */
export function isArithmetic(formula: string): boolean {
  if (formula.length > LIMITS.formula || !FORMULA.test(formula)) return false;
  let rest = formula
    .trim()
    .replace(VALUE, 'v')
    .replace(/ *([^v ]) */g, '$1');
  for (let next = rest.replace(STEP, 'v'); next !== rest; next = next.replace(STEP, 'v')) rest = next;
  return rest === 'v';
}

function formulaFault(formula: string, numbers: ReadonlySet<string>, w: HintWords): string | undefined {
  if (!isArithmetic(formula)) return w.formulaForm;
  const wrong = (formula.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).find((word) => !numbers.has(word));
  return wrong === undefined ? undefined : w.formulaUses(wrong);
}

const ALL: readonly Slot[] = ['group', 'date', 'value', 'done', 'order'];

function viewHints(path: string, view: View, entity: Entity, w: HintWords, say: Say): void {
  for (const slot of ALL) {
    const named = view[slot];
    if (named === undefined) continue;
    const field = entity.fields.find((one) => one.name === orderField(named));
    if (!field || !fits(slot, field)) say(`${path}.${slot}`, w.slotFits[slot]);
  }
  const { needs = [] } = SLOTS[view.kind];
  const first = needs[0];
  if (first && !needs.some((slot) => view[slot] !== undefined)) say(`${path}.${first}`, w.slotNeeded[first]);
  if (view.kind === 'calculator' && !entity.fields.some((one) => one.formula !== undefined))
    say(`${path}.entity`, w.formulaNeeded);
}

/** What is said of exactly this, or of a part of it that has no place of its own (an option of the options). */
export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  return problems.find(({ field }) => field === path || field.startsWith(`${path}[`))?.message;
}
/** Whether anything in a row is to be mended. */
export const problemsIn = (problems: readonly Problem[], path: string): readonly Problem[] =>
  problems.filter(
    ({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`),
  );
