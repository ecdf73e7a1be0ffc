import { defineConfig } from '@playwright/test'

// One worker: the tests share a machine of two cores with the server that they watch.
export default defineConfig({
  testDir: 'tests',
  outputDir: '../target/browser',
  workers: 1,
  timeout: 120_000,
  // One that passes only at the second try is named and told apart: see docs/decisions/0040.
  retries: 1,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../target/browser.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // A trace of each test takes a quarter of its time: GESSO_TRACE=1 keeps those of what fails.
    trace: process.env.GESSO_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.GESSO_CHROMIUM ?? '/usr/bin/chromium',
      // Root may not use the sandbox of the browser; nobody but our own page is shown.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
