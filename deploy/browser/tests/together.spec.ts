import { expect, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

test('[A1] [A2] [S1] [S4] [W1] two people work on one canvas and see each other', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  const requests: string[] = []
  ann.page.on('request', (request) => requests.push(request.url()))
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  expect(requests.some((url) => /\/apps\/todo\/[^/]+\/remoteEntry/.test(url))).toBe(true)

  await bob.join('Bob', await ann.shareLink('editor'))
  await expect(ann.page.locator('[data-testid="peer"][data-name="Bob"]')).toBeVisible()
  await expect(bob.page.locator('[data-testid="peer"][data-name="Ann"]')).toBeVisible()

  await ann.writeTodo(widget, 'Water the plants')
  await expect(bob.widget(widget)).toContainText('Water the plants')
  await bob.writeTodo(widget, 'Feed the cat')
  await expect(ann.widget(widget)).toContainText('Feed the cat')

  const header = await ann.widget(widget).locator('header').boundingBox()
  if (!header) throw new Error('no header')
  await ann.page.mouse.move(header.x + 40, header.y + header.height / 2)
  await ann.page.mouse.down()
  await ann.page.mouse.move(header.x + 440, header.y + 120, { steps: 12 })
  await expect(bob.page.locator('[data-testid="cursor"][data-name="Ann"]')).toBeVisible()
  await ann.page.mouse.up()
  await expect.poll(async () => (await ann.place(widget)).x).toBeGreaterThan(0)
  await ann.allDurable()
  const place = await ann.place(widget)
  await expect.poll(() => bob.place(widget)).toEqual(place)

  await ann.get('rail-diagnostics').click()
  await expect(ann.page.locator('[data-module]')).toHaveCount(7)
  await expect(ann.get('loaded-apps')).toContainText('todo', { ignoreCase: true })
  const hash = await ann.get('layout-hash').textContent()
  await bob.get('rail-diagnostics').click()
  await expect(bob.get('layout-hash')).toHaveText(hash ?? '')
  await ann.get('account').click()
  await expect(ann.get('user-context')).toContainText('Ann')
  await ann.leave()
  await bob.leave()
})

test('[X5] a viewer looks but cannot change, and a stranger finds nothing', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  const vera = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const widget = await ann.addTodo()
  await ann.writeTodo(widget, 'Only to look at')
  await vera.join('Vera', await ann.shareLink('viewer'))
  await expect(vera.widget(widget)).toContainText('Only to look at')
  await expect(vera.get('canvas-page')).toHaveAttribute('data-role', 'viewer')
  await expect(vera.get('add-app')).toBeHidden()
  await expect(vera.get('undo')).toBeHidden()
  const before = await vera.place(widget)
  await vera.widget(widget).focus()
  await vera.page.keyboard.press('ArrowRight')
  expect(await vera.place(widget)).toEqual(before)

  const canvas = new URL(address).pathname.split('/')[2]
  const status = await vera.page.evaluate(
    async ([id, name]) => {
      const guest = await fetch('/api/auth/guest', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      })
      const { token } = await guest.json()
      const refused = await fetch(`/api/canvas/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"title":"Taken"}',
      })
      return refused.status
    },
    [canvas ?? '', 'Stranger'],
  )
  expect(status).toBe(404)
  await ann.leave()
  await vera.leave()
})

test('[C2] [C3] [C4] [C5] [S2] the keyboard alone: add, move, resize, remove, take back', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  await ann.widget(widget).focus()
  const start = await ann.place(widget)
  await ann.page.keyboard.press('ArrowRight')
  await ann.page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await ann.place(widget)).x).toBe(start.x + 2)
  await ann.page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await ann.place(widget)).w).toBe(start.w + 1)
  await ann.allDurable()
  await ann.page.keyboard.press('Delete')
  await expect(ann.widget(widget)).toBeHidden()
  await ann.page.keyboard.press('Control+z')
  await expect(ann.widget(widget)).toBeVisible()
  await ann.page.keyboard.press('Control+z')
  await expect.poll(async () => (await ann.place(widget)).w).toBe(start.w)
  await ann.page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await ann.place(widget)).w).toBe(start.w + 1)
  await ann.leave()
})

test('[C7] [C8] a layout is saved under a name and loaded again', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  const start = await ann.place(widget)
  await ann.get('rail-layouts').click()
  await ann.get('layout-name').fill('Morning')
  await ann.get('save-layout').click()
  await expect(ann.get('layout-list')).toContainText('Morning')
  await ann.get('close-panel').click()
  await ann.widget(widget).focus()
  await ann.page.keyboard.press('ArrowRight')
  await ann.page.keyboard.press('ArrowDown')
  await expect.poll(() => ann.place(widget)).not.toEqual(start)
  await ann.allDurable()
  await ann.get('rail-layouts').click()
  await ann.page.locator('[data-testid="layout"]', { hasText: 'Morning' }).getByTestId('load-layout').click()
  await expect.poll(() => ann.place(widget)).toEqual(start)
  await ann.leave()
})

test('[C1] the grid is configured for everybody', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  await bob.join('Bob', await ann.shareLink('editor'))
  const before = await bob.widget(widget).boundingBox()
  await ann.get('rail-grid').click()
  await ann.get('grid-columns').fill('24')
  await ann.get('apply-grid').click()
  await expect
    .poll(async () => (await bob.widget(widget).boundingBox())?.width ?? 0)
    .toBeLessThan(before?.width ?? 0)
  await ann.leave()
  await bob.leave()
})

test('[X6] [X3] a script in a title is shown as text and runs nowhere', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  const title = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'
  await ann.comeIn('Ann')
  await ann.newCanvas()
  await ann.get('title').click()
  await ann.get('title-field').fill(title)
  await ann.get('title-field').press('Enter')
  const widget = await ann.addTodo()
  await ann.writeTodo(widget, title)
  await bob.join(title.slice(0, 40), await ann.shareLink('editor'))
  await expect(bob.get('canvas-title')).toContainText('<script>')
  await expect(bob.widget(widget)).toContainText('<script>')
  await expect(ann.get('peer')).toBeVisible()
  for (const someone of [ann, bob]) {
    expect(await someone.page.evaluate(() => 'hurt' in window)).toBe(false)
    await someone.leave()
  }
})

test('[W13] [W14] [M1] the gear opens the app’s own settings, loaded as a module of its own', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  await ann.widget(widget).hover()
  await ann.widget(widget).getByTestId('widget-menu').click()
  await ann.get('menu-settings').click()
  await expect(ann.get('widget-settings')).toBeVisible()
  await ann.leave()
})

test('[P6] a second instance of an app loads nothing more', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  await ann.addTodo()
  const scripts: string[] = []
  ann.page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await ann.addTodo()
  expect(scripts).toEqual([])
  await ann.leave()
})

test('[M4] [A2] [W15] an app whose files are gone shows a tile with a reason, and the rest works', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.context.route(/\/apps\/todo\//, (route) => route.abort())
  await ann.comeIn('Ann')
  await ann.newCanvas()
  await ann.get('add-app').click()
  await ann.get('add-todo').click()
  await expect(ann.get('sad-tile')).toBeVisible({ timeout: 20_000 })
  await ann.page.keyboard.press('Escape')
  await ann.get('title').click()
  await ann.get('title-field').fill('Still works')
  await ann.get('title-field').press('Enter')
  await ann.allDurable()
  await ann.context.unroute(/\/apps\/todo\//)
  await ann.get('sad-tile').getByTestId('retry').click()
  await expect(ann.page.getByLabel('New todo')).toBeVisible({ timeout: 20_000 })
  await ann.context.close()
})

test('[C4] touch: a widget is dragged with a finger on a screen as wide as a desktop', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso, { hasTouch: true, viewport: { width: 1366, height: 1024 } })
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  const header = await ann.widget(widget).locator('header').boundingBox()
  if (!header) throw new Error('no header')
  const client = await ann.context.newCDPSession(ann.page)
  const point = (x: number, y: number) => ({ touchPoints: [{ x, y }] })
  const from = { x: header.x + 40, y: header.y + header.height / 2 }
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', ...point(from.x, from.y) })
  // A finger that rests picks the widget up; one that moves at once scrolls.
  await ann.page.waitForTimeout(600)
  for (let step = 1; step <= 10; step++) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', ...point(from.x + step * 35, from.y + step * 8) })
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect.poll(async () => (await ann.place(widget)).x).toBeGreaterThan(0)
  await ann.allDurable()
  await ann.leave()
})
