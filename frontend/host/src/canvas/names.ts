/**
 * Names of members that a canvas's own events do not tell: whoever joins later is named by their presence, and keeps
 * that name when they leave; of who left before, the server is asked once.
 */

interface Named {
  readonly user: string;
  readonly name?: string | undefined;
}
/** People come in bunches, and most are named by their presence a moment later. */
const SOON_MS = 1_000;

export class MemberNames {
  private readonly known = new Map<string, string>();
  private readonly asked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Another number is another set of names. */
  revision = 0;

  /**
   * @param ask all members, as the server knows them
   * @param learned there are new names
   */
  constructor(
    private readonly ask: () => Promise<readonly Named[]>,
    private readonly learned: () => void,
  ) {}

  of(user: string): string | undefined {
    return this.known.get(user);
  }

  seen(people: Iterable<Named>): void {
    for (const { user, name } of people)
      if (name !== undefined && this.known.get(user) !== name) {
        this.known.set(user, name);
        this.revision++;
      }
  }

  /** These are to be called something. */
  need(users: Iterable<string>): void {
    const missing = [...users].filter((user) => !this.known.has(user) && !this.asked.has(user));
    if (missing.length === 0 || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      for (const user of missing) this.asked.add(user);
      this.ask().then(
        (people) => {
          this.seen(people);
          this.learned();
        },
        () => {}, // they are asked for again when the canvas is opened again
      );
    }, SOON_MS);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
