/**
 * Days, numbers and orders for an engine that knows no languages: what is tested is that an app writes them, not how they
 * are written where. Browsers have the real thing.
 */
class Days {
  format(date: Date): string {
    return date.toISOString().slice(0, 10);
  }
}

class Numbers {
  private readonly least: number;
  private readonly most: number;
  constructor(
    _locale?: string,
    options: { minimumFractionDigits?: number; maximumFractionDigits?: number } = {},
  ) {
    this.least = options.minimumFractionDigits ?? 0;
    this.most = Math.max(this.least, options.maximumFractionDigits ?? 3);
  }
  format(value: number): string {
    const [whole = '', rest = ''] = value.toFixed(this.most).split('.');
    const kept = rest.replace(/0+$/, '').padEnd(this.least, '0');
    return kept === '' ? whole : `${whole}.${kept}`;
  }
}

class Orders {
  compare(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
  }
}

class Distances {
  format(away: number, unit: string): string {
    return away === 0 ? 'today' : `${away} ${unit}`;
  }
}

/** Nothing where the engine has languages. */
export function installLanguages(): void {
  if ('Intl' in globalThis) return;
  Object.assign(globalThis, {
    Intl: { DateTimeFormat: Days, NumberFormat: Numbers, Collator: Orders, RelativeTimeFormat: Distances },
  });
}
