/** What the diagnostics say, as text for somebody who helps. No name, no address, no token, no content. */
import type { LoadedApp } from '../state/types.ts';
import type { Arrival } from './arrival.ts';
import type { LayoutHash } from './hash.ts';
import type { ModuleReport } from './index.ts';

export interface Reported {
  readonly at: number;
  readonly browser: string;
  readonly modules: readonly ModuleReport[];
  readonly apps: Iterable<LoadedApp & { readonly from: Arrival }>;
  readonly canvas: { readonly role: string; readonly widgets: number; readonly status: string } | undefined;
  readonly page: LayoutHash | undefined;
  readonly server: LayoutHash | undefined;
}

export function textReport({ at, browser, modules, apps, canvas, page, server }: Reported): string {
  const lines = [`Gesso, ${new Date(at).toISOString()}`, browser, ''];
  if (canvas) lines.push(`canvas: ${canvas.status}, role ${canvas.role}, ${canvas.widgets} widgets`);
  lines.push(`this page: ${hashed(page)}`, `server: ${hashed(server)}`, '');
  for (const { name, available, counters } of modules) {
    const values = counters.map(({ label, value }) => `${label} ${value}`).join(', ');
    lines.push(`${name}${available ? '' : ' (not available)'}: ${values}`);
  }
  lines.push('');
  for (const { id, version, loadMillis, from, instances, modules: loaded } of apps)
    lines.push(
      `${id} ${version}: ${Math.round(loadMillis)} ms, ${from}, ${instances} widgets, ${loaded.join(' ')}`,
    );
  return `${lines.join('\n').trimEnd()}\n`;
}

const hashed = (of: LayoutHash | undefined): string =>
  of ? `revision ${of.revision}, hash ${of.hash}` : 'unknown';
