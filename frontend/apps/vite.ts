/** How the apps of this tree are built. Not here: the build itself (`@gesso/kit/vite`). */
export { remote } from '../kit/vite.mjs';
