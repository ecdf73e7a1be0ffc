import { type CDPSession, expect, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'
import { socketOfPage } from './probes.js'

const CYCLES = 100
/** Until compilers and caches have what they need. */
const WARM_UP = 25
/** What the objects of the page may have grown by. */
const GROWTH = 1.03
/** Nodes and listeners of the page itself may come and go meanwhile. */
const SLACK = 12

/** What is there when an app is. */
const READY = {
  todo: '[aria-label="New todo"]',
  calendar: 'button[aria-label], button[data-day]',
  chat: '[aria-label="Message"]',
  notes: '[contenteditable="true"]',
} as const
type App = keyof typeof READY

// A recording would be measured with the page.
test.use({ trace: 'off' })

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

/**
 * Operators take the app out of use and bring it back, as the page hears it from its server: each time the widget is
 * taken down, the module is let go of, and both come again. Style sheets of the app that were there without it.
 */
async function cycles(page: Page, app: App, version: string, count: number): Promise<string[]> {
  return page.evaluate(
    async ([id, release, ready, times]) => {
      const { link } = window as unknown as { link: { hear(frames: object[]): void } }
      const stand = (status: 'active' | 'suspended') =>
        link.hear([{ t: 'registry', apps: { [id]: { version: release, status, reason: 'A look', revoked: {} } } }])
      const inside = (selector: string) => document.querySelector(`[data-widget][data-app="${id}"] ${selector}`)
      const until = async (what: string, met: () => boolean) => {
        const end = performance.now() + 20_000
        while (!met()) {
          if (performance.now() > end) throw new Error(`${id}: ${what} did not come`)
          await new Promise(requestAnimationFrame)
        }
      }
      const left = new Set<string>()
      for (let n = 0; n < times; n++) {
        stand('suspended')
        await until('the tombstone', () => inside('[data-testid="tombstone"]') !== null)
        for (const { href, disabled } of document.styleSheets)
          if (!disabled && href?.includes(`/apps/${id}/`)) left.add(href)
        stand('active')
        await until('the app', () => inside('[data-testid="tombstone"]') === null && inside(ready) !== null)
      }
      return [...left]
    },
    [app, version, READY[app], count] as const,
  )
}

interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
}

/** Bytes of all that can be reached, without what compilers make of code meanwhile: that grows with use, not with left-overs. */
async function objects(devtools: CDPSession): Promise<number> {
  const chunks: string[] = []
  const add = ({ chunk }: { chunk: string }) => chunks.push(chunk)
  devtools.on('HeapProfiler.addHeapSnapshotChunk', add)
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  devtools.off('HeapProfiler.addHeapSnapshotChunk', add)
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, size, code] = [fields.indexOf('type'), fields.indexOf('self_size'), types[0].indexOf('code')]
  let bytes = 0
  for (let node = 0; node < nodes.length; node += fields.length)
    if (nodes[node + type] !== code) bytes += nodes[node + size] ?? 0
  return bytes
}

interface Held {
  heap: number
  nodes: number
  listeners: number
  sheets: number
}

async function held(page: Page, devtools: CDPSession): Promise<Held> {
  for (let n = 0; n < 4; n++) {
    await devtools.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(100)
  }
  const heap = await objects(devtools)
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  const sheets = await page.evaluate(() => document.querySelectorAll('link, style').length)
  return { heap, nodes: metric('Nodes'), listeners: metric('JSEventListeners'), sheets }
}

for (const app of Object.keys(READY) as App[])
  test(`[FE-204] [M3] [W7] [C3] ${app} comes and goes ${CYCLES} times and leaves nothing`, async ({ browser }, info) => {
    test.setTimeout(240_000)
    const ann = await Someone.at(browser, gesso)
    const { page } = ann
    await page.addInitScript(socketOfPage)
    await ann.comeIn('Ann')
    await ann.newCanvas()
    await ann.get('add-app').click()
    await ann.get(`add-${app}`).click()
    await expect(page.locator(`[data-widget][data-app="${app}"] ${READY[app]}`).first()).toBeVisible()
    await ann.get('close-panel').click()
    await ann.allDurable()
    const answer = await page.request.get(`${gesso.url}/api/registry/apps/${app}`)
    const { version } = (await answer.json()) as { version: string }
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable')

    await cycles(page, app, version, WARM_UP)
    const before = await held(page, devtools)
    const left = await cycles(page, app, version, CYCLES)
    const after = await held(page, devtools)
    const growth = after.heap / before.heap
    const figure =
      `${app}: objects ${(before.heap / 1e6).toFixed(2)} to ${(after.heap / 1e6).toFixed(2)} MB (${growth.toFixed(3)}), ` +
      `nodes ${before.nodes} to ${after.nodes}, listeners ${before.listeners} to ${after.listeners}`
    console.log(figure)
    info.annotations.push({ type: 'figure', description: figure })
    expect(left, 'style sheets of an app that was let go of').toEqual([])
    expect(growth, figure).toBeLessThanOrEqual(GROWTH)
    expect(after.nodes, figure).toBeLessThanOrEqual(before.nodes + SLACK)
    expect(after.listeners, figure).toBeLessThanOrEqual(before.listeners + SLACK)
    expect(after.sheets).toBe(before.sheets)
    await ann.leave()
  })
