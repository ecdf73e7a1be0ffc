import { type CDPSession, expect, type Locator, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

const TABLET = { name: 'tablet', viewport: { width: 820, height: 1180 } }
const PHONE = { name: 'phone', viewport: { width: 390, height: 844 } }
let gesso: Gesso

test.beforeAll(async () => {
  test.setTimeout(180_000)
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

interface Point {
  readonly x: number
  readonly y: number
}

/** One finger, as the browser itself feels it. */
class Finger {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async on(page: Page): Promise<Finger> {
    return new Finger(page, await page.context().newCDPSession(page))
  }

  private async send(type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] })
  }

  /** Down, still for a while, along, and up. */
  async drag(from: Point, to: Point, hold: number): Promise<void> {
    await this.send('touchStart', [from])
    await this.page.waitForTimeout(hold)
    await this.along(from, to)
  }
  /** Down, still until it holds something, however long a busy machine takes for that, along, and up. */
  async carry(from: Point, to: Point): Promise<void> {
    await this.send('touchStart', [from])
    await this.page.locator('html[data-dragging]').waitFor({ state: 'attached' })
    await this.along(from, to)
  }
  private async along(from: Point, to: Point): Promise<void> {
    const steps = 12
    for (let n = 1; n <= steps; n++) {
      const at = { x: from.x + ((to.x - from.x) * n) / steps, y: from.y + ((to.y - from.y) * n) / steps }
      await this.send('touchMove', [at])
      await this.page.waitForTimeout(16)
    }
    await this.send('touchEnd', [])
  }
}

async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox()
  if (!box) throw new Error('it is not drawn')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Out of the catalogue, by taps; its id. */
async function addByTap(someone: Someone, app: string): Promise<string> {
  const all = () =>
    someone.page
      .locator('[data-widget]')
      .evaluateAll((widgets) => widgets.map((one) => one.getAttribute('data-widget') ?? ''))
  const before = await all()
  const add = someone.get('add-app')
  await ((await add.isVisible()) ? add : someone.get('rail-add')).tap()
  await someone.get(`add-${app}`).tap()
  await expect.poll(async () => (await all()).length).toBe(before.length + 1)
  await someone.get('close-panel').tap()
  return (await all()).find((id) => !before.includes(id)) ?? ''
}

async function fitsTheScreen(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => {
    const board = document.querySelector('[data-testid="board"]')
    return {
      page: document.documentElement.scrollWidth - innerWidth,
      board: board ? board.scrollWidth - board.clientWidth : 0,
    }
  })
  expect(over, where).toEqual({ page: 0, board: 0 })
}

/** Where something is once nothing moves any more: what a finger scrolled goes on for a moment by itself. */
async function middleAtRest(of: Locator): Promise<Point> {
  let last = await middleOf(of)
  for (let still = 0; still < 4; ) {
    await of.page().waitForTimeout(100)
    const now = await middleOf(of)
    still = now.x === last.x && now.y === last.y ? still + 1 : 0
    last = now
  }
  return last
}

async function places(someone: Someone, ids: readonly string[]): Promise<object[]> {
  return Promise.all(ids.map((id) => someone.place(id)))
}

for (const { name, viewport } of [TABLET, PHONE]) {
  test(`[F3] [FE-236] [FE-237] ${name}: add, move, resize, scroll and set by touch, apart from the desktop`, async ({
    browser,
  }, info) => {
    test.setTimeout(240_000)
    const ann = await Someone.at(browser, gesso, { viewport, hasTouch: true, isMobile: true })
    const bob = await Someone.at(browser, gesso)
    await ann.comeIn('Ann')
    await fitsTheScreen(ann.page, 'home')
    await ann.get('create-canvas').first().tap()
    await ann.onCanvas()
    await expect(ann.get('paper')).toHaveAttribute('data-at', name)
    const ids: string[] = []
    for (const app of ['todo', 'chat', 'calendar']) ids.push(await addByTap(ann, app))
    const [todo = '', chat = '', calendar = ''] = ids
    await ann.allDurable()
    await fitsTheScreen(ann.page, 'canvas')
    await bob.join('Bob', await ann.shareLink('editor'))
    await expect(bob.get('paper')).toHaveAttribute('data-at', 'desktop')
    const desktop = await places(bob, ids)

    for (const id of ids) {
      const cut = await ann
        .widget(id)
        .getByTestId('widget-title')
        .evaluate((title) => title.scrollWidth > title.clientWidth + 1)
      expect(cut, 'a short title is read in full').toBe(false)
    }
    await info.attach('automatic', { body: await ann.page.screenshot(), contentType: 'image/png' })

    // A finger that moves at once scrolls, and carries nothing.
    const finger = await Finger.on(ann.page)
    const before = await places(ann, ids)
    const scrolled = () => ann.get('board').evaluate((board) => board.scrollTop)
    const grip = await middleOf(ann.widget(chat).locator('header'))
    await ann.get('board').evaluate((board) => board.scrollTo(0, 0))
    if (name === 'phone') {
      const low = await middleOf(ann.widget(chat).locator('header'))
      await finger.drag(low, { x: low.x, y: low.y - 220 }, 0)
      await expect.poll(scrolled).toBeGreaterThan(0)
      await ann.get('board').evaluate((board) => board.scrollTo(0, 0))
    } else await finger.drag(grip, { x: grip.x, y: grip.y - 60 }, 0)
    expect(await places(ann, ids)).toEqual(before)

    // One that has rested carries the widget.
    const from = await middleAtRest(ann.widget(todo).locator('header'))
    const below = await ann.widget(todo).evaluate((frame) => frame.getBoundingClientRect().height)
    await finger.carry(from, { x: from.x, y: from.y + below * (name === 'phone' ? 0.8 : 1.3) })
    await expect.poll(async () => (await ann.place(todo)).y).toBeGreaterThan(0)
    await ann.allDurable()
    expect(await places(bob, ids), 'the desktop stays').toEqual(desktop)
    if (name === 'phone') expect((await ann.place(chat)).y, 'the others close up').toBe(0)

    // Taller, by its grip.
    await ann.widget(todo).locator('header').tap()
    const tall = (await ann.place(todo)).h
    const handle = ann.widget(todo).locator(`[data-handle="${name === 'phone' ? 's' : 'se'}"]`)
    // Far from the lower edge, where the board would scroll along for as long as a busy machine takes for the drag.
    await handle.evaluate((grip) => grip.scrollIntoView({ block: 'center' }))
    const corner = await middleAtRest(handle)
    await finger.drag(corner, { x: corner.x, y: corner.y + 110 }, 40)
    await expect.poll(async () => (await ann.place(todo)).h).toBe(tall + 1)
    await ann.allDurable()
    const arranged = await places(ann, ids)

    // What moves on the desktop moves nothing here, and what is written is the same for both.
    await bob.widget(calendar).focus()
    await bob.page.keyboard.press('ArrowDown')
    await expect.poll(() => places(bob, ids)).not.toEqual(desktop)
    await bob.allDurable()
    await bob.writeTodo(todo, 'Seen on every screen')
    await expect(ann.widget(todo)).toContainText('Seen on every screen')
    expect(await places(ann, ids)).toEqual(arranged)
    await ann.page.reload()
    await ann.onCanvas()
    await expect.poll(() => places(ann, ids)).toEqual(arranged)

    await ann.widget(todo).getByTestId('widget-menu').tap()
    await ann.page.getByRole('menuitem', { name: 'Settings' }).tap()
    await expect(ann.get('panel')).toHaveAttribute('data-panel', 'settings')
    expect(await ann.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await info.attach('settings', { body: await ann.page.screenshot(), contentType: 'image/png' })
    await ann.get('close-panel').tap()
    await info.attach('arranged', { body: await ann.page.screenshot(), contentType: 'image/png' })
    await ann.leave()
    await bob.leave()
  })
}

test('[F3] [FE-237] a smaller screen is arranged from a desktop, by keyboard, and given back', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  const tia = await Someone.at(browser, gesso, { viewport: TABLET.viewport, hasTouch: true, isMobile: true })
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const ids = [await ann.addTodo(), await ann.addTodo(), await ann.addTodo()]
  const [, , last = ''] = ids
  const desktop = await places(ann, ids)
  await tia.join('Tia', await ann.shareLink('editor'))
  const automatic = await places(tia, ids)
  await ann.get('rail-grid').click()
  await ann.get('screens').getByTestId('screen-tablet').click()
  await expect(ann.get('paper')).toHaveAttribute('data-at', 'tablet')
  await ann.get('close-panel').click()
  await expect.poll(() => places(ann, ids)).toEqual(automatic)
  await ann.widget(last).focus()
  await ann.page.keyboard.press('ArrowDown')
  await expect.poll(() => places(ann, ids)).not.toEqual(automatic)
  await ann.allDurable()
  const arranged = await places(ann, ids)
  await expect.poll(() => places(tia, ids)).toEqual(arranged)
  await ann.page.keyboard.press('Control+z')
  await expect.poll(() => places(tia, ids)).toEqual(automatic)
  await ann.page.keyboard.press('Control+Shift+z')
  await expect.poll(() => places(tia, ids)).toEqual(arranged)
  await ann.get('screen-bar').getByTestId('reset-screen').click()
  await expect.poll(() => places(tia, ids)).toEqual(automatic)
  await ann.get('screen-bar').getByTestId('screen-desktop').click()
  await expect.poll(() => places(ann, ids)).toEqual(desktop)
  await ann.leave()
  await tia.leave()
})
