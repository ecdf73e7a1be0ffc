/**
 * A digest of grid and widgets as this page has them confirmed: the same cases as `gesso.protocol.canvas.LayoutHash` in
 * Java. SHA-256 over canonical JSON; shared vectors hold both.
 */
import type { Json } from '@gesso/sdk/protocol';
import { type Canvas, places } from '../canvas/rules.ts';
import { host } from '../modules.ts';

export interface LayoutHash {
  readonly revision: number;
  readonly hash: string;
}

/** Of the open canvas as the server has confirmed it; own edits that wait are no part of it. */
export async function pageHash(): Promise<LayoutHash | undefined> {
  const model = host.open?.live.model;
  const canvas = model?.confirmedCanvas;
  const revision = model?.rev('canvas');
  return canvas === undefined || revision === undefined
    ? undefined
    : { revision, hash: await sha256(canonical(layoutOf(canvas))) };
}

export const serverHash = (canvas: string): Promise<LayoutHash> =>
  host.api<LayoutHash>(`/api/canvas/${encodeURIComponent(canvas)}/hash`);

export function layoutOf(canvas: Canvas): Json {
  const { grid, widgets } = canvas;
  const shown = places(canvas);
  const { columns, rowHeight, gap, collision } = grid;
  const list = [...widgets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    grid: { columns, rowHeight, gap, collision },
    widgets: list.map(({ id, appId, appVersion, title, wanted, size, z, locked }) => ({
      id,
      appId,
      appVersion,
      title,
      position: { ...(shown.get(id) ?? wanted) },
      wanted: { ...wanted },
      size: { ...size },
      z,
      locked,
    })),
  };
}

/** UTF-8 with the keys of every object sorted, and with the escapes that the server writes. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => `${canonical(name)}:${canonical(part as Json)}`)
      .join(',')}}`;
  return JSON.stringify(value)
    .replace(/\\(?:u([0-9a-f]{4})|.)/g, (all, digits?: string) =>
      digits === undefined ? all : `\\u${digits.toUpperCase()}`,
    )
    .replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`);
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
