// A canvas full of generated apps, from its address to the last of their views.
import { expect, test } from '@playwright/test'
import { Gesso } from '../tests/gesso.js'
import { Someone } from '../tests/people.js'
import { drawnIn, watchDrawing } from './drawing.js'
import { PROMPTS } from './prompt.js'
import { quantile } from './report.js'

const APPS = 20
const OPENED = 5

test('[G6] twenty generated apps on one canvas come up together', async ({ browser }) => {
  test.setTimeout(300_000)
  const gesso = await Gesso.up()
  // All twenty are in sight.
  const ann = await Someone.at(browser, gesso, { viewport: { width: 1600, height: 6400 } })
  let authorization = ''
  ann.page.on('request', (request) => {
    authorization = request.headers().authorization ?? authorization
  })
  await watchDrawing(ann.page)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const canvasId = new URL(address).pathname.split('/').at(-1)
  const widgets = ann.page.locator('[data-widget][data-app^="ai-"]')
  const prompts = PROMPTS.filter(({ hostile, vague }) => !hostile && !vague).slice(0, APPS)
  for (const [n, { prompt }] of prompts.entries()) {
    const answer = await fetch(`${gesso.url}/api/ai/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ prompt, canvasId }),
    })
    expect(answer.status, prompt).toBe(202)
    await expect(widgets).toHaveCount(n + 1, { timeout: 60_000 })
  }
  const whole: number[] = []
  const each: number[] = []
  for (let n = 0; n < OPENED; n++) {
    await ann.page.goto(address)
    const took = await ann.page.waitForFunction(
      (apps) => document.querySelectorAll('[data-widget] iframe[data-ready="true"]').length === apps && performance.now(),
      APPS,
      { polling: 20, timeout: 60_000 },
    )
    whole.push(Number(await took.jsonValue()))
    each.push(...(await drawnIn(ann.page)))
  }
  console.log(`twenty generated apps, from the address to the last view: ${whole.map(Math.round).join(', ')} ms`)
  console.log(`one view: median ${Math.round(quantile(each, 0.5))} ms, p95 ${Math.round(quantile(each, 0.95))} ms`)
  await ann.leave()
  await gesso.stop()
})
