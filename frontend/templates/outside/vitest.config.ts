import { tests } from '@gesso/kit/vite';

export default tests(import.meta.dirname);
