import { expect, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'
import { countRenders, rendersOf, socketOfPage } from './probes.js'

const WIDGETS = 200
const MOVES_A_FRAME = 5
/** Widgets that are moved aside and back in turn; every round ends where it began. */
const MOVABLE = 40
const ROUND = (2 * MOVABLE) / MOVES_A_FRAME
const FRAMES = 20 * ROUND
/** Milliseconds of a picture at 60 in a second. */
const PICTURE = 16.7

// A recording would be measured with the page.
test.use({ trace: 'off' })

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

/** A canvas with many widgets, four in a row with a free cell beside each; the path that lets others in. */
async function manyWidgets(): Promise<string> {
  const call = async (path: string, token: string, body: object) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(gesso.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
    return (await answer.json()) as Record<string, string>
  }
  const { token = '' } = await call('/api/auth/guest', '', { name: 'Olga' })
  const { id } = await call('/api/canvas', token, { title: 'Many' })
  for (let n = 0; n < WIDGETS; n++) {
    const position = { x: (n % 4) * 3, y: Math.floor(n / 4) * 3 }
    await call(`/api/canvas/${id}/widgets`, token, { appId: 'todo', position, size: { w: 2, h: 3 } })
  }
  const { url = '' } = await call(`/api/canvas/${id}/links`, token, { role: 'editor' })
  return new URL(url).pathname
}

/** Somebody else's moves arrive in every frame, each by itself; how long the frames took, in milliseconds, rising. */
async function othersMove(page: Page, moves: number, frames: number): Promise<number[]> {
  return page.evaluate(
    async ([perFrame, count, movable]) => {
      const link = (window as unknown as { link: { rev: number; hear(frames: object[]): void } }).link
      const ids = [...document.querySelectorAll('[data-widget]')].map((one) => one.getAttribute('data-widget'))
      const home = new Map(
        ids.map((id) => {
          const { style } = document.querySelector(`[data-widget="${id}"]`) as HTMLElement
          return [id, { x: Number(style.getPropertyValue('--x')), y: Number(style.getPropertyValue('--y')) }]
        }),
      )
      const moved = ids.slice(0, movable)
      const took: number[] = []
      let last = await new Promise<number>(requestAnimationFrame)
      let n = 0
      for (let frame = 0; frame < count; frame++) {
        const events = Array.from({ length: perFrame }, () => {
          const widget = moved[n % moved.length] ?? ''
          const aside = Math.floor(n++ / moved.length) % 2 === 0 ? 1 : 0
          const { x, y } = home.get(widget) ?? { x: 0, y: 0 }
          return {
            t: 'ev', of: 'canvas', rev: ++link.rev, at: Date.now() * 2048 + n, by: 'somebody', client: 'tab',
            op: `far-${n}`, type: 'widget-moved',
            data: { widget, position: { x: x + aside, y }, from: { x: x + 1 - aside, y } },
          }
        })
        for (const event of events) link.hear([event])
        const now = await new Promise<number>(requestAnimationFrame)
        took.push(now - last)
        last = now
      }
      return took.sort((a, b) => a - b)
    },
    [moves, frames, MOVABLE] as const,
  )
}

/** One widget in sight is carried about, a step in every frame; how long the frames took, in milliseconds, rising. */
async function carry(page: Page, frames: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const lies = ({ style }: HTMLElement) => `${style.getPropertyValue('--x')} ${style.getPropertyValue('--y')}`
    const frame = [...document.querySelectorAll<HTMLElement>('[data-widget]')].find((one) => lies(one) === '3 0')
    const head = frame?.querySelector('header')
    if (!frame || !head) throw new Error('no widget lies there')
    const { left, top, width } = head.getBoundingClientRect()
    const point = (type: string, to: EventTarget, dx: number, dy: number) =>
      to.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true, cancelable: true, composed: true, pointerId: 1, pointerType: 'mouse', isPrimary: true,
          button: type === 'pointermove' ? -1 : 0, buttons: 1, clientX: left + width / 2 + dx, clientY: top + 20 + dy,
        }),
      )
    point('pointerdown', head, 0, 0)
    const took: number[] = []
    let last = await new Promise<number>(requestAnimationFrame)
    for (let n = 0; n < count; n++) {
      point('pointermove', window, 10 + 200 * Math.sin(n / 25), 10 + 150 * Math.sin(n / 19))
      const now = await new Promise<number>(requestAnimationFrame)
      took.push(now - last)
      last = now
      if (frame.dataset.held !== 'move') throw new Error('it is not held')
    }
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    return took.sort((a, b) => a - b)
  }, frames)
}

/** Asks for the milliseconds that the page's main thread has worked; what it waited for a busy machine is not in it. */
async function worked(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
}

test('[FE-121] [FE-122] [FE-150] two hundred widgets: few are mounted, moves of others render no unmoved frame', async ({
  browser,
}, info) => {
  test.setTimeout(240_000)
  const path = await manyWidgets()
  const ann = await Someone.at(browser, gesso)
  await ann.page.addInitScript(socketOfPage)
  await ann.page.addInitScript(countRenders)
  const spent = await worked(ann.page)
  const begin = Date.now()
  await ann.comeIn('Ann', path)
  await expect(ann.get('canvas-page')).toBeVisible({ timeout: 90_000 })
  await expect(ann.page.locator('[data-widget]')).toHaveCount(WIDGETS)
  const bodies = ann.page.locator('[data-widget]').getByLabel('New todo')
  await expect(bodies.first()).toBeVisible({ timeout: 60_000 })
  const opening = `opened in ${Date.now() - begin} ms, main thread ${(await spent()).toFixed(0)} ms`
  await ann.allDurable()
  await expect.poll(() => ann.page.evaluate(() => (window as unknown as { link: { ready: boolean } }).link.ready)).toBe(true)

  await othersMove(ann.page, MOVES_A_FRAME, 4 * ROUND)
  await rendersOf(ann.page, MOVABLE)
  const before = await spent()
  const frames = await othersMove(ann.page, MOVES_A_FRAME, FRAMES)
  const after = await spent()
  const { shapes, ...renders } = await rendersOf(ann.page, MOVABLE)
  const mounted = await bodies.count()
  const work = (after - before) / FRAMES
  const started = await spent()
  const carried = await carry(ann.page, FRAMES)
  const carrying = ((await spent()) - started) / FRAMES
  const figure =
    `${WIDGETS} widgets, ${mounted} apps mounted; ${opening}; ${MOVES_A_FRAME} moves a frame: ${spread(frames)}, ` +
    `main thread ${work.toFixed(1)} ms a frame, renders ${JSON.stringify(renders)}; ` +
    `one carried about: ${spread(carried)}, main thread ${carrying.toFixed(1)} ms a frame`
  console.log(figure)
  info.annotations.push({ type: 'figure', description: figure })
  expect(renders.unmoved, `renders of frames that nobody moved, of all ${JSON.stringify(shapes)}`).toBe(0)
  expect(renders.commits, 'a picture is made once, not once for each message').toBeLessThanOrEqual(1.5 * FRAMES)
  expect(work, 'the work of a picture fits into it').toBeLessThan(PICTURE)
  expect(carrying, 'the work of a picture fits into it').toBeLessThan(PICTURE)
  expect(mounted).toBeLessThanOrEqual(48)
  await ann.leave()
})

function spread(frames: readonly number[]): string {
  const at = (part: number) => frames[Math.min(frames.length - 1, Math.floor(part * frames.length))]?.toFixed(1)
  return `frame p50 ${at(0.5)} p95 ${at(0.95)} max ${at(1)} ms`
}
