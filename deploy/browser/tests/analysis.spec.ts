import { readFileSync } from 'node:fs'
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

test('[Z7] [FE-291] [FE-292] an analyst asks in SQL about a canvas that was granted, and changes nothing', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const todo = await ann.addTodo()
  await ann.writeTodo(todo, 'Milk')
  await ann.writeTodo(todo, 'Salt')
  await ann.allDurable()
  const link = await ann.shareLink('analyst')

  await bob.comeIn('Bob')
  await bob.get('open-analysis').click()
  await bob.get('question-kinds-of-events').click()
  await bob.get('run').click()
  await expect(bob.get('answer')).toContainText('No rows')

  await bob.page.goto(link)
  await expect(bob.get('board')).toBeVisible()
  await expect(bob.get('add-app')).toHaveCount(0)
  await expect(ann.get('peer')).toHaveCount(0)

  await bob.page.goto(`${gesso.url}/analysis`)
  await bob.get('question-kinds-of-events').click()
  await bob.get('sql').press('Control+Enter')
  await expect(bob.get('answer-table')).toContainText('todo.created')
  await expect(bob.get('plot')).toHaveAttribute('data-kind', 'bars')

  await bob.get('sql').fill('SELECT text, done FROM todos ORDER BY text')
  await bob.get('run').click()
  await expect(bob.get('answer-table').locator('tbody tr')).toHaveText([/Milk/, /Salt/])
  await bob.get('keep-question').click()
  await bob.get('question-title').fill('What is to do')
  await bob.get('keep-confirm').click()
  await bob.page.reload()
  await bob.page.getByRole('button', { name: 'What is to do' }).click()
  const [file] = await Promise.all([bob.page.waitForEvent('download'), bob.get('save-csv').click()])
  expect(readFileSync(await file.path(), 'utf8')).toBe('text,done\r\nMilk,false\r\nSalt,false\r\n')

  await bob.get('sql').fill('SELECT email FROM public.account')
  await bob.get('run').click()
  await expect(bob.get('problem')).toContainText('permission denied')
  await bob.get('sql').fill('DELETE FROM events')
  await bob.get('run').click()
  await expect(bob.get('problem')).toContainText('must be a question')
  await ann.leave()
  await bob.leave()
})
