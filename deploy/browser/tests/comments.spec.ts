import { expect, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

test('[DE-120] a comment on a widget names somebody, is answered, resolved and found by its link', async ({
  browser,
}) => {
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  const address = await ann.newCanvas()
  const widget = await ann.addTodo()
  await bob.join('Bob', await ann.shareLink('editor'))
  await ann.allDurable()

  await ann.widget(widget).getByTestId('widget-menu').click()
  await ann.page.getByRole('menuitem', { name: 'Comment' }).click()
  const field = ann.get('write-comment')
  await field.pressSequentially('Is this all, @bo')
  await expect(ann.get('mention-offer')).toHaveText(/Bob/)
  await field.press('Enter')
  await field.pressSequentially('?')
  await field.press('Control+Enter')
  await expect(ann.get('comment')).toContainText('Is this all, @Bob')
  await ann.allDurable()

  await expect(bob.widget(widget).getByTestId('comment-mark')).toHaveText('1')
  await expect(bob.get('unread-comments')).toHaveText('1')
  await bob.widget(widget).getByTestId('comment-mark').click()
  await expect(bob.get('unread-comments')).toBeHidden()
  await bob.get('answer-open').click()
  await bob.get('answer').fill('Not yet')
  await bob.get('answer-send').click()
  await expect(ann.get('comment')).toHaveCount(2)
  await expect(ann.get('comment').last()).toContainText('Not yet')

  await bob.get('resolve').click()
  await expect(ann.widget(widget).getByTestId('comment-mark')).toBeHidden()
  await ann.page.getByText('Resolved 1').click()
  await expect(ann.get('thread')).toContainText('Resolved by Bob')

  const id = await ann.get('comment').first().getAttribute('data-comment')
  await bob.page.goto(`${address.split('/w/')[0]}?comment=${id}`)
  await bob.onCanvas()
  await expect(bob.page.locator(`[data-comment="${id}"]`)).toHaveAttribute('data-meant', 'true')
  await ann.leave()
  await bob.leave()
})
