import { expect, type Locator, type Page, test } from '@playwright/test'
import { Gesso } from './gesso.js'
import { Someone } from './people.js'

let gesso: Gesso

test.beforeAll(async () => {
  gesso = await Gesso.up()
})

test.afterAll(async () => {
  await gesso.stop()
})

const SHOTS = process.env.GESSO_SHOTS

async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: `${SHOTS}/chat-${name}-${scheme}.png` })
  }
}

/** A Chat out of the catalogue. */
async function addChat(someone: Someone): Promise<Locator> {
  await someone.get('add-app').click()
  await someone.get('add-chat').click()
  await someone.get('close-panel').click()
  return chatOf(someone)
}
const chatOf = (someone: Someone): Locator => someone.page.locator('[data-widget][data-app="chat"]')

async function say(chat: Locator, text: string): Promise<void> {
  await chat.getByLabel('Message', { exact: true }).fill(text)
  await chat.getByLabel('Message', { exact: true }).press('Enter')
}
const line = (chat: Locator, text: string): Locator => chat.locator('[data-message]', { hasText: text })

test('[A3] [W1] [W9] [W10] two people talk, mention, react, change their minds, and see what happens beside', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const ann = await Someone.at(browser, gesso)
  const bob = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const chat = await addChat(ann)
  await expect(chat).toContainText('A place to talk')
  await shot(ann.page, 'empty')
  await bob.join('Bob', await ann.shareLink('editor'))
  const other = chatOf(bob)

  await say(chat, 'Hello Bob! See https://example.org, and never javascript:alert(1)')
  await expect(line(other, 'Hello Bob!')).toBeVisible()
  await expect(line(other, 'Hello Bob!').locator('a')).toHaveAttribute('rel', /noopener/)
  expect(await other.locator('a').count()).toBe(1)
  await ann.allDurable()

  // A name is completed, and marks the message for the one who is named.
  const field = other.getByLabel('Message', { exact: true })
  await field.pressSequentially('Hi @an')
  await expect(chat).toContainText('Bob is writing')
  await field.press('Enter')
  await expect(field).toHaveValue('Hi @Ann ')
  await field.pressSequentially('lunch at one?')
  await field.press('Enter')
  await expect(line(chat, 'Hi @Ann lunch at one?')).toHaveAttribute('data-mention', 'true')
  await expect(line(other, 'Hi @Ann lunch at one?')).not.toHaveAttribute('data-mention', 'true')

  await line(chat, 'lunch at one?').hover()
  await line(chat, 'lunch at one?').getByLabel('React with 👍').click()
  await expect(line(other, 'lunch at one?').getByRole('button', { name: '👍 1: Ann' })).toBeVisible()
  await line(chat, 'lunch at one?').hover()
  await line(chat, 'lunch at one?').getByLabel('Answer').click()
  await say(chat, 'Gladly')
  await expect(line(other, 'Gladly')).toContainText('lunch at one?')

  await chat.getByLabel('Message', { exact: true }).press('ArrowUp')
  await expect(chat.getByLabel('New text of the message')).toHaveValue('Gladly')
  await chat.getByLabel('New text of the message').fill('Gladly, at two')
  await chat.getByLabel('New text of the message').press('Enter')
  await expect(line(other, 'Gladly, at two')).toContainText('(edited)')
  await line(other, 'Gladly').hover()
  await expect(line(other, 'Gladly').getByLabel('Answer')).toBeVisible()
  await expect(line(other, 'Gladly').getByLabel('Edit')).toHaveCount(0)

  await line(chat, 'Hello Bob!').hover()
  await line(chat, 'Hello Bob!').getByLabel('Remove').click()
  await expect(other.locator('[data-message]').first()).toContainText('Message removed')
  await chat.getByRole('button', { name: 'Put back' }).click()
  await expect(line(other, 'Hello Bob!')).toBeVisible()

  const todo = await ann.addTodo()
  await ann.writeTodo(todo, 'Buy milk')
  await bob.widget(todo).getByLabel('Done: Buy milk').click()
  await expect(chat.locator('[data-activity]').last()).toHaveText('Bob ticked off Buy milk')
  await shot(ann.page, 'talk')

  await ann.allDurable()
  await ann.page.reload()
  await ann.onCanvas()
  await expect(line(chatOf(ann), 'Gladly, at two')).toBeVisible()
  await expect(
    line(chatOf(ann), 'lunch at one?').first().getByRole('button', { name: '👍 1: You' }),
  ).toBeVisible()
  await ann.leave()
  await bob.leave()
})

/** Another member who writes so many messages by HTTP, from within the page. */
async function chatter(page: Page, link: string, count: number): Promise<void> {
  await page.evaluate(
    async ([secret, n]) => {
      const send = async (path: string, token: string, body: object) => {
        const answer = await fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body: JSON.stringify(body),
        })
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
        return answer.json()
      }
      const { token } = await send('/api/auth/guest', '', { name: 'Carla' })
      await send('/api/canvas/join', token, { link: secret })
      const widget = document.querySelector('[data-app="chat"]')?.getAttribute('data-widget')
      for (let i = 1; i <= Number(n); i++)
        await send(`/api/apps/chat/${widget}/messages`, token, { text: `Message number ${i}` })
    },
    [link.split('/').at(-1) ?? '', count] as const,
  )
}

test('[A3] [W1] who comes back finds what is new, and the whole past above', async ({ browser }) => {
  test.setTimeout(240_000)
  const ann = await Someone.at(browser, gesso)
  await ann.comeIn('Ann')
  await ann.newCanvas()
  const chat = await addChat(ann)
  await say(chat, 'The first message')
  await expect(line(chat, 'The first message')).toBeVisible()
  await ann.allDurable()
  const link = await ann.shareLink('editor')
  await chatter(ann.page, link, 40)
  const box = chat.getByTestId('chat-box')
  await expect(line(chat, 'Message number 40')).toBeInViewport()
  await box.hover()
  await ann.page.mouse.wheel(0, -400)
  await expect(line(chat, 'Message number 40')).not.toBeInViewport()
  await chatter(ann.page, link, 3)
  await chat.getByRole('button', { name: '3 new messages' }).click()
  await expect(chat.locator('[data-message]').last()).toBeInViewport()

  await chatter(ann.page, link, 480)
  await expect(line(chat, 'Message number 480')).toBeInViewport()
  await expect(async () => {
    await box.evaluate((element) => element.scrollTo({ top: 0 }))
    await expect(line(chat, 'The first message')).toBeInViewport({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await line(chat, 'The first message').hover()
  await expect(line(chat, 'The first message').getByLabel('Answer')).toHaveCount(0)
  expect(await chat.locator('[data-message]').count()).toBe(1 + 40 + 3 + 480)
  await shot(ann.page, 'past')
  await ann.leave()
})
