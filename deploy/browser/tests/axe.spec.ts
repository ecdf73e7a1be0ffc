import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[]
}

let gesso: Gesso

test.beforeAll(async () => {
  test.setTimeout(180_000)
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

/** What a screen reader or an eye would stumble over, in one line each. */
async function faults(page: Page, where: string): Promise<string[]> {
  // Half way into sight a colour is not yet its own.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))),
  )
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE)
  const { violations } = await page.evaluate(() =>
    (
      window as unknown as { axe: { run(where: Document, options: object): Promise<{ violations: Finding[] }> } }
    ).axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      resultTypes: ['violations'],
    }),
  )
  // A menu is a layer above all landmarks, for as long as it is open.
  const isLayer = (id: string, target: unknown) => id === 'region' && JSON.stringify(target).includes('radix-popper')
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.filter((node) => !isLayer(id, node.target)).map((node) => `${where}: ${id} (${help}) at ${JSON.stringify(node.target)}: ${node.failureSummary ?? ''}`),
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[FE-240] every page and panel is clean to axe, ${colorScheme}`, async ({ browser }, info) => {
    test.setTimeout(300_000)
    const ann = await Someone.at(browser, gesso, { colorScheme, viewport: { width: 1440, height: 900 } })
    const look = async (where: string) => {
      expect.soft(await faults(ann.page, where), where).toEqual([])
      await info.attach(`${where}-${colorScheme}`, { body: await ann.page.screenshot(), contentType: 'image/png' })
    }
    await ann.page.goto(gesso.url)
    await expect(ann.get('guest-name')).toBeVisible()
    await look('entry')
    await ann.comeIn('Ann')
    await expect(ann.get('home-empty')).toBeVisible()
    await look('home-empty')
    const address = await ann.newCanvas()
    await look('canvas-empty')
    for (const app of ['todo', 'calendar', 'chat', 'notes']) {
      await ann.get('add-app').click()
      await ann.get(`add-${app}`).click()
      await expect(ann.page.locator(`[data-widget][data-app="${app}"]`)).toBeVisible()
      await ann.get('close-panel').click()
    }
    const todo = (await ann.widgets())[0] ?? ''
    await ann.writeTodo(todo, 'Look at every page')
    await ann.allDurable()
    await look('canvas')
    await ann.page.getByTestId('board').focus()
    await ann.page.keyboard.press('[')
    await expect(ann.get('past-frame')).toBeVisible()
    await ann.get('compare').click()
    await look('past')
    await ann.page.keyboard.press('Escape')
    await expect(ann.get('past-frame')).toBeHidden()

    const panel = async (name: string, open: () => Promise<void>) => {
      await open()
      await expect(ann.get('panel')).toBeVisible()
      await look(`panel-${name}`)
      await ann.get('close-panel').click()
      await expect(ann.get('panel')).toBeHidden()
    }
    for (const name of ['widgets', 'layouts', 'log', 'grid', 'diagnostics', 'comments'])
      await panel(name, () => ann.get(`rail-${name}`).click())
    await panel('share', () => ann.get('share').click())
    await panel('catalogue', () => ann.get('add-app').click())
    await ann.get('add-app').click()
    await ann.page.locator('[data-testid^="about-"]').first().click()
    await look('panel-details')
    await ann.get('close-panel').click()
    for (const app of ['todo', 'calendar', 'chat', 'notes'])
      await panel(`settings-${app}`, async () => {
        await ann.page.locator(`[data-widget][data-app="${app}"]`).getByTestId('widget-menu').click()
        if (app === 'todo') await look('menu-widget')
        await ann.page.getByRole('menuitem', { name: 'Settings' }).click()
      })
    await ann.get('rail-grid').click()
    for (const screen of ['tablet', 'phone']) {
      await ann.get('screens').getByTestId(`screen-${screen}`).click()
      await expect(ann.get('paper')).toHaveAttribute('data-at', screen)
      await look(`frame-${screen}`)
    }
    await ann.get('screens').getByTestId('screen-desktop').click()
    await ann.get('close-panel').click()
    await ann.get('rail-help').click()
    await expect(ann.get('help')).toBeVisible()
    await look('help')
    await ann.page.keyboard.press('Escape')
    await ann.get('account').click()
    await look('menu-account')
    await ann.page.keyboard.press('Escape')

    await ann.page.goto(`${gesso.url}/diagnostics`)
    await expect(ann.page.locator('[data-module]')).toHaveCount(7)
    await look('diagnostics')
    await ann.page.goto(`${gesso.url}/templates`)
    await expect(ann.get('template').first()).toBeVisible()
    await look('templates')
    await ann.page.goto(`${gesso.url}/activity`)
    await expect(ann.get('activity')).toBeVisible()
    await look('activity')
    await ann.page.goto(`${gesso.url}/activity?app=none`)
    await expect(ann.get('activity-empty')).toBeVisible()
    await look('activity-empty')
    await ann.page.goto(`${gesso.url}/analysis`)
    await ann.get('question-edits-per-day').click()
    await look('analysis')
    await ann.get('question-kinds-of-events').click()
    await ann.get('run').click()
    await expect(ann.get('answer-table')).toBeVisible()
    await ann.page.locator('summary').click()
    await look('analysis-answer')
    await ann.page.goto(`${gesso.url}/c/none/w`)
    await expect(ann.page.getByRole('heading').first()).toBeVisible()
    await look('missing')
    await ann.page.goto(`${gesso.url}/join/not-a-link`)
    await expect(ann.page.getByRole('heading').first()).toBeVisible()
    await look('join')
    await ann.page.goto(gesso.url)
    await expect(ann.get('canvas-list')).toBeVisible()
    await look('home')
    await ann.get('canvas-menu').first().click()
    await ann.page.getByRole('menuitem', { name: 'Delete canvas' }).click()
    await look('home-deleting')
    await ann.get('confirm-delete').click()
    await expect(ann.get('toast')).toBeVisible()
    await look('home-deleted')
    await ann.page.goto(address)
    await expect(ann.get('closed-mine')).toBeVisible()
    await look('closed-mine')
    await ann.page.goto(address.replace(/[^/]+$/, 'nobodys'))
    await expect(ann.get('closed-not-found')).toBeVisible()
    await look('closed')
    await ann.leave()
  })
}
