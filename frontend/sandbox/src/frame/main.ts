/** The script of the frame's page. */
import { wait } from './boot.ts';

const root = document.getElementById('app');
if (root) wait(root, window, window.parent);
