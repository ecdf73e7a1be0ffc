import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'happy-dom',
    include: ['{sdk,sandbox,host,kit,apps/*,templates/sample}/{src,test}/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
    restoreMocks: true,
  },
});
