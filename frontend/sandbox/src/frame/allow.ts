/** What a view may be made of. Everything else is left out and counted: no address, no id, no style, no script. */
import type { Value } from '../wire.ts';

const words = (text: string) => new Set(text.split(/\s+/));
const HTML = words(
  `div span p h2 h3 h4 ul ol li dl dt dd table caption thead tbody tfoot tr th td form fieldset legend label input textarea
   select option optgroup button output progress meter details summary section article header footer nav main aside figure
   figcaption strong em b i u s small code pre kbd mark time abbr blockquote br hr sub sup bdi`,
);
const SVG = words('svg g rect line path circle ellipse text tspan polyline polygon title');
const EVENTS = words('click dblclick input change submit keydown focus blur drop');
const INPUT_TYPES = words(
  'text number date time datetime-local month week checkbox radio search url email tel range color',
);
/** As they come; their values cannot do more than what they say. */
const PLAIN = words(
  `role title dir lang placeholder rows cols min max step maxlength minlength inputmode enterkeyhint label colspan rowspan
   scope open datetime start reversed hidden disabled readonly data-keys data-focus data-copy data-drag data-drop data-n
   low high optimum`,
);
const OF_SVG = words(
  'viewBox preserveAspectRatio x y x1 y1 x2 y2 dx dy width height d points cx cy r rx ry transform text-anchor',
);
/** Numbers that the style sheet draws by: `--v` and `--x`. */
const NUMBERS = words('data-v data-x');
const ATTRIBUTE_MAX = 4_000;
/** Of a drawing's lines, which are longer than anything that is read. */
const PATH_MAX = 32 * 1024;
export const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
/** Before the name of each control, so that none hides what a form itself has. */
export const NAME_PREFIX = 'f_';

export const isPath = (name: string): boolean => name === 'd' || name === 'points';
export const isEvent = (type: string): boolean => EVENTS.has(type);

/** Undefined for what may not be made. */
export function make(tag: string): Element | undefined {
  if (HTML.has(tag)) {
    const made = document.createElement(tag);
    if (tag === 'form') (made as HTMLFormElement).noValidate = true;
    if (tag === 'button') made.setAttribute('type', 'button');
    return made;
  }
  return SVG.has(tag) ? document.createElementNS(SVG_NAMESPACE, tag) : undefined;
}

/** Whether it was set. `value` and `checked` are not for this. */
export function setAttribute(element: Element, name: string, value: Value | null): boolean {
  const text = value === true ? (name.startsWith('aria-') ? 'true' : '') : String(value);
  const isGone = value === null || (value === false && !name.startsWith('aria-'));
  if (text.length > (isPath(name) ? PATH_MAX : ATTRIBUTE_MAX)) return false;
  if (NUMBERS.has(name)) return setNumber(element, name, isGone ? undefined : Number(value));
  if (name === 'data-c') return setColour(element, isGone ? undefined : text);
  const sets = isGone ? () => element.removeAttribute(name) : () => element.setAttribute(name, text);
  switch (name) {
    case 'class':
      if (!/^[\w -]*$/.test(text)) return false;
      break;
    case 'name':
      if (!isGone) element.setAttribute('name', NAME_PREFIX + text.replace(/[^\w.-]/g, '_'));
      else element.removeAttribute('name');
      return true;
    case 'type':
      return setType(element, text);
    case 'tabindex':
      if (text !== '0' && text !== '-1' && !isGone) return false;
      break;
    case 'autocomplete':
      if (text !== 'off' && !isGone) return false;
      break;
    case 'selected':
      (element as HTMLOptionElement).selected = !isGone;
      return element.tagName === 'OPTION';
    default:
      if (!isAllowed(element, name)) return false;
      if (name === 'data-drag') (element as HTMLElement).draggable = !isGone;
  }
  sets();
  return true;
}

const isAllowed = (element: Element, name: string): boolean =>
  PLAIN.has(name) ||
  /^aria-(?!owns|controls|describedby|labelledby|activedescendant|flowto|details|errormessage)[a-z]+$/.test(
    name,
  ) ||
  (element.namespaceURI === SVG_NAMESPACE && OF_SVG.has(name)) ||
  (/^(required|multiple)$/.test(name) && element.tagName !== 'FORM');

function setType(element: Element, type: string): boolean {
  const tag = element.tagName;
  const good =
    tag === 'INPUT'
      ? INPUT_TYPES.has(type)
      : tag === 'BUTTON'
        ? /^(button|submit|reset)$/.test(type)
        : tag === 'OL' && /^[1aAiI]$/.test(type);
  if (good) element.setAttribute('type', type);
  return good;
}

function setNumber(element: Element, name: string, value: number | undefined): boolean {
  const { style } = element as HTMLElement;
  const property = `--${name.slice(5)}`;
  if (value === undefined) style.removeProperty(property);
  else if (!Number.isFinite(value)) return false;
  else style.setProperty(property, String(Math.min(100, Math.max(0, value))));
  return true;
}

function setColour(element: Element, value: string | undefined): boolean {
  const { style } = element as HTMLElement;
  if (value === undefined) style.removeProperty('--c');
  else if (!/^#[0-9a-f]{6}$/i.test(value)) return false;
  else style.setProperty('--c', value);
  return true;
}
