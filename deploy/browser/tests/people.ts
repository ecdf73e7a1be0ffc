// What a person does on the page, in the page's own words.
import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test'

/** Where Gesso is for one person: the server itself, or a wire to it. */
export interface Place {
  readonly url: string
}

/** Somebody with a browser of their own. What the page logs as an error ends the test. */
export class Someone {
  readonly problems: string[] = []

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly gesso: Place,
  ) {
    page.on('pageerror', (error) => this.problems.push(String(error)))
    page.on('console', (message) => {
      const text = message.text()
      if (/Content Security Policy|Refused to/.test(text)) this.problems.push(text)
    })
  }

  static async at(
    browser: Browser,
    gesso: Place,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Someone> {
    const context = await browser.newContext({
      locale: 'en-GB',
      // What a test holds up on its way has to come by it: only tests of the worker have one.
      serviceWorkers: 'block',
      ...options,
    })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: gesso.url })
    return new Someone(context, await context.newPage(), gesso)
  }

  get(testId: string): Locator {
    return this.page.getByTestId(testId)
  }

  async comeIn(name: string, path = '/'): Promise<void> {
    await this.page.goto(this.gesso.url + path)
    await this.get('guest-name').fill(name)
    await this.get('entry-submit').click()
    await expect(this.get('guest-name')).toBeHidden()
  }

  /** A new canvas; its address. */
  async newCanvas(): Promise<string> {
    await this.get('create-canvas').first().click()
    await this.onCanvas()
    return this.page.url()
  }

  async onCanvas(): Promise<void> {
    await expect(this.get('canvas-page')).toBeVisible()
    await expect(this.get('canvas-loading')).toBeHidden()
  }

  /** Ids of the widgets that the page shows. */
  async widgets(): Promise<string[]> {
    return this.page.locator('[data-widget][data-app="todo"]').evaluateAll((all) =>
      all.map((one) => one.getAttribute('data-widget') ?? ''),
    )
  }

  /** A Todo out of the catalogue; its id. */
  async addTodo(): Promise<string> {
    const before = await this.widgets()
    await this.get('add-app').click()
    await this.get('add-todo').click()
    await expect.poll(async () => (await this.widgets()).length).toBe(before.length + 1)
    await this.get('close-panel').click()
    const added = (await this.widgets()).find((id) => !before.includes(id)) ?? ''
    await expect(this.widget(added).getByLabel('New todo')).toBeVisible()
    return added
  }

  widget(id: string): Locator {
    return this.page.locator(`[data-widget="${id}"]`)
  }

  async writeTodo(widget: string, text: string): Promise<void> {
    const field = this.widget(widget).getByLabel('New todo')
    await field.fill(text)
    await field.press('Enter')
  }

  async allDurable(): Promise<void> {
    await expect(this.get('status')).toHaveAttribute('data-state', 'durable')
  }

  /** Where a widget is drawn, in cells. */
  async place(id: string): Promise<{ x: number; y: number; w: number; h: number }> {
    return this.widget(id).evaluate((element) => {
      const cell = (name: string) => Number(getComputedStyle(element).getPropertyValue(name))
      return { x: cell('--x'), y: cell('--y'), w: cell('--w'), h: cell('--h') }
    })
  }

  async shareLink(role: 'editor' | 'viewer' | 'analyst'): Promise<string> {
    await this.get('share').click()
    await this.get('link-role').selectOption(role)
    await this.get('create-link').click()
    const link = this.page.locator(`[data-testid="share-link"][data-role="${role}"]`)
    await expect(link).toBeVisible()
    const url = await link.getByTestId('link-url').inputValue()
    await this.get('close-panel').click()
    return url
  }

  async join(name: string, url: string): Promise<void> {
    await this.comeIn(name, new URL(url).pathname)
    await this.onCanvas()
  }

  async leave(): Promise<void> {
    expect(this.problems).toEqual([])
    await this.context.close()
  }
}
