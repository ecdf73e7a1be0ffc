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

const top = (page: Page): Promise<number> => page.getByTestId('board').evaluate((board) => board.scrollTop)
const scroll = (page: Page, to: number): Promise<void> =>
  page.getByTestId('board').evaluate((board, y) => board.scrollTo({ top: y }), to)
const SHOTS = process.env.GESSO_SHOTS

async function shot(someone: Someone, name: string): Promise<void> {
  if (!SHOTS) return
  for (const scheme of ['light', 'dark'] as const) {
    await someone.page.emulateMedia({ colorScheme: scheme })
    await someone.page.screenshot({ path: `${SHOTS}/${name}-${scheme}.png` })
  }
}

test('[FE-123] [FE-129] [FE-130] people see who writes, follow each other, and are called together', async ({ browser }) => {
  test.setTimeout(240_000)
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso, { viewport: { width: 1200, height: 768 } })
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const first = await ann.addTodo()
  const last = await ann.addTodo()
  await ann.widget(last).focus()
  for (let n = 0; n < 24; n++) await ann.page.keyboard.press('ArrowDown')
  await ann.allDurable()
  await bob.join('Bob', await ann.shareLink('editor'))
  await expect(ann.get('peer')).toHaveCount(1)

  await scroll(ann.page, 0) // the first one is far from where the last one went, and asleep
  await ann.widget(first).getByLabel('New todo').pressSequentially('Half a sen', { delay: 20 })
  await expect(bob.widget(first)).toContainText('Ann is typing…')
  await shot(bob, 'typing')
  await expect(bob.widget(first)).not.toContainText('Ann is typing…')

  await bob.page.locator('[data-testid="peer"][data-name="Ann"]').click()
  await expect(bob.get('following')).toBeVisible()
  await ann.page.mouse.move(640, 400)
  await scroll(ann.page, 1_500)
  await expect.poll(() => top(bob.page)).toBeGreaterThan(900)
  await shot(bob, 'following')
  await bob.page.mouse.move(500, 400)
  await bob.page.mouse.wheel(0, -200)
  await expect(bob.get('following')).toBeHidden()
  await scroll(bob.page, 0)

  await ann.get('gather').click()
  await expect(bob.get('call')).toContainText('Ann')
  await shot(bob, 'call')
  await bob.page.keyboard.press('Escape')
  await expect(bob.get('call')).toBeHidden()
  expect(await top(bob.page)).toBe(0)
  await ann.page.waitForTimeout(10_500) // the pace of calls

  await ann.get('gather').click()
  await expect(bob.get('call')).toBeVisible()
  await expect.poll(() => top(bob.page), { timeout: 15_000 }).toBeGreaterThan(900)
  await expect(bob.get('following')).toBeVisible()
  await shot(ann, 'caller')
  // Half a sentence stands in the first one, far above: it is still there.
  await expect(ann.widget(first).getByLabel('New todo')).toHaveValue('Half a sen')
  await ann.leave()
  await bob.leave()
})
