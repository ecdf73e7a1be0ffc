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

/** Keys of the edits that wait in this browser's IndexedDB: the last two parts are client and operation. */
async function waiting(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opened = indexedDB.open('gesso', 1)
        opened.onerror = () => reject(opened.error)
        opened.onsuccess = () => {
          const asked = opened.result.transaction('outbox').objectStore('outbox').getAllKeys()
          asked.onsuccess = () => {
            opened.result.close()
            resolve(asked.result.map(String))
          }
        }
      }),
  )
}

test('[FE-127] [P4] offline edits outlive a reload and a lost sign-in, are sent once, and by nobody else', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const wire = await Wire.to(gesso)
  const ann = await Someone.at(browser, wire)
  const bob = await Someone.at(browser, gesso)
  const [email, password] = [`ann-${Date.now()}@example.org`, 'a long enough password']
  await ann.page.goto(wire.url)
  await ann.get('entry-register').click()
  await ann.get('register-name').fill('Ann')
  await ann.get('register-email').fill(email)
  await ann.get('register-password').fill(password)
  await ann.get('entry-submit').click()
  const address = await ann.newCanvas()
  const widget = await ann.addTodo()
  await bob.join('Bob', await ann.shareLink('editor'))
  await expect(bob.widget(widget)).toBeVisible()
  await ann.allDurable()
  const written = bob.widget(widget).getByText('Written on a train')

  // Without a network: the edit is shown, and waits where days do not matter.
  wire.cut()
  await expect(ann.get('status')).toHaveAttribute('data-state', /offline|reconnecting/, { timeout: 30_000 })
  await ann.writeTodo(widget, 'Written on a train')
  await expect(ann.widget(widget)).toContainText('Written on a train')
  await expect.poll(() => waiting(ann.page)).toHaveLength(1)
  const [client = '', op = ''] = (await waiting(ann.page))[0]?.split('|').slice(-2) ?? []

  // A reload that reaches the page's files and nothing else.
  await ann.page.goto('about:blank')
  await ann.context.route('**/api/**', (route) => route.abort())
  await ann.page.routeWebSocket(/\/live$/, (socket) => socket.close())
  wire.mend()
  await ann.page.goto(address)
  await expect(ann.page.locator('#root > *').first()).toBeAttached()
  expect(await waiting(ann.page)).toHaveLength(1)

  // Days later: the sign-in is over, and somebody else uses the browser first.
  await ann.page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('gesso.session') ?? '{}')
    localStorage.setItem('gesso.session', JSON.stringify({ ...kept, expiresAt: 0, refreshToken: 'gone' }))
  })
  await ann.page.goto('about:blank')
  await ann.context.unrouteAll()
  const eve = await ann.context.newPage()
  await eve.goto(wire.url)
  await eve.getByTestId('guest-name').fill('Eve')
  await eve.getByTestId('entry-submit').click()
  await eve.getByTestId('create-canvas').first().click()
  await expect(eve.getByTestId('status')).toHaveAttribute('data-state', 'durable')
  expect(await waiting(eve)).toHaveLength(1)
  await expect(written).toHaveCount(0)
  await eve.evaluate(() => localStorage.removeItem('gesso.session'))

  // The same person again: the edit goes out from the page of all canvases.
  await eve.goto(wire.url)
  await eve.getByTestId('entry-login').click()
  await eve.getByTestId('email').fill(email)
  await eve.getByTestId('password').fill(password)
  await eve.getByTestId('entry-submit').click()
  await expect(written).toHaveCount(1, { timeout: 20_000 })
  await expect.poll(() => waiting(eve)).toEqual([])
  const canvas = new URL(address).pathname.split('/')[2]
  const lines = await bob.page.evaluate(async (id) => {
    const { token } = JSON.parse(localStorage.getItem('gesso.session') ?? '{}')
    const answer = await fetch(`/api/canvas/${id}/history`, { headers: { authorization: `Bearer ${token}` } })
    return answer.text()
  }, canvas)
  const made = lines.split('\n').filter((line) => line.includes('Written on a train'))
  expect(made).toHaveLength(1)
  expect(JSON.parse(made[0] ?? '{}')).toMatchObject({ op })
  expect(JSON.parse(made[0] ?? '{}').client).toContain(client)
  await ann.leave()
  await bob.leave()
  await wire.remove()
})

test('[FE-125] a page is live again soon after a server that was away for 20 s', async ({ browser }) => {
  test.setTimeout(240_000)
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  await ann.allDurable()
  await gesso.kill9()
  await ann.writeTodo(widget, 'Meanwhile')
  await expect(ann.get('status')).toHaveAttribute('data-state', 'offline', { timeout: 30_000 })
  await ann.page.waitForTimeout(20_000) // the outage itself, not a wait for something
  await gesso.startAgain()
  const back = Date.now()
  await expect(ann.get('status')).toHaveAttribute('data-state', 'durable', { timeout: 60_000 })
  console.log(`live and durable again ${Date.now() - back} ms after the server was ready`)
  await expect(ann.widget(widget).getByText('Meanwhile')).toHaveCount(1)
  await ann.leave()
})
