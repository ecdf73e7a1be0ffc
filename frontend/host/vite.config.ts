import { federation } from '@module-federation/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const shared = { singleton: true };

/** The host: built to hashed files under `assets/`, React shared once with every remote. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    federation({
      name: 'gesso_host',
      filename: 'assets/hostEntry-[hash].js',
      remotes: {},
      shared: { react: shared, 'react/jsx-runtime': shared, 'react-dom': shared },
      experiments: { provideExternalRuntime: true },
      dts: false,
    }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': { target: 'http://localhost:8080', ws: true }, '/apps': 'http://localhost:8080' },
  },
});
