import { remote } from '../vite.ts';

export default remote('chat', import.meta.dirname);
