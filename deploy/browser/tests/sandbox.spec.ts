import { createSocket, type Socket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { ATTACKS, type Attack, appOf, SPECIFICATION } from '../../../frontend/sandbox/attacks/index.ts'
import { publishCode, trust } from './generated.js'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../../frontend/sandbox/attacks')
/** Heartbeats in which an app that hangs is found out, and one more. */
const WATCHED_MS = 4_500
/** Milliseconds of a picture at 60 in a second. */
const PICTURE = 16.7

let gesso: Gesso
/** A server of somebody else: whatever arrives there has got out. */
let away: Server
let stun: Socket
let port: number
const arrived: string[] = []
let ann: Someone
let canvas: string
let token: string
let sibling: string
let pressed = 0

const SIBLING = `"use strict";
const { app, h, local } = gesso;
app({ title: "Sibling", view: () => {
  const [count, set] = local("count", 0);
  return h("div", {}, h("button", { type: "button", onClick: () => set(count + 1) }, "Pressed " + count));
} });
`

test.beforeAll(async ({ browser }) => {
  away = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (data) => arrived.push(String(data).split('\n')[0] ?? ''))
    arrived.push('a connection')
    socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n')
  })
  await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve))
  const address = away.address()
  port = typeof address === 'object' && address ? address.port : 0
  stun = createSocket('udp4', () => arrived.push('a packet'))
  stun.bind(port, '127.0.0.1')
  // That nothing arrives says something only where it could.
  const free = await browser.newPage()
  await free.goto(`http://127.0.0.1:${port}/`)
  await free.close()
  expect(arrived).toContain('GET / HTTP/1.1\r')
  arrived.length = 0
  gesso = await Gesso.up()
  await publishCode(gesso, 'sibling', SIBLING, SPECIFICATION)

  ann = await Someone.at(browser, gesso, { viewport: { width: 1280, height: 1000 } })
  await trust(ann.page)
  ann.page.on('dialog', (dialog) => {
    arrived.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  ann.context.on('page', (page) => arrived.push(`a window: ${page.url()}`))
  await ann.comeIn('Ann')
  canvas = new URL(await ann.newCanvas()).pathname.split('/').at(-1) ?? ''
  const link = await ann.shareLink('editor')
  const guest = await fetch(`${gesso.url}/api/auth/guest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Script' }),
  })
  token = ((await guest.json()) as { token: string }).token
  await call('POST', '/api/canvas/join', { link: new URL(link).pathname.split('/').at(-1) })
  sibling = await add('sibling', 0, 0)
  await expect(inside(sibling).getByRole('button')).toHaveText('Pressed 0')
})

test.afterAll(async () => {
  await ann.context.close()
  await gesso.stop()
  away.close()
  stun.close()
})

async function call(method: string, path: string, body?: object): Promise<{ id: string }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(gesso.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  expect(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`).toBe(true)
  return answer.status === 204 ? { id: '' } : ((await answer.json()) as { id: string })
}
const add = async (appId: string, x: number, y: number) =>
  (await call('POST', `/api/canvas/${canvas}/widgets`, { appId, position: { x, y }, size: { w: 2, h: 2 } })).id
const inside = (widget: string) => ann.widget(widget).frameLocator('iframe')
const card = (widget: string): Locator => ann.widget(widget).getByTestId('sad-tile')

/** Milliseconds of the page's main thread for each picture, over this time. */
async function workOfPictures(page: Page, millis: number): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
  const before = await spent()
  const pictures = await page.evaluate(async (time) => {
    const end = performance.now() + time
    let count = 0
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame)
      count++
    }
    return count
  }, millis)
  const work = ((await spent()) - before) / pictures
  await devtools.detach()
  console.log(`main thread ${work.toFixed(1)} ms a picture, ${pictures} pictures in ${millis / 1_000} s`)
  return work
}

const codeOf = (attack: Attack): string =>
  appOf(attack, readFileSync(join(FOLDER, `${attack.id}.js`), 'utf8'))
    .replaceAll('__AWAYWS__', `ws://127.0.0.1:${port}`)
    .replaceAll('__AWAYHOST__', `127.0.0.1:${port}`)
    .replaceAll('__AWAY__', `http://127.0.0.1:${port}`)
    .replaceAll('__SIBLING__', sibling)

/** Runs these at once, without any check, beside an app that has to go on. */
async function run(attacks: readonly Attack[]): Promise<void> {
  const widgets: string[] = []
  for (const [n, attack] of attacks.entries()) {
    const id = `attack-${attack.id}`
    await publishCode(gesso, id, codeOf(attack), SPECIFICATION)
    widgets.push(await add(id, (n % 6) * 2, 2 + Math.floor(n / 6) * 2))
  }
  // Both kinds of end are waited for: a life that is seen to go on, and a card.
  for (const [n, { id, end }] of attacks.entries()) {
    const widget = widgets[n] ?? ''
    const here = inside(widget).getByText('attack is here')
    if (end === 'lives') await expect(here, id).toBeVisible({ timeout: 30_000 })
    else if (end === 'stops') await expect(card(widget), id).toBeVisible({ timeout: 30_000 })
    else await expect(ann.widget(widget).locator('iframe, [data-testid="sad-tile"]'), id).toHaveCount(1)
  }
  // On a machine with other work to do a picture takes longer; an app that reaches the page costs a multiple of this.
  expect(await workOfPictures(ann.page, WATCHED_MS)).toBeLessThan(4 * PICTURE)
  for (const [n, { id, end }] of attacks.entries())
    if (end === 'lives') await expect(card(widgets[n] ?? ''), id).toHaveCount(0)
  await held()
  await Promise.all(widgets.map((widget) => call('DELETE', `/api/canvas/${canvas}/widgets/${widget}`)))
  for (const widget of widgets) await expect(ann.widget(widget)).toHaveCount(0)
}

/** Nothing has got out, and the page and the app beside are what they were. */
async function held(): Promise<void> {
  await inside(sibling).getByRole('button').click()
  await expect(inside(sibling).getByRole('button')).toHaveText(`Pressed ${++pressed}`)
  expect(arrived).toEqual([])
  expect(new URL(ann.page.url()).pathname).toContain(canvas)
  expect(await ann.page.evaluate(() => 'polluted' in {})).toBe(false)
}

const BATCH = 18
const FEW = 4
function batches(attacks: readonly Attack[], size: number): Attack[][] {
  return attacks.length === 0 ? [] : [attacks.slice(0, size), ...batches(attacks.slice(size), size)]
}
const calm = ATTACKS.filter(({ end }) => end === 'lives')
const wild = ATTACKS.filter(({ end }) => end !== 'lives')
for (const batch of [...batches(calm, BATCH), ...batches(wild, FEW)])
  test(`[FE-328] the sandbox holds ${batch.map(({ id }) => id).join(', ')}`, async () => {
    await run(batch)
  })

test('[FE-329] an app that stopped answering is started anew by a press', async () => {
  const code = `let calls = 0;
const { app, h, local } = gesso;
app({ title: "Tired", view: () => h("button", { type: "button", onClick: () => { for (;;) calls++; } }, "Hang") });`
  await publishCode(gesso, 'tired', code, SPECIFICATION)
  const widget = await add('tired', 0, 2)
  await inside(widget).getByRole('button').click()
  await expect(card(widget)).toHaveAttribute('data-reason', 'silent')
  await expect(card(widget)).toContainText('This app stopped answering')
  await card(widget).getByTestId('retry').click()
  await expect(inside(widget).getByRole('button')).toHaveText('Hang')
  await held()
})

test('[FE-337] an app whose files are not those that were signed is not run', async () => {
  await publishCode(gesso, 'swapped', SIBLING, SPECIFICATION)
  await ann.page.route(`${gesso.url}/apps/swapped/**`, async (route) => {
    const response = await route.fetch()
    return route.fulfill({ response, body: `${await response.text()}// more` })
  })
  const widget = await add('swapped', 2, 2)
  await expect(card(widget)).toBeVisible()
  await expect(card(widget).locator('code')).toContainText('not what was published')
  await held()
})
