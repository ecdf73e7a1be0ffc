import { remote } from '../vite.ts';

export default remote('calendar', import.meta.dirname);
