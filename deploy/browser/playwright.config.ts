import { defineConfig } from '@playwright/test'

// One worker: the tests share a machine of two cores with the server that they watch.
export default defineConfig({
  testDir: 'tests',
  outputDir: '../target/browser',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../target/browser.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.GESSO_CHROMIUM ?? '/usr/bin/chromium',
      // Root may not use the sandbox of the browser; nobody but our own page is shown.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
