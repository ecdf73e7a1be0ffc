import { remote } from '../vite.ts';

export default remote('todo', import.meta.dirname);
