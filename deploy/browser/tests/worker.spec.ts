import { expect, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'
import { Wire } from './wire.js'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

/** What the device keeps of canvases, as text. */
const keptBy = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opened = indexedDB.open('gesso-kept')
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          if (opened.result.objectStoreNames.length === 0) return resolve([])
          const asked = opened.result.transaction('canvases').objectStore('canvases').getAll()
          asked.onsuccess = () => {
            opened.result.close()
            const flat = (_key: string, value: unknown) => (value instanceof Map ? [...value] : value)
            resolve(asked.result.map((one: unknown) => JSON.stringify(one, flat)))
          }
        }
      }),
  )

test('[P4] [FE-59] without network a reload shows the last canvas with its apps; edits are sent later, once', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const wire = await Wire.to(gesso)
  const ann = await Someone.at(browser, wire, { serviceWorkers: 'allow' })
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const widget = await ann.addTodo()
  await ann.writeTodo(widget, 'Before the tunnel')
  await bob.join('Bob', await ann.shareLink('editor'))
  await ann.allDurable()
  await ann.page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // The worker has the app, and the device has the canvas.
  await expect
    .poll(() =>
      ann.page.evaluate(async () => {
        const cache = await caches.open('gesso-apps')
        return (await cache.keys()).filter(({ url }) => url.includes('/apps/todo/')).length
      }),
    )
    .toBeGreaterThan(2)
  await expect.poll(async () => (await keptBy(ann.page)).join(), { timeout: 20_000 }).toContain('Before the tunnel')

  wire.cut()
  await ann.page.goto('about:blank')
  await ann.page.goto(address)
  await ann.onCanvas()
  await expect(ann.widget(widget)).toContainText('Before the tunnel')
  await expect(ann.get('status')).toHaveAttribute('data-state', /offline|reconnecting/, { timeout: 30_000 })
  await ann.writeTodo(widget, 'In the tunnel')
  await expect(ann.widget(widget)).toContainText('In the tunnel')
  await bob.writeTodo(widget, 'Meanwhile outside')

  // The list of canvases is what the device keeps.
  await ann.page.goto(new URL('/', address).href)
  await expect(ann.get('kept-list').getByTestId('canvas-card')).toHaveCount(1)
  await ann.get('open-canvas').click()
  await expect(ann.widget(widget)).toContainText('In the tunnel')

  wire.mend()
  await ann.allDurable()
  await expect(bob.widget(widget).getByText('In the tunnel')).toHaveCount(1)
  await expect(ann.widget(widget).getByText('Meanwhile outside')).toHaveCount(1)
  await wire.remove()
  await ann.leave()
  await bob.leave()
})

test('[P4] who signs out leaves no canvas on the device', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso, { serviceWorkers: 'allow' })
  await ann.comeIn('Ann')
  await ann.newCanvas()
  await ann.addTodo()
  await ann.allDurable()
  const kept = async () => (await keptBy(ann.page)).length
  await expect.poll(kept, { timeout: 20_000 }).toBe(1)
  await ann.page.goto(new URL('/', ann.page.url()).href)
  await ann.get('account').click()
  await ann.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(ann.get('guest-name')).toBeVisible()
  await expect.poll(kept).toBe(0)
  await ann.leave()
})
