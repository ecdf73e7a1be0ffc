// What an author of apps sees: `./gesso dev` over a copy of the page's sources, in which the test writes.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { Someone } from './people.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const APART = new Set(['node_modules', 'dist', 'target'])

/** This tree by links, but for the page's sources, which are a copy. */
function treeOfOurOwn(): string {
  const tree = mkdtempSync(join(tmpdir(), 'gesso-dev-'))
  for (const name of readdirSync(ROOT))
    if (name !== 'frontend' && name !== '.git') symlinkSync(join(ROOT, name), join(tree, name))
  const frontend = join(tree, 'frontend')
  cpSync(join(ROOT, 'frontend'), frontend, {
    recursive: true,
    filter: (path) => !APART.has(basename(path)),
  })
  symlinkSync(join(ROOT, 'frontend/target'), join(frontend, 'target'))
  // Own links where the test's own packages are meant, and own caches: Vite's is beside the packages.
  const [from, to] = [join(ROOT, 'frontend/node_modules'), join(frontend, 'node_modules')]
  mkdirSync(join(to, '@gesso'), { recursive: true })
  for (const name of readdirSync(from))
    if (name === '.gesso-lock') cpSync(join(from, name), join(to, name))
    else if (name !== '@gesso' && !name.startsWith('.vite')) symlinkSync(join(from, name), join(to, name))
  for (const [name, folder] of [['sdk', 'sdk'], ['kit', 'kit'], ['host', 'host']] as const)
    symlinkSync(join(frontend, folder), join(to, '@gesso', name))
  return tree
}

class Development {
  output = ''
  private constructor(
    readonly tree: string,
    readonly process: ChildProcess,
  ) {}

  static async start(tree: string, ...args: string[]): Promise<[Development, string]> {
    const data = join(tree, 'data')
    const child = spawn(join(tree, 'gesso'), ['dev', ...args, ...(args.includes('--app') ? [] : ['--data', data])], {
      cwd: tree,
      env: { ...process.env, GESSO_BUILT: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const started = new Development(tree, child)
    running = started
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        started.output += chunk.toString()
        const [, found] = /ready (?:to develop )?at (http:\S+)/.exec(started.output) ?? []
        if (found) resolve(found)
      }
      child.stdout?.on('data', read)
      child.stderr?.on('data', read)
      child.once('exit', (status) => reject(new Error(`ended with ${status}:\n${started.output}`)))
    })
    return [started, url]
  }

  /** Ctrl-C at a terminal reaches every process of the group. */
  async interrupt(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve))
    process.kill(-(this.process.pid ?? 0), 'SIGINT')
    const status = await ended
    expect(() => process.kill(-(this.process.pid ?? 0), 0), 'a process is left').toThrow()
    return status
  }

  /** After a test that did not come to its end. */
  async end(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.interrupt()
  }

  edit(path: string, change: (text: string) => string): void {
    const file = join(this.tree, path)
    const before = readFileSync(file, 'utf8')
    const after = change(before)
    expect(after, path).not.toBe(before)
    writeFileSync(file, after)
  }
}

const patiently = expect.configure({ timeout: 60_000 })
let running: Development | undefined
let tree: string
test.beforeAll(() => {
  tree = treeOfOurOwn()
})
test.afterEach(() => running?.end())
test.afterAll(() => rmSync(tree, { recursive: true, force: true }))

test('[V1][FE-221] a changed file of an app is seen on the open canvas, without a reload', async ({ browser }) => {
  test.setTimeout(400_000)
  const [dev, url] = await Development.start(tree)
  const ada = await Someone.at(browser, { url })
  // The first sight of each page makes Vite read all of its sources.
  await ada.page.goto(url)
  await patiently(ada.get('guest-name')).toBeVisible()
  await ada.get('guest-name').fill('Ada')
  await ada.get('entry-submit').click()
  await patiently(ada.get('guest-name')).toBeHidden()
  await patiently(ada.get('create-canvas').first()).toBeVisible()
  await ada.get('create-canvas').first().click()
  await patiently(ada.get('canvas-page')).toBeVisible()
  await ada.get('add-app').click()
  await patiently(ada.get('add-todo')).toBeVisible()
  await ada.get('add-todo').click()
  await patiently(ada.page.getByLabel('New todo')).toBeVisible()
  await ada.get('close-panel').click()
  const [todo = ''] = await ada.widgets()
  await ada.writeTodo(todo, 'Milk')
  await ada.allDurable()
  await ada.page.evaluate(() => Object.assign(globalThis, { loadedOnce: true }))
  const field = ada.widget(todo).getByLabel('New todo')
  await field.fill('half a sent')

  // A component: React exchanges it in place, and what was being typed stays.
  let began = Date.now()
  dev.edit('frontend/apps/todo/src/Item.tsx', (text) => text.replace('words.done(todo.text)', '`Ready: ${todo.text}`'))
  await expect(ada.widget(todo).getByLabel('Ready: Milk')).toBeVisible()
  console.log(`a component of an app: seen after ${Date.now() - began} ms`)
  await expect(field).toHaveValue('half a sent')

  // The module that the host holds: the app runs anew in its tile.
  began = Date.now()
  dev.edit('frontend/apps/todo/src/Widget.tsx', (text) => text.replace('words.placeholder', '"What is next?"'))
  await expect(ada.widget(todo).getByPlaceholder('What is next?')).toBeVisible()
  console.log(`the widget of an app: seen after ${Date.now() - began} ms`)
  await expect(ada.widget(todo).getByText('Milk')).toBeVisible()

  began = Date.now()
  dev.edit('frontend/apps/todo/src/Todo.module.css', (text) => `${text}.count { letter-spacing: 3px; }\n`)
  await expect(ada.widget(todo).locator('footer span').first()).toHaveCSS('letter-spacing', '3px')
  console.log(`a stylesheet: seen after ${Date.now() - began} ms`)

  expect(await ada.page.evaluate(() => 'loadedOnce' in globalThis)).toBe(true)

  // The host's own modules keep things for the whole page, so a change there is a quick reload.
  began = Date.now()
  dev.edit('frontend/host/src/board/Status.tsx', (text) =>
    text.replace('data-testid="status"', 'data-testid="status" data-changed'),
  )
  await patiently(ada.page.locator('[data-testid=status][data-changed]')).toBeVisible()
  console.log(`a component of the host: seen after ${Date.now() - began} ms`)
  await patiently(ada.widget(todo).getByText('Milk')).toBeVisible()
  await ada.leave()
  expect(await dev.interrupt()).toBe(0)
})

test('[V1][V3][FE-220] one app alone: two people, no server, and changes at once', async ({ page }) => {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) problems.push(message.text())
  })
  const [dev, url] = await Development.start(tree, '--app', 'todo', '--port', '5199')
  await page.goto(url)
  const [ada, bob] = [page.getByTestId('app-ada'), page.getByTestId('app-bob')]
  await ada.getByLabel('New todo').fill('Milk')
  await ada.getByLabel('New todo').press('Enter')
  await expect(bob.getByText('Milk')).toBeVisible()
  await page.getByTestId('person-bob').getByLabel('Role').selectOption('viewer')
  await expect(bob.getByLabel('New todo')).toBeHidden()
  await page.getByTestId('person-bob').getByLabel('Dark').check()
  const ink = (one: typeof ada) => one.getByText('Milk').evaluate((element) => getComputedStyle(element).color)
  expect(await ink(bob)).not.toBe(await ink(ada))

  const began = Date.now()
  dev.edit('frontend/apps/todo/src/Lists.tsx', (text) => text.replaceAll('words.newList', '"Another list"'))
  await expect(ada.getByLabel('Another list')).toBeVisible()
  console.log(`an app alone: a change seen after ${Date.now() - began} ms`)
  await expect(ada.getByText('Milk')).toBeVisible()
  dev.edit('frontend/apps/todo/src/Widget.tsx', (text) => text.replace('words.clearDone', '"Sweep"'))
  await ada.getByRole('checkbox', { name: /Milk/ }).check()
  await expect(ada.getByRole('button', { name: 'Sweep' })).toBeVisible()
  expect(problems).toEqual([])
  expect(await dev.interrupt()).toBe(0)
})
