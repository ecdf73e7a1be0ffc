import { expect, type Locator, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

/** A calendar out of the catalogue. */
async function addCalendar(someone: Someone): Promise<Locator> {
  await someone.get('add-app').click()
  await someone.get('add-calendar').click()
  const widget = someone.page.locator('[data-widget][data-app="calendar"]')
  await expect(widget.getByRole('button', { name: 'Today' })).toBeVisible()
  await someone.get('close-panel').click()
  return widget
}

const chip = (widget: Locator, name: RegExp) => widget.locator('button[data-event]').filter({ hasText: name })

async function drag(someone: Someone, from: Locator, to: Locator): Promise<void> {
  const start = await from.boundingBox()
  const end = await to.boundingBox()
  if (!start || !end) throw new Error('nothing to drag')
  await someone.page.mouse.move(start.x + start.width / 3, start.y + start.height / 2)
  await someone.page.mouse.down()
  await someone.page.mouse.move(end.x + end.width / 3, end.y + end.height / 2, { steps: 8 })
  await someone.page.mouse.up()
}

test('[A3] [W1] [CA-4] [CA-6] two people plan in one calendar, in different time zones', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso, { timezoneId: 'Europe/Berlin' })
  const bob = await Someone.at(browser, gesso, { timezoneId: 'America/New_York' })
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const hers = await addCalendar(ann)
  await bob.join('Bob', await ann.shareLink('editor'))
  const his = bob.page.locator('[data-widget][data-app="calendar"]')

  // A day by double click, with a time in Berlin; Bob sees it at his.
  const days = hers.locator('button[data-day]:not([data-other])')
  await days.nth(9).dblclick()
  const form = hers.getByRole('dialog', { name: 'New event' })
  await form.getByLabel('Title').fill('Planning')
  await form.getByLabel('All day').uncheck()
  await form.getByLabel('Starts, time').fill('15:00')
  await form.getByRole('button', { name: 'Add' }).click()
  await expect(chip(his, /Planning/)).toBeVisible()
  await expect(chip(his, /Planning/)).toHaveAttribute('aria-label', /15:00 in Berlin/)

  // Bob drags it to the next day; Ann sees it there.
  const before = await chip(hers, /Planning/).getAttribute('aria-label')
  await drag(bob, chip(his, /Planning/), his.locator('button[data-day]:not([data-other])').nth(10))
  await expect(chip(hers, /Planning/)).not.toHaveAttribute('aria-label', before ?? '')
  await expect(chip(hers, /Planning/)).toHaveAttribute('aria-label', /15:00/)

  // A series, of which one day is taken away and comes back.
  await days.nth(0).dblclick()
  await form.getByLabel('Title').fill('Tea')
  await form.getByLabel('Repeats').selectOption('daily')
  await form.getByRole('button', { name: 'Add' }).click()
  await expect(chip(his, /Tea/).nth(5)).toBeVisible()
  const all = await chip(his, /Tea/).count()
  await chip(his, /Tea/).nth(3).press('Delete')
  await his.getByRole('button', { name: 'Only this one' }).click()
  await expect(chip(hers, /Tea/)).toHaveCount(all - 1)
  await his.getByRole('button', { name: 'Undo' }).click()
  await expect(chip(hers, /Tea/)).toHaveCount(all)

  // The week shows the same.
  await hers.getByLabel('View').getByText('Week').click()
  await hers.getByRole('button', { name: 'Today' }).click()
  await expect(hers.getByRole('region', { name: 'Week' })).toBeVisible()
  await ann.allDurable()
  await ann.leave()
  await bob.leave()
})

test('[CA-5] [CA-2] a calendar file is opened, saved and taken back', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso, { timezoneId: 'Europe/Berlin' })
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const hers = await addCalendar(ann)
  const file = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:x',
    'BEGIN:VEVENT',
    'UID:for-ever',
    'SUMMARY:For ever',
    'DTSTART;VALUE=DATE:19000101',
    'RRULE:FREQ=DAILY',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  await hers.getByRole('button', { name: 'More' }).click()
  await hers
    .getByLabel('Open a calendar file')
    .setInputFiles({ name: 'a.ics', mimeType: 'text/calendar', buffer: Buffer.from(file) })
  await expect(hers.getByRole('status')).toContainText('1 event added.')
  await expect(chip(hers, /For ever/)).toHaveCount(42)
  await ann.allDurable()
  await hers.getByRole('button', { name: 'More' }).click()
  const saved = ann.page.waitForEvent('download')
  await hers.getByRole('button', { name: 'Save as file' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('Calendar.ics')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toContain('UID:for-ever')
  await ann.get('undo').click()
  await expect(chip(hers, /For ever/)).toHaveCount(0)
  await ann.leave()
})
