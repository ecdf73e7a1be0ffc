import { remote } from '@gesso/kit/vite';

export default remote('sample', import.meta.dirname);
