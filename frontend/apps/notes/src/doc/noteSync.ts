/**
 * Keeps a Yjs document and the widget's shared state the same: what others wrote comes in, what is typed here goes
 * out, a few letters at a time. The first letter goes at once; while it is under way the next ones are joined, so
 * the pace is that of the network. Not here: the editor, the rules of merging.
 */
import { type CanvasContext, type EditRefused, freshId } from '@gesso/sdk';
import * as Y from 'yjs';
import { LIMITS } from '../constants.ts';
import type { Piece } from '../generated/notes.ts';
import { newestOf, piecesIn, sizeOf } from '../rules.ts';
import { toBase64 } from './base64.ts';
import { mergeOf, ROOT, tidied } from './compaction.ts';
import { merged, readable, split } from './updates.ts';

export interface SyncState {
  /** Nothing more can be added; taking away can. */
  full: boolean;
  /** Changes that no page can read. They are left out. */
  unreadable: number;
  /** The server did not take what was written here. */
  refused: { code: string; detail: string; text: string } | undefined;
  /** The shown state went back, as when somebody looks at the past: a new document is needed. */
  outdated: boolean;
}

/** Origin of changes that come from the server. */
const REMOTE = Symbol('remote');
const COMMAND = 'notes.update';

export class NoteSync {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getXmlFragment(ROOT);
  private now: SyncState = { full: false, unreadable: 0, refused: undefined, outdated: false };
  private pieces: readonly Piece[] = [];
  /** Written here and not sent yet. */
  private queue: Uint8Array[] = [];
  private queuedSince = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private merging: ReturnType<typeof setTimeout> | undefined;
  private tidiedAt = Number.NEGATIVE_INFINITY;
  private readOnly: boolean;
  private stopped = false;
  private readonly listeners = new Set<() => void>();
  private readonly releases: (() => void)[] = [];

  constructor(
    private readonly context: CanvasContext,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.readOnly = context.readOnly;
    this.pull();
    // Own changes that are not durable yet, of an earlier visit too.
    for (const { do: command, data } of context.snapshot().pending)
      if (command === COMMAND && typeof data.update === 'string') this.take([data.update]);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.wrote(update);
    });
  }

  /** Follows the widget from now on, until `stop`. */
  start(): void {
    this.releases.push(this.context.subscribe(() => this.pull()));
    const leaving = () => this.flush();
    const hidden = () => {
      if (document.visibilityState === 'hidden') this.flush();
    };
    window.addEventListener('pagehide', leaving);
    document.addEventListener('visibilitychange', hidden);
    this.releases.push(
      () => window.removeEventListener('pagehide', leaving),
      () => document.removeEventListener('visibilitychange', hidden),
    );
    this.pull();
  }

  /** Sends what is left and lets go of everything. */
  stop(): void {
    this.flush();
    clearTimeout(this.merging);
    this.stopped = true;
    for (const release of this.releases.splice(0)) release();
    this.listeners.clear();
    this.doc.destroy();
  }

  snapshot(): SyncState {
    return this.now;
  }
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Characters of base64 that the note still takes. */
  get room(): number {
    const queued = this.queue.reduce((sum, update) => sum + update.length, 0);
    const pending = this.pending().reduce((sum, { data }) => sum + String(data.update).length, 0);
    return LIMITS.note - sizeOf(this.pieces) - pending - Math.ceil((queued * 4) / 3);
  }

  /** Sends at once what was written here. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const updates = this.queue;
    this.queue = [];
    if (updates.length === 0 || this.context.readOnly) return;
    const parts = split(merged(updates), LIMITS.updateBytes);
    const step = parts.length > 1 ? { cause: freshId() } : undefined;
    for (const part of parts) {
      const { done } = this.context.command(COMMAND, { update: toBase64(part) }, step);
      done.then(
        () => this.considerMerging(),
        (why: EditRefused) => this.refusedBy(why),
      );
    }
    this.look();
  }

  /** What was refused is known to the person; the document starts anew from what the server has. */
  acknowledgeRefusal(): void {
    this.change({ refused: undefined, outdated: true });
  }

  private wrote(update: Uint8Array): void {
    if (this.context.readOnly) return; // an editor that tidies up what it shows is no author
    if (this.queue.length === 0) this.queuedSince = this.clock();
    this.queue.push(update);
    // Never within the change itself: sending shows what others wrote meanwhile, and the editor, which takes its own
    // change over at this moment, would neither hear of that nor keep it.
    queueMicrotask(() => this.schedule());
  }

  private pending() {
    return this.context.snapshot().pending.filter((edit) => edit.do === COMMAND);
  }

  private schedule(): void {
    if (this.queue.length === 0 || this.stopped) return;
    const under = this.pending().length;
    // With many under way there is no network, and each has to be kept and sent on its own one day.
    const join =
      under === 0 ? 0 : Math.min(LIMITS.joinMillis * 2 ** Math.max(0, under - 2), LIMITS.joinMostMillis);
    const wait = this.queuedSince + join - this.clock();
    clearTimeout(this.timer);
    this.timer = undefined;
    if (wait <= 0) this.flush();
    else this.timer = setTimeout(() => this.flush(), wait);
  }

  /** Who may only read from now on has what was on its way for copying. */
  private lookAtRights(): void {
    const { readOnly } = this.context;
    if (readOnly && !this.readOnly && this.queue.length + this.pending().length > 0) {
      this.queue = [];
      this.refusedBy({ code: 'forbidden', detail: 'you may only read here now' });
    }
    this.readOnly = readOnly;
  }

  private pull(): void {
    this.lookAtRights();
    const pieces = piecesIn(this.context.snapshot().state);
    if (pieces !== this.pieces) {
      const seen = newestOf(this.pieces);
      this.pieces = pieces;
      if (newestOf(pieces) < seen) return this.change({ outdated: true });
      this.take(pieces.filter(({ upto }) => upto > seen).map(({ update }) => update));
    }
    this.look();
    this.schedule();
  }

  private take(updates: readonly string[]): void {
    if (updates.length === 0) return;
    const bytes = updates.flatMap((update) => readable(update) ?? []);
    if (bytes.length > 0) Y.applyUpdate(this.doc, merged(bytes), REMOTE);
    if (bytes.length < updates.length)
      this.change({ unreadable: this.now.unreadable + updates.length - bytes.length });
  }

  private look(): void {
    this.change({ full: this.room < LIMITS.reserve });
  }

  private change(change: Partial<SyncState>): void {
    const next = { ...this.now, ...change };
    if ((Object.keys(next) as (keyof SyncState)[]).every((key) => next[key] === this.now[key])) return;
    this.now = next;
    for (const listener of [...this.listeners]) listener();
  }

  private refusedBy({ code, detail }: Pick<EditRefused, 'code' | 'detail'>): void {
    if (code === 'unavailable') return; // the page was closed; the edit is kept and sent another day
    this.change({ refused: { code, detail, text: plainText(this.text) } });
  }

  /** Who has just written merges, a moment later, so that two pages do not do the same. */
  private considerMerging(): void {
    const many = this.pieces.length >= LIMITS.piecesToMerge;
    const large = sizeOf(this.pieces) > LIMITS.tidyFrom && this.clock() - this.tidiedAt > LIMITS.tidyMillis;
    if ((!many && !large) || this.context.readOnly || this.merging !== undefined) return;
    this.merging = setTimeout(
      () => {
        this.merging = undefined;
        this.merge();
      },
      200 + Math.random() * 1_000,
    );
  }

  private merge(): void {
    const { pieces } = this;
    const offer = (piece: Piece) => void this.context.command('notes.compact', { ...piece });
    if (pieces.length >= LIMITS.piecesToMerge) {
      const piece = mergeOf(pieces, LIMITS.updateBytes);
      if (piece) return offer(piece);
    }
    if (sizeOf(pieces) <= LIMITS.tidyFrom || this.clock() - this.tidiedAt < LIMITS.tidyMillis) return;
    this.tidiedAt = this.clock();
    for (const piece of tidied(pieces, LIMITS.updateBytes)) offer(piece);
  }
}

/** The letters of a note, block by block. */
export function plainText(node: Y.XmlFragment | Y.XmlElement): string {
  return node
    .toArray()
    .map((child) => {
      if (child instanceof Y.XmlText) return lettersOf(child);
      return child instanceof Y.XmlElement ? plainText(child) : '';
    })
    .join(node.toArray().some((child) => child instanceof Y.XmlText) ? '' : '\n');
}
const lettersOf = (text: Y.XmlText): string =>
  (text.toDelta() as { insert?: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\n'))
    .join('');
