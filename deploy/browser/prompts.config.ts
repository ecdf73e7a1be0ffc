import base from './playwright.config.js'

// Every prompt of the repository, made into an app that two people use: `./gesso test --only prompts`.
export default {
  ...base,
  testDir: 'prompts',
  retries: 0,
  outputDir: '../target/prompts',
  reporter: [['list'] as const, ['json', { outputFile: '../target/browser.json' }] as const],
  use: { ...base.use, trace: 'off' as const },
}
