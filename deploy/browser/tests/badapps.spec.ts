import { expect, type Page, test } from '@playwright/test'
import { BAD_APPS, type BadApp, filesOf, manifestOf, publish, publishBad } from './badApps.js'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

/** Milliseconds of a picture at 60 in a second. */
const PICTURE = 16.7

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

interface Scene {
  readonly ann: Someone
  readonly canvas: string
  readonly token: string
  /** A Todo that has to go on. */
  readonly todo: string
  /** The bad ones, in the order in which they were asked for. */
  readonly bad: readonly string[]
}

async function call(path: string, token: string, body: object): Promise<Record<string, never> & { id: string }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(gesso.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`).toBe(true)
  return answer.json() as Promise<Record<string, never> & { id: string }>
}
const read = async (path: string, token: string) =>
  (await (await fetch(gesso.url + path, { headers: { authorization: `Bearer ${token}` } })).json()) as {
    items: { type: string; op: string; cause: string | null; correlation: string }[]
  } & Record<string, unknown>

/** A canvas with a Todo and these apps, made before anybody looks at it. */
async function scene(
  browser: Parameters<typeof Someone.at>[0],
  apps: readonly BadApp[],
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<Scene> {
  const ann = await Someone.at(browser, gesso)
  await before(ann.page)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const canvas = new URL(address).pathname.split('/').at(-1) ?? ''
  const link = await ann.shareLink('editor')
  const guest = await fetch(`${gesso.url}/api/auth/guest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Script' }),
  })
  const { token } = (await guest.json()) as { token: string }
  await call('/api/canvas/join', token, { link: new URL(link).pathname.split('/').at(-1) })
  const add = async (appId: string, x: number) =>
    (await call(`/api/canvas/${canvas}/widgets`, token, { appId, position: { x, y: 0 } })).id
  const todo = await add('todo', 0)
  const bad: string[] = []
  for (const [n, app] of apps.entries()) bad.push(await add(app, 3 + 3 * n))
  await expect(ann.widget(todo).getByLabel('New todo')).toBeVisible()
  return { ann, canvas, token, todo, bad }
}

/** The others go on: what somebody writes there is taken, and is durable. */
async function goesOn({ ann, canvas, token, todo }: Scene, text: string): Promise<void> {
  await ann.writeTodo(todo, text)
  await expect(ann.widget(todo).getByText(text)).toBeVisible()
  await expect
    .poll(async () => JSON.stringify(await read(`/api/apps/todo/${todo}/todos?canvas=${canvas}`, token)))
    .toContain(text)
}

for (const app of ['bad-create', 'bad-view', 'bad-mount', 'bad-event', 'bad-module', 'bad-never'] as const)
  test(`[W15] [FE-208] ${app}: its own tile says so, the others go on`, async ({ browser }) => {
    await publishBad(gesso, app)
    const made = await scene(browser, [app])
    const { ann, todo, bad } = made
    await goesOn(made, 'Buy milk') // an event that each app hears
    const tile = ann.widget(bad[0] ?? '').getByTestId('sad-tile')
    await expect(tile).toBeVisible({ timeout: 15_000 })
    await expect(tile).toContainText(app === 'bad-never' ? 'within 5 seconds' : 'Your data is safe')
    await expect(ann.widget(todo).getByTestId('sad-tile')).toHaveCount(0)
    await goesOn(made, 'Buy bread')
    await ann.allDurable()
    await ann.context.close()
  })

test('[W15] [FE-208] bad-resize and bad-unmount: only what is theirs ends', async ({ browser }) => {
  await publishBad(gesso, 'bad-resize', 'bad-unmount')
  const made = await scene(browser, ['bad-resize', 'bad-unmount'])
  const { ann, bad, canvas, token } = made
  for (const id of bad) await expect(ann.widget(id)).toContainText('Here is')
  const patch = (widget: string, body: object) =>
    fetch(`${gesso.url}/api/canvas/${canvas}/widgets/${widget}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  await patch(bad[0] ?? '', { size: { w: 4, h: 4 } })
  await expect(ann.widget(bad[0] ?? '').getByTestId('sad-tile')).toBeVisible()
  await fetch(`${gesso.url}/api/canvas/${canvas}/widgets/${bad[1]}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  })
  await expect(ann.widget(bad[1] ?? '')).toHaveCount(0)
  await goesOn(made, 'Buy milk')
  await ann.context.close()
})

/** Milliseconds of the page's main thread for each picture of the next seconds. */
async function workOfPictures(page: Page, millis: number): Promise<{ work: number; pictures: number }> {
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
  return { work: ((await spent()) - before) / pictures, pictures }
}

test('[W15] [FE-197] [E7] a storm of events is held back and said once; the canvas stays smooth', async ({
  browser,
}, info) => {
  await publishBad(gesso, 'bad-storm')
  const made = await scene(browser, ['bad-storm'])
  const { ann, bad, canvas, token } = made
  const storm = ann.widget(bad[0] ?? '').getByTestId('storm')
  await expect(storm).toHaveAttribute('data-why', 'tooMany')
  const { work, pictures } = await workOfPictures(ann.page, 4_000)
  info.annotations.push({ type: 'figure', description: `storm: ${work.toFixed(1)} ms a picture, ${pictures} pictures` })
  console.log(`storm: main thread ${work.toFixed(1)} ms a picture, ${pictures} pictures in 4 s`)
  expect(work).toBeLessThan(PICTURE)
  await goesOn(made, 'Buy milk')
  await storm.getByRole('button').click()
  await ann.page.waitForTimeout(500)
  await expect(storm).toHaveCount(0) // it goes on, and is not said again
  const lines = await history(canvas, token, `type=storm.blew&of=${bad[0]}`)
  expect(lines.length).toBeGreaterThan(20)
  expect(lines.length).toBeLessThan(1_000) // of hundreds of thousands
  await expect(ann.get('toast')).toHaveCount(0)
  await ann.context.close()
})

async function history(canvas: string, token: string, query: string) {
  const answer = await fetch(`${gesso.url}/api/canvas/${canvas}/history?limit=0&${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return (await answer.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { type: string; op: string; cause: string | null; correlation: string; data: unknown })
}

test('[W15] [FE-198] a flood of changes of state is joined: the last value arrives, the canvas stays smooth', async ({
  browser,
}, info) => {
  await publishBad(gesso, 'bad-flood')
  const made = await scene(browser, ['bad-flood'])
  const { ann, bad, canvas, token } = made
  const { work, pictures } = await workOfPictures(ann.page, 4_000)
  info.annotations.push({ type: 'figure', description: `flood: ${work.toFixed(1)} ms a picture` })
  console.log(`flood: main thread ${work.toFixed(1)} ms a picture, ${pictures} pictures in 4 s`)
  expect(work).toBeLessThan(PICTURE)
  await expect
    .poll(async () => (await read(`/api/apps/bad-flood/${bad[0]}/state`, token)).count, { timeout: 30_000 })
    .toBe(100_000)
  const patches = await history(canvas, token, `type=state-patched&of=${bad[0]}`)
  expect(patches.length).toBeLessThan(3_000)
  await goesOn(made, 'Buy milk')
  await ann.allDurable()
  await ann.context.close()
})

test('[W15] [FE-196] [FE-200] [E7] two apps that answer each other come to an end, and a press shows the chain', async ({
  browser,
}) => {
  await publishBad(gesso, 'bad-loop')
  const made = await scene(browser, ['bad-loop', 'bad-loop'])
  const { ann, bad, canvas, token } = made
  for (const id of bad) await expect(ann.widget(id)).toContainText('Here is')
  await call(`/api/apps/bad-loop/${bad[0]}/commands/emit`, token, { type: 'loop.start', data: {} })
  await expect(ann.page.locator('[data-testid="storm"][data-why="loops"]').first()).toBeVisible()
  await ann.allDurable()
  const chain = await history(canvas, token, 'type=loop.start,loop.again')
  expect(chain.length).toBeGreaterThan(8)
  expect(chain.length).toBeLessThan(60)
  const [first, ...answers] = chain
  expect(new Set(chain.map(({ correlation }) => correlation)).size).toBe(1)
  const operations = new Set(chain.map(({ op }) => op))
  for (const answer of answers) expect(operations.has(answer.cause ?? ''), 'the cause is an event of the chain').toBe(true)
  expect(first?.cause ?? null).toBeNull()

  await ann.get('rail-log').click()
  const row = ann.page.locator('[data-testid="event"][data-type="loop.again"]').first()
  await row.locator('summary').click()
  const shown = row.getByTestId('chain')
  await expect(shown).toHaveAttribute('data-count', `${chain.length}`)
  await expect(shown.getByTestId('chain-event').first()).toHaveAttribute('data-type', 'loop.start')
  await goesOn(made, 'Buy milk')
  await ann.context.close()
})

test('[W15] [X8] an app that looks for what is not its own gets nothing', async ({ browser }) => {
  await publishBad(gesso, 'bad-nosy')
  const made = await scene(browser, ['bad-nosy'])
  const { ann, bad, todo, token } = made
  await ann.writeTodo(todo, 'Nobody else may know')
  await call(`/api/apps/bad-nosy/${bad[0]}/commands/emit`, token, { type: 'nosy.look', data: { widget: todo } })
  await expect
    .poll(async () => (await read(`/api/apps/bad-nosy/${bad[0]}/state`, token)).found, { timeout: 15_000 })
    .toBeTruthy()
  const { found } = (await read(`/api/apps/bad-nosy/${bad[0]}/state`, token)) as { found: Record<string, unknown> }
  expect(found.read).toMatch(/^refused: .*own address/)
  expect(found.fetch).toBe('{"status":401}')
  expect(found.token).toBe(false)
  expect(found.command).toMatch(/^refused/)
  await goesOn(made, 'Buy milk')
  await ann.context.close()
})

test('[W15] [FE-209] [R4] files that are not what was published are not run, and are when they are again', async ({
  browser,
}) => {
  const id = 'good-once'
  const files = filesOf(id, {})
  expect((await publish(gesso, manifestOf(id), files)).status).toBe(201)
  let spoilt = true
  const made = await scene(browser, [id as BadApp], (page) =>
    page.route(`**/apps/${id}/*/remoteEntry-1.js*`, async (route) => {
      const response = await route.fetch()
      const body = `${spoilt ? 'globalThis.spoilt = true;\n' : ''}${await response.text()}`
      await route.fulfill({ response, body })
    }),
  )
  const { ann, bad } = made
  const tile = ann.widget(bad[0] ?? '').getByTestId('sad-tile')
  await expect(tile).toBeVisible()
  await expect(tile.locator('code')).toContainText('not what was published')
  expect(await ann.page.evaluate(() => 'spoilt' in globalThis)).toBe(false)
  await goesOn(made, 'Buy milk')
  spoilt = false
  // It may come back by itself, while the pointer is on its way to the button.
  await expect(async () => {
    if (await tile.isVisible()) await tile.getByTestId('retry').click({ timeout: 2_000 })
    await expect(ann.widget(bad[0] ?? '')).toContainText(`Here is ${id}`, { timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
  await ann.context.close()
})

test('[W15] [M4] a version that nobody knows is said so, and the others go on', async ({ browser }) => {
  const id = 'unknown-once'
  expect((await publish(gesso, manifestOf(id), filesOf(id, {}))).status).toBe(201)
  const made = await scene(browser, [id as BadApp], async (page) => {
    await page.route(`**/api/registry/apps/${id}**`, (route) => route.fulfill({ status: 404, json: { status: 404 } }))
    await page.route('**/api/registry/apps?**', async (route) => {
      const response = await route.fetch()
      const { items, ...rest } = (await response.json()) as { items: { id: string }[] }
      await route.fulfill({ response, json: { ...rest, items: items.filter((one) => one.id !== id) } })
    })
  })
  const tile = made.ann.widget(made.bad[0] ?? '').getByTestId('sad-tile')
  await expect(tile).toHaveAttribute('data-reason', 'unknown-app')
  await goesOn(made, 'Buy milk')
  await made.ann.context.close()
})

test('[B2] [R4] a broken manifest is refused field by field and nothing of it is offered', async () => {
  const good = manifestOf('broken-once')
  const broken = { ...good, version: 'one', icon: 'rainbow', intents: { 'Bad Name': {} } }
  const answer = await publish(gesso, broken, filesOf('broken-once', BAD_APPS['bad-view']))
  expect(answer.status).toBe(400)
  const { errors } = (await answer.json()) as { errors: { field: string }[] }
  expect(errors.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['manifest.version', 'manifest.icon', 'manifest.intents']),
  )
  expect((await fetch(`${gesso.url}/api/registry/apps/broken-once`)).status).toBe(404)
})
