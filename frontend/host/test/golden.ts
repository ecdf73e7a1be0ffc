/** The golden files of the Java side: the same files hold both. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../protocol/src/test/resources/golden');

export function golden<T>(folder: string): { name: string; content: T }[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: file, content: JSON.parse(readFileSync(join(path, file), 'utf8')) as T }));
}
