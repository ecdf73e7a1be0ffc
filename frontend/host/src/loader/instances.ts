/** How many widgets of each app are mounted. */
export class Instances {
  private readonly counts = new Map<string, number>();
  constructor(private readonly changed: (app: string, count: number) => void) {}

  /** One more; returns its leaving. */
  enter(app: string): () => void {
    this.change(app, 1);
    return () => this.change(app, -1);
  }
  of(app: string): number {
    return this.counts.get(app) ?? 0;
  }
  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }
  private change(app: string, by: number): void {
    const count = this.of(app) + by;
    this.counts.set(app, count);
    this.changed(app, count);
  }
}
