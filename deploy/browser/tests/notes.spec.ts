import { expect, type Locator, test } from '@playwright/test'
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

/** A note out of the catalogue; its id. */
async function addNote(someone: Someone): Promise<string> {
  await someone.get('add-app').click()
  await someone.get('add-notes').click()
  await someone.get('close-panel').click()
  const frame = someone.page.locator('[data-widget][data-app="notes"]').last()
  await expect(frame.getByTestId('note-text')).toBeVisible()
  return (await frame.getAttribute('data-widget')) ?? ''
}
const textOf = (someone: Someone, note: string): Locator => someone.widget(note).getByTestId('note-text')

test('[A3] [C4] [W1] two people write at once, see each other’s carets, and take back their own words only', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const note = await addNote(ann)
  await bob.join('Bob', await ann.shareLink('editor'))
  const [hers, his] = [textOf(ann, note), textOf(bob, note)]
  await hers.click()
  await ann.page.keyboard.type('Shopping: ')
  await expect(his).toContainText('Shopping:')
  await his.click()
  await bob.page.keyboard.press('Control+End')
  await expect(ann.widget(note).locator('[data-testid="note-caret"][data-name="Bob"]')).toBeVisible()

  await Promise.all([
    ann.page.keyboard.type('milk and butter ', { delay: 20 }),
    bob.page.keyboard.type('bread and salt ', { delay: 20 }),
  ])
  await ann.allDurable()
  await bob.allDurable()
  // Whoever was first: no letter is lost, and both see the same.
  await expect.poll(async () => (await noteText(his)) === (await noteText(hers))).toBe(true)
  const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('')
  expect(letters(await noteText(his))).toBe(letters('Shopping: milk and butter bread and salt'))

  await his.focus()
  for (let i = 0; i < 3; i++) await bob.page.keyboard.press('Control+z')
  await expect.poll(async () => letters(await noteText(hers))).toBe(letters('Shopping: milk and butter'))
  await expect.poll(() => noteText(his)).toBe(await noteText(hers))

  // The canvas's own undo means the canvas, however much was typed.
  await ann.widget(note).focus()
  await ann.page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await ann.place(note)).x).toBeGreaterThan(0)
  await hers.click()
  await ann.page.keyboard.press('Control+End')
  await ann.page.keyboard.type('and more')
  await ann.allDurable()
  await ann.widget(note).focus()
  await ann.page.keyboard.press('Control+z')
  await expect.poll(async () => (await ann.place(note)).x).toBe(0)
  expect(await noteText(hers)).toContain('and more')
  await ann.leave()
  await bob.leave()
})

test('[P4] [C4] what is written without network survives a reload and comes together with the others’ words', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const wire = await Wire.to(gesso)
  const ann = await Someone.at(browser, wire)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const note = await addNote(ann)
  const link = (await ann.shareLink('editor')).replace(wire.url, gesso.url)
  await bob.join('Bob', link)
  await textOf(ann, note).click()
  await ann.page.keyboard.type('Together. ')
  await expect(textOf(bob, note)).toContainText('Together.')
  await ann.allDurable()

  wire.cut()
  await expect(ann.get('status')).toHaveAttribute('data-state', /offline|reconnecting/, { timeout: 30_000 })
  await ann.page.keyboard.type('Written in a tunnel. ', { delay: 15 })
  await textOf(bob, note).click()
  await bob.page.keyboard.press('Control+Home')
  await bob.page.keyboard.type('Meanwhile. ')
  await bob.allDurable()
  await expect(textOf(ann, note)).not.toContainText('Meanwhile')

  // A reload before the network is back: what waits is on this device.
  const address = ann.page.url()
  await ann.page.goto('about:blank')
  wire.mend()
  await ann.page.goto(address)
  await ann.onCanvas()
  await ann.allDurable()
  const whole = 'Meanwhile. Together. Written in a tunnel.'
  await expect.poll(() => noteText(textOf(ann, note))).toBe(whole)
  await expect.poll(() => noteText(textOf(bob, note))).toBe(whole)
  await ann.leave()
  await bob.leave()
  await wire.remove()
})

test('[W1] Markdown turns into what it means, and every button is in reach of the keyboard', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const note = await addNote(ann)
  const text = textOf(ann, note)
  const { keyboard } = ann.page
  await ann.widget(note).focus()
  await keyboard.press('Enter')
  await expect(text).toBeFocused()
  await keyboard.type('# Plan\n**now** and *soon*, ~~never~~, `code`\n[] first\nsecond\n')
  await keyboard.press('Enter')
  await keyboard.type('> wise words\n')
  await keyboard.press('Enter')
  await keyboard.type('- one\ntwo')
  await expect(text.locator('[data-level="1"]')).toHaveText('Plan')
  await expect(text.locator('strong')).toHaveText('now')
  await expect(text.locator('em')).toHaveText('soon')
  await expect(text.locator('s')).toHaveText('never')
  await expect(text.locator('code')).toHaveText('code')
  await expect(text.locator('[data-checked]')).toHaveCount(2)
  await expect(text.locator('blockquote')).toHaveText('wise words')
  await expect(text.locator('ul:not([data-kind]) > li')).toHaveText(['one', 'two'])
  await text.getByLabel('Done: second').check()
  await expect(text.locator('[data-checked="true"]')).toHaveText('second')

  await ann.widget(note).getByLabel('Kind of paragraph').focus()
  await keyboard.press('ArrowRight')
  await expect(ann.widget(note).getByLabel('Bold')).toBeFocused()
  await keyboard.press('End')
  await expect(ann.widget(note).getByLabel('Redo my typing')).toBeFocused()
  await expect(ann.widget(note).getByText(/^\d+ words$/)).toBeVisible()
  await ann.leave()
})

test('[W1] a paste of 5 MB gets a clear answer, and the canvas stays quick', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const note = await addNote(ann)
  const text = textOf(ann, note)
  await text.click()
  await ann.page.keyboard.type('Before. ')
  await ann.allDurable()
  await ann.page.evaluate(() => navigator.clipboard.writeText('five megabytes of text '.repeat(230_000)))
  const longest = ann.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = performance.now()
        let most = 0
        const until = last + 3_000
        const frame = () => {
          const now = performance.now()
          most = Math.max(most, now - last)
          last = now
          if (now < until) requestAnimationFrame(frame)
          else resolve(most)
        }
        requestAnimationFrame(frame)
      }),
  )
  await ann.page.keyboard.press('Control+v')
  await expect(ann.widget(note).getByTestId('note-trouble')).toContainText('5.3 million letters')
  expect(await longest).toBeLessThan(500)
  await ann.page.keyboard.type('After.')
  await expect(text).toHaveText('Before. After.')

  // What fits is taken, however large: in several changes that are one step to take back.
  await ann.page.evaluate(() => navigator.clipboard.writeText('A line of a long text.\n'.repeat(3_000)))
  await ann.page.keyboard.press('Control+End')
  await ann.page.keyboard.press('Control+v')
  await expect(ann.widget(note).getByText('18,001 words')).toBeVisible({ timeout: 20_000 })
  await ann.allDurable()
  await ann.page.reload()
  await ann.onCanvas()
  await expect(ann.widget(note).getByText('18,001 words')).toBeVisible({ timeout: 20_000 })
  await ann.leave()
})

test('[B2] [X6] [Z2] the backend refuses what is no change, and any instant replays', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const canvas = new URL(address).pathname.split('/')[2] ?? ''
  const note = await addNote(ann)
  await textOf(ann, note).click()
  await ann.page.keyboard.type('One')
  await ann.allDurable()
  const api = (path: string, body?: object) =>
    ann.page.evaluate(
      async ([where, what]) => {
        const { token } = JSON.parse(localStorage.getItem('gesso.session') ?? '{}')
        const answer = await fetch(where, {
          cache: 'no-cache', // reads may be kept for a minute
          method: what === undefined ? 'GET' : 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(what === undefined ? {} : { body: what }),
        })
        return { status: answer.status, body: await answer.json() }
      },
      [path, body && JSON.stringify(body)] as [string, string | undefined],
    )
  const command = `/api/apps/notes/${note}/commands/notes.update`
  for (const update of ['%%%', 'AQEB', 'A'.repeat(60_000), 7])
    expect(await api(command, { update })).toMatchObject({
      status: 400,
      body: { code: 'invalid', errors: [{ field: 'update' }] },
    })
  const first = await api(`/api/apps/notes/${note}/state`)
  expect(first.status).toBe(200)
  const { at } = (await api(`/api/canvas/${canvas}/at/now`)).body
  await ann.page.keyboard.type(' two')
  await ann.allDurable()
  const pieces = async () => (await api(`/api/apps/notes/${note}/state`)).body.doc.length
  await expect.poll(pieces).toBeGreaterThan(first.body.doc.length)
  const then = await api(`/api/canvas/${canvas}/at/${at}`)
  expect(then.body.widgets[note].state).toEqual(first.body)
  await ann.leave()
})

test('[F2] [X5] [W14] on a tablet: tick a box with a finger, read as a viewer, larger letters for all', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  const tia = await Someone.at(browser, gesso, { hasTouch: true, viewport: { width: 820, height: 1180 } })
  const vera = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const note = await addNote(ann)
  await textOf(ann, note).click()
  await ann.page.keyboard.type('[] water the plants')
  await tia.join('Tia', await ann.shareLink('editor'))
  await vera.join('Vera', await ann.shareLink('viewer'))
  await textOf(tia, note).getByLabel('Done: water the plants').tap()
  await expect(textOf(ann, note).locator('[data-checked="true"]')).toBeVisible()
  await expect(textOf(vera, note).getByLabel('Done: water the plants')).toBeDisabled()
  await expect(textOf(vera, note)).toHaveAttribute('contenteditable', 'false')
  await expect(vera.widget(note).getByRole('toolbar')).toBeHidden()

  const size = () => textOf(vera, note).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  const before = await size()
  await ann.widget(note).hover()
  await ann.widget(note).getByTestId('widget-menu').click()
  await ann.get('menu-settings').click()
  await ann.get('widget-settings').getByLabel('Size of the letters').selectOption('large')
  await expect.poll(size).toBeGreaterThan(before)
  for (const someone of [ann, tia, vera]) await someone.leave()
})

/** The words of a note without the carets of others and their names. */
async function noteText(text: Locator): Promise<string> {
  return text.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('[data-testid="note-caret"]')) caret.remove()
    return (copy.textContent ?? '').trim()
  })
}
