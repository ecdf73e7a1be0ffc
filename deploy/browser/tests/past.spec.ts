import { expect, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

let gesso: Gesso

test.beforeAll(async () => {
  test.setTimeout(180_000)
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

interface Then {
  readonly canvas: {
    readonly title: string
    readonly widgets: readonly { id: string; title: string; position: { x: number; y: number }; size: { w: number; h: number } }[]
  }
  readonly widgets: Record<string, { state: { todos?: { text: string; done: boolean }[] } }>
}

const idOf = (address: string) => new URL(address).pathname.split('/')[2] ?? ''

/** What the server says, asked with the page's own token. */
async function ask<T>(person: Someone, path: string): Promise<T> {
  return person.page.evaluate(async (wanted) => {
    const key = Object.keys(localStorage).find((one) => /session/.test(one)) ?? ''
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}')
    const response = await fetch(wanted, { headers: { Authorization: `Bearer ${kept.token}` } })
    if (!response.ok) throw new Error(`${response.status} for ${wanted}`)
    return response.json()
  }, path) as Promise<T>
}

/** The page shows what the server says of the instant: titles, places and todos. */
async function equalsThen(person: Someone, canvas: string): Promise<void> {
  await expect(person.get('past-chip')).toBeVisible()
  const at = await person.get('scrubber').getAttribute('data-at')
  const then = await ask<Then>(person, `/api/canvas/${canvas}/at/${at}`)
  await expect(person.page.locator('[data-widget]:not([data-absent])')).toHaveCount(then.canvas.widgets.length)
  for (const { id, title, position, size } of then.canvas.widgets) {
    await expect.poll(() => person.place(id), `${title} at ${at}`).toEqual({ ...position, ...size })
    const texts = (then.widgets[id]?.state.todos ?? []).map(({ text }) => text)
    await expect
      .poll(
        () =>
          person
            .widget(id)
            .locator('[data-testid="widget-body"] > div:not([data-behind])')
            .getByRole('checkbox')
            .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.replace('Done: ', ''))),
        `todos at ${at}`,
      )
      .toEqual(texts)
  }
  await expect(person.get('canvas-title')).toHaveText(then.canvas.title)
}

test('[FE-250] [FE-252] [FE-254] [Z7] the past is what the server says it was, while the present goes on', async ({
  browser,
}, info) => {
  test.setTimeout(240_000)
  const ann = await Someone.at(browser, gesso, { viewport: { width: 1440, height: 900 } })
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const canvas = idOf(address)
  const first = await ann.addTodo()
  await ann.writeTodo(first, 'Book the venue')
  await ann.writeTodo(first, 'Write the press note')
  await bob.join('Bob', await ann.shareLink('editor'))
  await bob.writeTodo(first, 'Cut the demo video')
  const second = await bob.addTodo()
  await bob.writeTodo(second, 'Order stickers')
  await bob.allDurable()
  await ann.allDurable()
  await expect(ann.widget(second)).toBeVisible()

  // Something is half written while the past is looked at.
  await ann.widget(first).getByLabel('New todo').fill('half writ')
  const sent: string[] = []
  ann.page.on('websocket', () => sent.push('another socket'))
  await ann.page.getByTestId('board').focus()
  await ann.page.keyboard.press('Escape')
  await ann.page.keyboard.press('[')
  await expect(ann.get('past-frame')).toBeVisible()
  await equalsThen(ann, canvas)
  for (let i = 0; i < 6; i++) {
    const before = await ann.get('scrubber').getAttribute('data-at')
    await ann.page.keyboard.press('[')
    await expect(ann.get('scrubber')).not.toHaveAttribute('data-at', before ?? '')
    await equalsThen(ann, canvas)
  }
  await info.attach('past', { body: await ann.page.screenshot(), contentType: 'image/png' })

  // By pointer, to anywhere.
  const box = await ann.get('scrubber').boundingBox()
  if (!box) throw new Error('no scrubber')
  for (const part of [0.25, 0.6, 0.9]) {
    await ann.page.mouse.click(box.x + box.width * part, box.y + 12)
    await expect(ann.get('scrubber')).not.toHaveAttribute('aria-busy', 'true')
    await equalsThen(ann, canvas)
  }
  await ann.get('scrubber').press('Home')
  await expect(ann.get('scrubber')).not.toHaveAttribute('aria-busy', 'true')
  await equalsThen(ann, canvas)

  // Nothing leaves the past: neither by key nor by app; the present goes on.
  const rev = (await ask<{ revision: number }>(ann, `/api/canvas/${canvas}`)).revision
  await ann.get('scrubber').press('ArrowRight')
  await ann.page.keyboard.press('a')
  await expect(ann.page.getByText('This is the past').first()).toBeVisible()
  await expect(ann.get('panel')).toBeHidden()
  await bob.writeTodo(second, 'While Ann looks back')
  await bob.allDurable()
  expect((await ask<{ revision: number }>(ann, `/api/canvas/${canvas}`)).revision).toBe(rev)
  await expect(ann.page.getByText('While Ann looks back')).toBeHidden()

  // Play ends at the present, where everything is, and what was half written too.
  await ann.get('speed').selectOption('64')
  await ann.get('play').click()
  await expect(ann.get('past-frame')).toBeHidden({ timeout: 60_000 })
  await expect(ann.page.getByText('While Ann looks back')).toBeVisible()
  await expect(ann.widget(first).getByLabel('New todo')).toHaveValue('half writ')
  expect(sent).toEqual([])
  await ann.leave()
  await bob.leave()
})

test('[FE-253] [FE-255] [Z7] [S6] a moment has a link, is forked and restored, with one way back', async ({ browser }) => {
  test.setTimeout(240_000)
  const ann = await Someone.at(browser, gesso, { viewport: { width: 1440, height: 900 } })
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const canvas = idOf(address)
  const todo = await ann.addTodo()
  await ann.writeTodo(todo, 'First')
  await bob.join('Bob', await ann.shareLink('editor'))
  await ann.allDurable()
  const now = await ask<{ at: number }>(ann, `/api/canvas/${canvas}/at/now`)
  await bob.writeTodo(todo, 'Second')
  await ann.writeTodo(todo, 'Third')
  await bob.allDurable()
  await ann.allDurable()
  await expect(ann.widget(todo)).toContainText('Second')

  await ann.page.goto(`${gesso.url}/c/${canvas}?at=${now.at}`)
  await ann.onCanvas()
  await equalsThen(ann, canvas)
  await ann.get('copy-moment').click()
  await expect
    .poll(() => ann.page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`${gesso.url}/c/${canvas}?at=${now.at}`)

  await ann.get('restore').click()
  await expect(ann.get('plan')).toContainText('Bob')
  await expect(ann.get('plan')).toContainText('Third')
  await ann.get('take-back').click()
  await expect(ann.get('past-frame')).toBeHidden()
  await expect(bob.widget(todo)).not.toContainText('Second')
  await expect(bob.widget(todo)).not.toContainText('Third')
  await expect(bob.widget(todo)).toContainText('First')
  // The one of the restore, which comes when all of it is done; the bar above has another.
  await ann.get('toast').getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect(bob.widget(todo)).toContainText('Second')
  await expect(bob.widget(todo)).toContainText('Third')

  await ann.page.goto(`${gesso.url}/c/${canvas}?at=${now.at}`)
  await ann.onCanvas()
  await ann.get('fork').click()
  await ann.get('fork-title').fill('As it began')
  await ann.get('fork-now').click()
  await expect(ann.get('canvas-title')).toHaveText('As it began')
  await expect(ann.get('past-frame')).toBeHidden()
  const copy = (await ann.widgets())[0] ?? ''
  await expect(ann.widget(copy)).toContainText('First')
  await expect(ann.widget(copy)).not.toContainText('Second')
  expect(idOf(ann.page.url())).not.toBe(canvas)
  await ann.leave()
  await bob.leave()
})

test('[FE-255] [FE-256] [S6] any event is taken back after it was said what that comes to; who was away is told', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const ann = await Someone.at(browser, gesso, { viewport: { width: 1440, height: 900 } })
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const todo = await ann.addTodo()
  await bob.join('Bob', await ann.shareLink('editor'))
  await ann.writeTodo(todo, 'Keep')
  await bob.writeTodo(todo, 'Oops')
  await bob.allDurable()
  await expect(ann.widget(todo)).toContainText('Oops')
  await ann.get('rail-log').click()
  const line = ann.page.locator('[data-testid="event"][data-type="todo.created"]').first()
  await line.locator('summary').click()
  await line.getByTestId('undo-this').click()
  await expect(ann.get('plan')).toContainText('Oops')
  await ann.get('take-back').click()
  await expect(bob.widget(todo)).not.toContainText('Oops')
  await expect(bob.widget(todo)).toContainText('Keep')
  await ann.get('close-panel').click()

  await ann.page.goto(gesso.url)
  await expect(ann.get('create-canvas').first()).toBeVisible()
  await ann.page.evaluate(() => {
    // An hour passes.
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith('gesso.left|'))) {
      const left = JSON.parse(localStorage.getItem(key) ?? '{}')
      for (const one of Object.values(left) as { time: number }[]) one.time -= 3_600_000
      localStorage.setItem(key, JSON.stringify(left))
    }
  })
  await bob.writeTodo(todo, 'New for Ann')
  await bob.allDurable()
  await ann.page.goto(address)
  await ann.onCanvas()
  await expect(ann.get('digest-words')).toHaveText('1 todo added, by Bob')
  await ann.get('digest-show').click()
  await expect(ann.get('past-frame')).toBeVisible()
  await expect(ann.get('difference')).toHaveAttribute('data-count', '1')
  await ann.page.keyboard.press('Escape')
  await expect(ann.get('past-frame')).toBeHidden()
  await ann.leave()
  await bob.leave()
})
