// Generated apps from the address of their canvas to the last of their views, one and twenty, in a browser that nobody
// looks into.
import { expect, test } from '@playwright/test'
import { Gesso } from '../tests/gesso.js'
import { WATCH } from './drawing.js'
import { PlainPage } from './plain.js'
import { PROMPTS } from './prompt.js'
import { quantile } from './report.js'

const APPS = 20
/** The first one finds nothing in its cache. */
const OPENED = 6
const PATIENCE_MS = 60_000
const REST_MS = 1_000
const ready = (apps: number) =>
  `document.querySelectorAll('[data-widget] iframe[data-ready="true"]').length === ${apps} && window.drawnAt`

interface Granted {
  readonly token: string
  readonly expiresAt: string
  readonly refreshToken: string
  readonly user: { readonly id: string; readonly name: string }
}

class Ann {
  private constructor(
    private readonly gesso: Gesso,
    private readonly granted: Granted,
  ) {}

  static async of(gesso: Gesso): Promise<Ann> {
    return new Ann(gesso, await call<Granted>(`${gesso.url}/api/auth/guest`, '', { name: 'Ann' }))
  }

  async canvas(): Promise<string> {
    return (await this.call<{ id: string }>('/api/canvas', { title: 'Apps' })).id
  }
  private call<T>(path: string, body?: object): Promise<T> {
    return call<T>(this.gesso.url + path, this.granted.token, body)
  }

  /** Until it is on the canvas. */
  async make(prompt: string, canvasId: string): Promise<void> {
    const { job } = await this.call<{ job: string }>('/api/ai/generate', { prompt, canvasId })
    await expect
      .poll(async () => (await this.call<{ widget?: string }>(`/api/ai/jobs/${job}`)).widget, { timeout: PATIENCE_MS, message: prompt })
      .toBeTruthy()
  }

  async signIn(page: PlainPage): Promise<void> {
    const { expiresAt, user, ...tokens } = this.granted
    const kept = { ...tokens, expiresAt: Date.parse(expiresAt), user: { ...user, guest: true } }
    await page.goto(this.gesso.url)
    await page.until(`document.readyState === 'complete' && location.href !== 'about:blank'`, PATIENCE_MS)
    await page.evaluate(`localStorage.setItem('gesso.session', ${JSON.stringify(JSON.stringify(kept))})`)
  }
}

async function call<T>(url: string, token: string, body?: object): Promise<T> {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

test('[G6] generated apps come up, one alone and twenty on one canvas', async () => {
  test.setTimeout(600_000)
  process.env.GESSO_GENERATIONS_PER_HOUR = '1000'
  const gesso = await Gesso.up()
  const ann = await Ann.of(gesso)
  const prompts = PROMPTS.filter(({ hostile, vague }) => !hostile && !vague).slice(0, APPS)
  const full = await ann.canvas()
  const single: string[] = []
  for (const { prompt } of prompts) {
    await ann.make(prompt, full)
    const own = await ann.canvas()
    await ann.make(prompt, own)
    single.push(own)
  }

  // All twenty are in sight.
  const page = await PlainPage.open(1600, 6400)
  await page.first(WATCH)
  await ann.signIn(page)
  const whole: number[] = []
  const each: number[] = []
  const alone: number[] = []
  const open = async (canvas: string) => {
    // What was there before takes its time to go, too.
    await page.goto('about:blank')
    await new Promise((later) => setTimeout(later, REST_MS))
    await page.goto(`${gesso.url}/c/${canvas}`)
  }
  for (let n = 0; n < OPENED; n++) {
    await open(full)
    whole.push(await page.until<number>(ready(APPS), PATIENCE_MS))
    each.push(...(await page.evaluate<number[]>('window.drawn')))
  }
  for (const canvas of single) {
    await open(canvas)
    await page.until(ready(1), PATIENCE_MS)
    alone.push(...(await page.evaluate<number[]>('window.drawn')))
  }
  await page.close()
  await gesso.stop()

  console.log(`twenty generated apps, from the address to the last view: ${whole.map(Math.round).join(', ')} ms`)
  const told = (of: number[]) => `median ${Math.round(quantile(of, 0.5))} ms, p95 ${Math.round(quantile(of, 0.95))} ms`
  console.log(`one view among twenty: ${told(each)}`)
  console.log(`one view alone: ${told(alone)}`)
  expect(each).toHaveLength(APPS * OPENED)
  expect(alone).toHaveLength(APPS)
})
