// From a sentence to an app that two people share, in the page's own words.
import { expect, type FrameLocator, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

/** Making takes seconds on a quiet machine; tests stand a busy one. */
const MADE = { timeout: 60_000 }
const HABITS = 'a habit tracker with name, streak and last done date, as a board by frequency'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

const made = (page: Page) => page.locator('[data-widget][data-app^="ai-"]')
const inside = (page: Page, widget: string): FrameLocator =>
  page.locator(`[data-widget="${widget}"]`).frameLocator('iframe')

async function add(frame: FrameLocator, label: string, text: string): Promise<void> {
  const field = frame.getByLabel(label, { exact: false }).first()
  if (!(await field.isVisible())) await frame.getByRole('button', { name: /^Add/ }).first().click()
  await field.fill(text)
  await frame.locator('form button[type=submit]').first().click()
}

test('[A1] [G1] [G2] [G3] [G5] [G9] [S1] [W6] a sentence becomes an app that two people share, refine and take back', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  await bob.join('Bob', await ann.shareLink('editor'))

  await ann.get('rail-make').click()
  await ann.get('make-prompt').fill(HABITS)
  await ann.get('make-analyze').click()
  await expect(ann.get('make-sentences')).toContainText(/streak/i)
  await expect(ann.get('spec-field')).not.toHaveCount(0)
  await expect(ann.get('make-preview').locator('iframe')).toBeVisible(MADE)
  await ann.get('make-it').click()
  await expect(made(ann.page)).toHaveCount(1, MADE)
  await expect(made(bob.page)).toHaveCount(1, MADE)
  const widget = (await made(ann.page).getAttribute('data-widget')) ?? ''

  const hers = inside(ann.page, widget)
  const his = inside(bob.page, widget)
  await add(hers, 'Name', 'Run in the morning')
  await expect(his.getByText('Run in the morning').first()).toBeVisible(MADE)
  await add(his, 'Name', 'Read a page')
  await expect(hers.getByText('Read a page').first()).toBeVisible(MADE)
  await ann.allDurable()

  // What it looked like when it was tried out, drawn without its code.
  const report = ann.get('step-test')
  await ann.get('make-how').locator('> summary').click()
  await report.locator('summary').click()
  await expect(report.getByTestId('still')).toHaveCount(3)
  const filled = ann.page.frameLocator('[data-of="filled"] iframe')
  await expect(filled.getByRole('heading').or(filled.locator('li, td, article')).first()).toBeAttached(MADE)
  await expect(report.getByTestId('test-calls')).toContainText('records.add')
  await report.locator('summary').click()

  await ann.get('make-refine-words').fill('add a long text field called reason')
  await ann.get('make-refine-it').click()
  await expect(ann.get('version-2')).toBeVisible(MADE)
  await ann.get('make-upgrade').click(MADE)
  await expect(hers.getByText('Run in the morning').first()).toBeVisible(MADE)
  await expect(ann.get('spec-changes').first()).toContainText(/reason/i)

  await bob.page.reload()
  await bob.onCanvas()
  await expect(inside(bob.page, widget).getByText('Read a page').first()).toBeVisible(MADE)
  expect(ann.problems).toEqual([])
  await ann.leave()
  await bob.leave()
})

/** One prompt of each kind; what each is good for is tried by a person's hands. */
const KINDS: readonly { kind: string; prompt: string; label?: string }[] = [
  { kind: 'list', prompt: 'a list of books with title and author', label: 'Title' },
  { kind: 'table', prompt: 'a table of plants with name and watering interval in days', label: 'Name' },
  { kind: 'board', prompt: 'a board of tasks by status with title', label: 'Title' },
  { kind: 'calendar', prompt: 'a calendar of birthdays with name and date' },
  { kind: 'form', prompt: 'a feedback form with name and comment', label: 'Name' },
  { kind: 'counter', prompt: 'a counter of coffees' },
  { kind: 'timer', prompt: 'a timer for tea' },
  { kind: 'poll', prompt: 'a poll about lunch' },
  { kind: 'chart', prompt: 'a bar chart of expenses by category with amount' },
  { kind: 'calculator', prompt: 'a tip calculator' },
  { kind: 'checklist', prompt: 'a checklist for a trip with item', label: 'Item' },
  { kind: 'notes', prompt: 'notes for our meetings with title and body', label: 'Title' },
]

test('[G3] [G6] [W1] each kind of app comes up, takes what is put in, and nothing of it is held back', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const ann = await Someone.at(browser, gesso)
  let authorization = ''
  ann.page.on('request', (request) => {
    authorization = request.headers().authorization ?? authorization
  })
  await ann.comeIn('Ann')
  const canvas = new URL(await ann.newCanvas()).pathname.split('/').at(-1) ?? ''
  const jobs = new Map<string, string>()
  for (const { kind, prompt } of KINDS) {
    const answer = await fetch(`${gesso.url}/api/ai/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ prompt, canvasId: canvas }),
    })
    expect(answer.status, kind).toBe(202)
    jobs.set(kind, ((await answer.json()) as { job: string }).job)
    if (jobs.size % 6 === 0) await expect(made(ann.page)).toHaveCount(jobs.size, { timeout: 120_000 })
  }
  for (const { kind, label } of KINDS) {
    const widget = ann.page.locator(`[data-widget][data-app="ai-${jobs.get(kind)}"]`)
    await widget.scrollIntoViewIfNeeded()
    const frame = widget.frameLocator('iframe')
    await expect(frame.locator('button, input').first(), kind).toBeVisible(MADE)
    if (label === undefined) continue
    await add(frame, label, `Something for ${kind}`)
    await expect(frame.getByText(`Something for ${kind}`).first(), kind).toBeVisible(MADE)
  }
  await ann.allDurable()
  expect(ann.problems).toEqual([])
  await ann.leave()
})
