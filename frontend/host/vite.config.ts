import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The host: built to hashed files under `assets/`. It needs no federation plugin: `loader/runtime.ts` starts the
 * runtime by itself when the first app is wanted, and offers its own React to every remote.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The runtime asks whether this is defined before it makes functions of strings: the page's CSP allows none.
  define: { FEDERATION_ALLOW_NEW_FUNCTION: 'undefined' },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': { target: 'http://localhost:8080', ws: true }, '/apps': 'http://localhost:8080' },
  },
});
