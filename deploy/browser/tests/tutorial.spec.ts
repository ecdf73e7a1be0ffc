// docs/tutorial.md, parts 1 and 2, as somebody follows them: an app from nothing into a running Gesso, and its next version.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { make, partsOf, run } from '../../../frontend/kit/test/tutorial.ts'
import { Gesso } from './gesso.ts'
import { Someone } from './people.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const near = mkdtempSync(join(tmpdir(), 'gesso-tutorial-'))
const guestbook = join(near, 'guestbook')
const [first, second] = partsOf(ROOT)
let gesso: Gesso
test.beforeAll(async () => {
  test.setTimeout(180_000)
  gesso = await Gesso.up()
})
test.afterAll(async () => {
  await gesso?.stop()
  rmSync(near, { recursive: true, force: true })
})

/** A command of the tutorial, with the folders and the server of this test. */
const command = (line: string): string => {
  const here = line
    .replaceAll('../guestbook', guestbook)
    .replaceAll('../tutorial-data', gesso.data)
    .replace('./gesso publish', `./gesso publish --url ${gesso.url}`)
  return run('bash', ['-c', here], ROOT)
}

test('[A4][R7][V3] an app that somebody has just written is published, used by two, and upgraded', async ({ browser }) => {
  test.setTimeout(180_000)
  for (const step of first?.steps ?? [])
    if (step.kind !== 'command') make(step, guestbook)
    else if (step.line.startsWith('./gesso new-app')) command(step.line)
  const publications = (second?.steps ?? []).flatMap((step) =>
    step.kind === 'command' && step.line.startsWith('./gesso publish') ? [step.line] : [],
  )
  expect(publications).toHaveLength(2)
  const ada = await Someone.at(browser, gesso)
  await ada.comeIn('Ada')
  await ada.newCanvas()
  expect(command(publications[0] ?? '')).toContain('Guest book 1.0.0 is in the catalogue')

  await ada.get('add-app').click()
  await ada.get('add-guestbook').click()
  await ada.get('close-panel').click()
  const book = ada.page.locator('[data-widget][data-app="guestbook"]')
  const link = await ada.shareLink('editor')
  const bob = await Someone.at(browser, gesso, { locale: 'de-DE' })
  await bob.join('Bob', link)
  const theirs = bob.page.locator('[data-widget][data-app="guestbook"]')
  const sign = async (name: typeof book, label: string, text: string) => {
    await name.getByLabel(label).fill(text)
    await name.getByLabel(label).press('Enter')
  }
  await sign(book, 'New entry', 'First!')
  await sign(theirs, 'Neuer Eintrag', 'Zweiter')
  await expect(theirs.getByText('2 Einträge')).toBeVisible()
  await expect(book.getByText('2 entries')).toBeVisible()
  await ada.allDurable()

  for (const step of second?.steps ?? []) if (step.kind !== 'command') make(step, guestbook)
  expect(command(publications[1] ?? '')).toContain('Guest book 1.1.0 is in the catalogue')
  const texts = () => book.locator('li > span:first-child').allTextContents()
  expect(await texts()).toEqual(['First!', 'Zweiter'])
  await book.hover()
  await book.getByTestId('widget-menu').click()
  await ada.get('menu-upgrade').click()
  await expect.poll(texts).toEqual(['Zweiter', 'First!'])
  await ada.leave()
  await bob.leave()
})
