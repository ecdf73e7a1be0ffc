// Nothing but Node: for tools that run before anything is installed.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder, sorted, with forward slashes. */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort();
