/**
 * Brings the rules of every app on the canvas: asked for once, again when an app that failed is there after all.
 * An app without rules, or one whose rules do not load, works all the same: the page asks for its state.
 */
import { isRules } from '@gesso/sdk';
import { learn, rulesOf } from './appRules.ts';

const MODULE = './Rules';

export interface KeeperParts {
  /** The modules that an app exposes. */
  modules(app: string): Promise<readonly string[]>;
  load(app: string, module: string): Promise<unknown>;
  /** Told when an app that had failed is there; returns unsubscribe. */
  onRecovered(app: string, listener: () => void): () => void;
}

export class RulesKeeper {
  private readonly asked = new Set<string>();
  private readonly listeners = new Set<(app: string) => void>();
  readonly counters = { asked: 0, learned: 0, failed: 0 };

  constructor(private readonly parts: KeeperParts) {}

  want(app: string): void {
    if (this.asked.has(app) || rulesOf(app)) return;
    this.asked.add(app);
    this.counters.asked++;
    void this.bring(app);
  }

  /** Told with the app whose rules have come; returns unsubscribe. */
  onLearned(listener: (app: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async bring(app: string): Promise<void> {
    try {
      if (!(await this.parts.modules(app)).includes(MODULE)) return;
      const rules = await this.parts.load(app, MODULE);
      if (!isRules(rules)) throw new TypeError(`${app} exports no rules under ${MODULE}`);
      learn(app, rules);
      this.counters.learned++;
      for (const listener of [...this.listeners]) listener(app);
    } catch {
      // The loader has told why. The app's tile tries again, and then its rules are asked for as well.
      this.counters.failed++;
      const off = this.parts.onRecovered(app, () => {
        off();
        void this.bring(app);
      });
    }
  }
}
