import { federation } from '@module-federation/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const fromHost = { singleton: true, import: false } as const;

/** The Todo remote: three exposed modules, no copy of React, no copy of the federation runtime. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [
    react(),
    federation({
      name: 'todo',
      filename: 'remoteEntry-[hash].js',
      exposes: {
        './Widget': './src/Widget.tsx',
        './Settings': './src/Settings.tsx',
        './Preview': './src/Preview.tsx',
      },
      shared: { react: fromHost, 'react/jsx-runtime': fromHost },
      experiments: { externalRuntime: true },
      dts: false,
    } as Parameters<typeof federation>[0]),
  ],
  build: {
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: 'src/index.ts' },
  },
});
