/** Timers by name; one that is set again starts anew. */
export class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>();

  later(name: string, millis: number, action: () => void): void {
    this.cancel(name);
    this.running.set(
      name,
      setTimeout(() => {
        this.running.delete(name);
        action();
      }, millis),
    );
  }
  cancel(name: string): void {
    clearTimeout(this.running.get(name));
    this.running.delete(name);
  }
  has(name: string): boolean {
    return this.running.has(name);
  }
  cancelAll(): void {
    for (const name of [...this.running.keys()]) this.cancel(name);
  }
}
