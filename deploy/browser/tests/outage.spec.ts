import { expect, test } from '@playwright/test'
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

test('[DE-60] a lost network is said, edits wait, and nothing is lost when it is back', async ({ browser }) => {
  const wire = await Wire.to(gesso)
  const ann = await Someone.at(browser, wire)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  await bob.join('Bob', await ann.shareLink('editor'))
  await expect(bob.widget(widget)).toBeVisible()

  wire.cut()
  await expect(ann.get('status')).toHaveAttribute('data-state', /offline|reconnecting/, { timeout: 30_000 })
  await ann.writeTodo(widget, 'Written without a network')
  await expect(ann.widget(widget)).toContainText('Written without a network')
  await bob.writeTodo(widget, 'Meanwhile')

  wire.mend()
  await expect(ann.get('status')).toHaveAttribute('data-state', 'durable', { timeout: 30_000 })
  await expect(ann.widget(widget)).toContainText('Meanwhile')
  await expect(bob.widget(widget).getByText('Written without a network')).toHaveCount(1)
  await ann.leave()
  await bob.leave()
  await wire.remove()
})

test('[DE-61] kill -9 and a new start of the server: the page comes back with everything, once', async ({ browser }) => {
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const widget = await ann.addTodo()
  await ann.writeTodo(widget, 'Before')
  await ann.widget(widget).focus()
  await ann.page.keyboard.press('ArrowRight')
  await ann.allDurable()
  const place = await ann.place(widget)

  await gesso.kill9()
  await expect(ann.get('status')).toHaveAttribute('data-state', /offline|reconnecting/)
  await ann.writeTodo(widget, 'During')
  await gesso.startAgain()
  await expect(ann.get('status')).toHaveAttribute('data-state', 'durable', { timeout: 30_000 })

  await ann.page.reload()
  await ann.onCanvas()
  await expect(ann.widget(widget).getByText('Before')).toHaveCount(1)
  await expect(ann.widget(widget).getByText('During')).toHaveCount(1)
  expect(await ann.place(widget)).toEqual(place)
  await ann.leave()
})
