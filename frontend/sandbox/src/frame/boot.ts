/** The frame of a generated app: starts its worker, draws what it says, tells it what people do, and answers to the page. */
import type { Boot, FromFrame, FromWorker, Show, ToFrame, ToWorker, ViewEvent } from '../wire.ts';
import { Drawing } from './drawing.ts';
import { Ears } from './ears.ts';

/** How often what was left out is told at most. */
const REFUSED_MS = 1_000;
const MESSAGE_MAX = 500;
/** Kinds of things left out that are told apart; each is a message to the page. */
const REFUSED_KINDS_MAX = 20;
/**
 * Frames of several apps share one thread: after a view that took long, the next one waits several times as long, so that
 * an app that draws without a pause leaves most of it to the others.
 */
const QUICK_MS = 4;
const REST = 4;
const REST_MS_MAX = 2_000;
const UNSEEN_MS = 500;
/** Only a script's first words make it strict, and the code's own are not the first. */
const STRICT = '"use strict";\n';
const COPIED_MS = 1_500;
/** What is copied is a result or a name: nothing that a terminal would run line by line. */
const COPIED_MAX = 200;

export class Frame {
  #worker: Worker | undefined;
  #lastPong = 0;
  #height = 0;
  readonly #refused = new Map<string, number>();
  #telling = false;
  #field: Element | undefined;
  #isWriting = false;
  readonly #ears = new Ears(
    (id, event) => this.#tell(id, event),
    (select) => this.#drawing.chosen(select),
  );
  readonly #drawing: Drawing;

  constructor(
    private readonly root: HTMLElement,
    private readonly boot: Boot,
    private readonly control: MessagePort,
  ) {
    this.#drawing = new Drawing(root, {
      refused: (what) => this.#refuse(what),
      listen: (element, type, id) => this.#ears.listen(element, type, id),
      edited: (control) => this.#ears.edited(control),
      heldAt: (control, seen) => this.#ears.heldAt(control, seen),
    });
    this.#ears.dragging(root);
    control.onmessage = (event) => this.#told(event.data as ToFrame, event.ports[0]);
    root.addEventListener('input', ({ target }) => this.#writes(target));
    root.addEventListener('click', (event) => copy(event.target, root));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.#say({ t: 'key', key: event.key });
    });
    if (typeof ResizeObserver === 'function') new ResizeObserver(() => this.#measure()).observe(root);
  }

  start(app: MessagePort): void {
    this.#worker?.terminate();
    this.#drawing.clear();
    this.#ears.reset();
    const url = URL.createObjectURL(
      new Blob([STRICT, this.boot.runtime, '\n;\n', this.boot.code], { type: 'text/javascript' }),
    );
    const worker = new Worker(url);
    this.#worker = worker;
    worker.onerror = (event) => {
      event.preventDefault();
      this.#dead(worker, event.message || 'The code could not be run.');
    };
    worker.onmessageerror = () => this.#refuse('message');
    worker.onmessage = (event) => {
      if (worker === this.#worker) this.#heard(event.data as FromWorker);
      URL.revokeObjectURL(url);
    };
    worker.postMessage({ t: 'port' } satisfies ToWorker, [app]);
    this.#say({ t: 'up' });
  }

  #heard(message: FromWorker): void {
    if (message?.t === 'view' && Array.isArray(message.ops)) {
      const began = performance.now();
      this.#drawing.apply(message.ops, Number(message.seen) || 0);
      this.#measure();
      this.#writes();
      this.#rest(began);
    } else if (message?.t === 'pong') this.#lastPong = Number(message.n) || 0;
  }

  /** How long it took is known when it is painted; a frame that nobody sees is not. */
  #rest(began: number): void {
    const worker = this.#worker;
    const done = () => worker?.postMessage({ t: 'drawn' } satisfies ToWorker);
    if (performance.now() - began < QUICK_MS) {
      done();
      return;
    }
    let isPainted = false;
    const painted = () => {
      if (isPainted) return;
      isPainted = true;
      setTimeout(done, Math.min((performance.now() - began) * REST, REST_MS_MAX));
    };
    requestAnimationFrame(() => setTimeout(painted));
    setTimeout(painted, UNSEEN_MS);
  }

  #told(message: ToFrame, port: MessagePort | undefined): void {
    switch (message?.t) {
      case 'ping':
        this.#say({ t: 'pong', n: message.n, worker: this.#lastPong });
        this.#worker?.postMessage({ t: 'ping', n: message.n } satisfies ToWorker);
        break;
      case 'theme':
        dress(message);
        break;
      case 'restart':
        if (port) this.start(port);
        break;
      case 'stop':
        this.#worker?.terminate();
        this.#worker = undefined;
        this.#drawing.clear();
        break;
    }
  }

  /** Said when it changes: a field that was emptied or went away holds the app here no longer. */
  #writes(field: EventTarget | null | undefined = this.#field): void {
    this.#field =
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : undefined;
    const is = this.#field !== undefined && this.root.contains(this.#field) && hasText(this.#field);
    if (is === this.#isWriting) return;
    this.#isWriting = is;
    this.#say({ t: 'writing', is });
  }

  #tell(id: number, event: ViewEvent): void {
    this.#worker?.postMessage({ t: 'event', h: id, e: event } satisfies ToWorker);
  }
  #say(message: FromFrame): void {
    this.control.postMessage(message);
  }
  #dead(worker: Worker, message: string): void {
    if (worker !== this.#worker) return;
    worker.terminate();
    this.#worker = undefined;
    this.#say({ t: 'dead', message: message.slice(0, MESSAGE_MAX) });
  }

  #refuse(left: string): void {
    const isKnown = this.#refused.has(left) || this.#refused.size < REFUSED_KINDS_MAX;
    const what = isKnown ? left : 'other';
    this.#refused.set(what, (this.#refused.get(what) ?? 0) + 1);
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      for (const [kind, count] of this.#refused) this.#say({ t: 'refused', what: kind, count });
      this.#refused.clear();
    }, REFUSED_MS);
  }

  #measure(): void {
    // The view scrolls by itself: what it would need is what it has and what it hides.
    const view = this.root.querySelector('.view') ?? this.root;
    const px = Math.ceil(this.root.clientHeight - view.clientHeight + view.scrollHeight);
    if (px === this.#height) return;
    this.#height = px;
    this.#say({ t: 'height', px });
  }
}

const hasText = (field: Element): boolean =>
  (field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'color'].includes(field.type))) &&
  field.value !== '';

/** Colours of the page, as the properties that the style sheet reads; nothing that could load anything. */
export function dress({ theme, reducedMotion, colours }: Extract<ToFrame, { t: 'theme' }>): void {
  const html = document.documentElement;
  html.dataset.theme = theme === 'dark' ? 'dark' : 'light';
  html.dataset.motion = reducedMotion ? 'reduced' : 'full';
  for (const [name, value] of Object.entries(colours ?? {}))
    if (
      /^[a-z0-9-]{1,24}$/.test(name) &&
      /^(#[0-9a-f]{3,8}|(rgb|hsl|oklch|oklab|color)\([\d\s.,%/a-z-]{1,60}\))$/i.test(value)
    )
      html.style.setProperty(`--${name}`, value);
}

function copy(target: EventTarget | null, root: Element): void {
  const button = target instanceof Element ? target.closest('button[data-copy]') : null;
  const text = button?.getAttribute('data-copy') ?? '';
  if (!button || !isShown(text, root)) return;
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'vh';
  document.body.append(box);
  box.select();
  const done = document.execCommand('copy');
  box.remove();
  (button as HTMLElement).focus();
  if (!done) return;
  button.setAttribute('data-copied', '');
  setTimeout(() => button.removeAttribute('data-copied'), COPIED_MS);
}

/** A person copies what he sees, in one line. */
const isShown = (text: string, root: Element): boolean =>
  text !== '' &&
  text.length <= COPIED_MAX &&
  !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) &&
  seenIn(root).includes(text);

/** These show something else than the text inside them, or only once they are opened. */
const UNSEEN = /^(select|option|optgroup|textarea|progress|meter|title)$/i;

/** The text that can be read: what the style sheet hides, and what is only read out, is not. */
function seenIn(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || UNSEEN.test(node.tagName)) return '';
  if (node.hasAttribute('hidden') || node.classList.contains('vh')) return '';
  // Not every engine can tell; what it adds is what only styles hide.
  if (node.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) === false) return '';
  const isClosed = node.tagName === 'DETAILS' && !node.hasAttribute('open');
  const inside = isClosed
    ? [...node.children].filter((one) => one.tagName === 'SUMMARY').slice(0, 1)
    : node.childNodes;
  return Array.from(inside, seenIn).join('');
}

/** No worker, and nothing to press: what is drawn is only looked at. */
function show(root: HTMLElement, { view, look }: Show): void {
  dress(look);
  root.inert = true;
  const nothing = () => {};
  new Drawing(root, { refused: nothing, listen: nothing, edited: () => 0, heldAt: () => undefined }).apply(
    [['r', [], view]],
    0,
  );
}

/** Waits for the page's one message; what comes later, or from elsewhere, is not heard. */
export function wait(root: HTMLElement, from: Window, parent: unknown): void {
  const hear = (event: MessageEvent) => {
    const boot = event.data as Boot | Show;
    const [control, app] = event.ports;
    if (event.source !== parent) return;
    if (boot?.t === 'show') {
      from.removeEventListener('message', hear);
      show(root, boot);
      return;
    }
    if (boot?.t !== 'boot' || !control || !app) return;
    if (typeof boot.code !== 'string' || typeof boot.runtime !== 'string') return;
    from.removeEventListener('message', hear);
    new Frame(root, boot, control).start(app);
  };
  from.addEventListener('message', hear);
}
