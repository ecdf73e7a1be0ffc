import type { Code } from '@gesso/sdk/protocol';

/** A refusal or a failure as HTTP told it (RFC 9457), or `code: 'offline'` when nothing answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    readonly code: Code | 'offline' | 'unknown',
    readonly title: string,
    readonly detail: string,
    /** Reference to copy into a report. */
    readonly correlation: string | undefined,
    readonly errors: readonly { field: string; message: string }[],
    /** Seconds to wait, when the server said so. */
    readonly retryAfter: number | undefined,
  ) {
    super(detail || title);
  }
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}
/** What every write answers. */
export interface Written {
  id?: string;
  revision: number;
  at: number;
}
