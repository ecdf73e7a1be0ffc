import { join } from 'node:path';
import { remote } from '../vite.ts';

const own = (file: string) => join(import.meta.dirname, 'src/lib0', file);

/** Two helpers of Yjs bring much that a note never uses: a console in colours, and a library for the DOM. */
export default remote('notes', import.meta.dirname, {
  resolve: { alias: { 'lib0/logging': own('logging.ts'), 'lib0/dom': own('dom.ts') } },
});
