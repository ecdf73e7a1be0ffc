/** A token bucket: so many at once, so many a second for long. */
export class Bucket {
  private left: number;
  private filled: number;

  constructor(
    private readonly rate: { readonly aSecond: number; readonly atOnce: number },
    private readonly now: () => number = () => performance.now(),
  ) {
    this.left = rate.atOnce;
    this.filled = now();
  }

  /** False when there is none left. */
  take(): boolean {
    const now = this.now();
    const more = (Math.max(0, now - this.filled) / 1_000) * this.rate.aSecond;
    this.left = Math.min(this.rate.atOnce, this.left + more);
    this.filled = now;
    if (this.left < 1) return false;
    this.left--;
    return true;
  }
}
