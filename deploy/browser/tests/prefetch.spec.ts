import { expect, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

/** Apps whose entry has run, and how often. */
const ran = (page: Page) => page.evaluate(() => (window as unknown as { ran?: Record<string, number> }).ran ?? {})
/** Each entry tells that it runs, besides what it does. */
async function watchEntries(page: Page): Promise<string[]> {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/apps/')) asked.push(pathname)
  })
  // What is not what was published would not be run: here nothing is said of what it should be.
  await page.route(/\/api\/registry\/apps/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/"integrity":"[^"]*"/g, '"integrity":""')
    await route.fulfill({ response, body })
  })
  await page.route('**/apps/*/*/remoteEntry*.js', async (route) => {
    const response = await route.fetch()
    const app = new URL(route.request().url()).pathname.split('/')[2]
    const told = `globalThis.ran ??= {}; globalThis.ran["${app}"] = (globalThis.ran["${app}"] ?? 0) + 1;\n`
    await route.fulfill({ response, body: told + (await response.text()) })
  })
  return asked
}
const entriesOf = (asked: readonly string[], app: string) =>
  asked.filter((path) => path.startsWith(`/apps/${app}/`) && path.includes('remoteEntry'))
const linked = (page: Page, app: string) => page.locator(`head link[rel="modulepreload"][href*="/apps/${app}/"]`)

test('[FE-203] [P1] [M2] [P6] apps are fetched ahead and run when they are used, once for all widgets', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  const { page } = ann
  const asked = await watchEntries(page)
  await ann.comeIn('Ann')
  for (const app of ['todo', 'calendar', 'chat']) {
    await expect(linked(page, app)).toHaveCount(1)
    await expect.poll(() => entriesOf(asked, app).length, app).toBe(1)
  }
  await page.waitForTimeout(500)
  expect(await ran(page), 'fetched, not run').toEqual({})

  await ann.newCanvas()
  expect(await ran(page)).toEqual({})
  await ann.addTodo() // the catalogue shows what each app looks like
  expect((await ran(page)).todo).toBe(1)
  expect(entriesOf(asked, 'todo'), 'used from where it was fetched to').toHaveLength(1)
  await ann.allDurable()

  const before = asked.filter((path) => path.startsWith('/apps/todo/')).length
  await ann.addTodo()
  await ann.allDurable()
  expect(asked.filter((path) => path.startsWith('/apps/todo/'))).toHaveLength(before)
  expect((await ran(page)).todo).toBe(1)
  await ann.leave()
})

test('[FE-203] [P1] at home, what the last canvases use is fetched ahead as well', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  const { page } = ann
  await ann.comeIn('Ann')
  await expect(linked(page, 'todo')).toHaveCount(1)
  await expect(linked(page, 'notes')).toHaveCount(0)
  await ann.newCanvas()
  await ann.get('add-app').click()
  await ann.get('add-notes').click()
  await expect(page.locator('[data-widget][data-app="notes"] [contenteditable="true"]')).toBeVisible()
  await ann.allDurable()
  // It is kept on this device a moment after the last change.
  await page.waitForTimeout(4_000)
  await expect(async () => {
    await page.goto(gesso.url)
    // Fetched ahead only when the page rests, which takes a busy machine a while.
    await expect(linked(page, 'notes')).toHaveCount(1, { timeout: 8_000 })
  }).toPass()
  expect(await page.evaluate(() => Object.keys((window as { __FEDERATION__?: object }).__FEDERATION__ ?? {}))).toEqual([])
  await ann.leave()
})
