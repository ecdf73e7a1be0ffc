/** Several people with one note, without a network: a note that takes changes as the backend does. */
import type { CanvasContext, Edit, JsonObject, PendingEdit } from '@gesso/sdk';
import { NoteSync } from '../src/doc/noteSync.ts';
import type { Piece } from '../src/generated/notes.ts';
import rules, { piecesIn } from '../src/rules.ts';

interface Sent {
  id: string;
  do: string;
  data: JsonObject;
  cause: string | undefined;
  by: Person;
  done(data: JsonObject): void;
  failed(why: unknown): void;
}

/** What is kept, and what is under way. */
export class Shelf {
  state: JsonObject = rules.initial;
  readonly people: Person[] = [];
  readonly sent: Sent[] = [];
  readonly taken: Sent[] = [];

  get pieces(): readonly Piece[] {
    return piecesIn(this.state);
  }
  /** The oldest change under way is decided, and everybody connected hears of it. */
  takeOne(which = 0): void {
    const [edit] = this.sent.splice(which, 1);
    if (!edit) return;
    this.taken.push(edit);
    const n = (this.pieces.at(-1)?.upto ?? 0) + 1;
    const event =
      edit.do === 'notes.update'
        ? { type: 'notes.updated', data: { n, update: edit.data.update ?? '' } }
        : { type: 'notes.compacted', data: edit.data };
    this.put(event);
    edit.by.answered(edit.id);
    edit.done({ n });
    for (const person of this.people) person.hear();
  }
  put(event: { type: string; data: JsonObject }): void {
    this.state = rules.evolve(this.state, event, { by: 'x', at: 0 });
  }
  refuseOne(code: string, detail: string): void {
    const edit = this.sent.shift();
    edit?.by.answered(edit.id);
    edit?.failed({ code, detail });
  }
  settle(): void {
    for (let busy = true; busy; ) {
      busy = false;
      for (const person of this.people) person.sync.flush();
      while (this.sent.length > 0) {
        busy = true;
        this.takeOne();
      }
    }
  }
}

let edits = 0;

export class Person {
  online = true;
  /** Hears of the others only with the next picture or an own change, as a page does. */
  drawsLater = false;
  readOnly = false;
  private shown: JsonObject;
  private pending: PendingEdit[] = [];
  private readonly listeners = new Set<() => void>();
  readonly context: CanvasContext;
  sync: NoteSync;

  constructor(
    readonly shelf: Shelf,
    clock?: () => number,
  ) {
    this.shown = shelf.state;
    shelf.people.push(this);
    const self = this;
    this.context = {
      get readOnly() {
        return self.readOnly;
      },
      snapshot: () => ({ state: self.shown, pending: self.pending, readOnly: self.readOnly }),
      subscribe: (listener: () => void) => {
        self.listeners.add(listener);
        return () => self.listeners.delete(listener);
      },
      command: (name: string, data: JsonObject, step?: { cause: string }) =>
        self.send(name, data, step?.cause),
    } as unknown as CanvasContext;
    this.sync = new NoteSync(this.context, clock);
    this.sync.start();
  }

  /** The same person after a reload: what is kept and what is under way. */
  reload(): void {
    this.sync.stop();
    this.sync = new NoteSync(this.context);
    this.sync.start();
  }
  hear(): void {
    if (!this.online) return;
    this.shown = this.shelf.state;
    if (!this.drawsLater) this.draw();
  }
  draw(): void {
    for (const listener of [...this.listeners]) listener();
  }
  /** Back after a while: what was missed comes in one. */
  comeBack(): void {
    this.online = true;
    this.hear();
  }
  answered(id: string): void {
    this.pending = this.pending.filter((edit) => edit.id !== id);
  }

  private send(name: string, data: JsonObject, cause: string | undefined): Edit {
    const id = `e${++edits}`;
    this.pending = [...this.pending, { id, do: name, data }];
    const done = new Promise<JsonObject>((resolve, reject) => {
      this.shelf.sent.push({ id, do: name, data, cause, by: this, done: resolve, failed: reject });
    });
    done.catch(() => {});
    this.draw();
    return { id, done };
  }
}

/** Numbers that look random and are the same each time. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
