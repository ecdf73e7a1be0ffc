// What a person does with a generated app, by the names and labels that anybody goes by.
import { expect, type FrameLocator, type Locator } from '@playwright/test'
import type { Field, Specification } from './prompt.js'

/** Milliseconds until what was done is to be seen, on a busy machine. */
export const SEEN = { timeout: 15_000 }

const two = (n: number) => String(n).padStart(2, '0')
const today = () => {
  const now = new Date()
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** A value that the field takes; `n` tells one record from the next. */
function sample({ type, min, max, label }: Field, n: number): string {
  const number = Math.min(max ?? 1e6, Math.max(min ?? 0, 2) + n)
  switch (type) {
    case 'number':
      return String(number)
    case 'date':
      return today()
    case 'time':
      return `1${n % 10}:30`
    case 'duration':
      return `0:${two(Math.min(max ?? 59, Math.max(min ?? 0, 20 + n)))}`
    case 'url':
      return `https://example.com/${n}`
    case 'email':
      return `ana${n}@example.com`
    default:
      return `${label} ${n}`.slice(0, max ?? 80)
  }
}

export class App {
  constructor(
    readonly frame: FrameLocator,
    private readonly made: Specification,
  ) {}

  private get entity() {
    const [view] = this.made.views
    return this.made.entities.find(({ name }) => name === view?.entity) ?? this.made.entities[0]
  }
  get kind(): string {
    return this.made.views[0]?.kind ?? ''
  }
  get collection(): string {
    return this.entity?.name ?? ''
  }
  get fields(): readonly Field[] {
    return (this.entity?.fields ?? []).filter(({ formula }) => !formula)
  }
  /** By what a record is called. */
  get lead(): Field | undefined {
    return this.fields.find(({ type }) => type === 'text') ?? this.fields[0]
  }
  may(doing: string): boolean {
    return this.made.actions.length === 0 || this.made.actions.some(({ kind, entity }) => kind === doing && entity === this.collection)
  }

  private control(field: Field): Locator {
    return this.frame.locator(`form [name="f_${field.name}"]`).first()
  }
  private get submit(): Locator {
    return this.frame.locator('form button[type="submit"]').first()
  }

  async comes(): Promise<void> {
    await expect(this.frame.locator('button, input').first()).toBeVisible(SEEN)
  }

  /** Whether records are written down in a form. */
  async openForm(): Promise<boolean> {
    const [first] = this.fields
    if (!first || this.kind === 'calculator') return false
    const here = async () => (await this.frame.locator('form .fields, form.line').count()) > 0
    if (await here()) return true
    const door = this.frame.locator('.addone, .column .ib').first()
    if ((await door.count()) === 0) return false
    await door.click()
    await expect.poll(here).toBe(true)
    return true
  }

  private async write(field: Field, n: number, within: Locator): Promise<void> {
    if (field.type === 'rating') return within.getByRole('radiogroup', { name: field.label }).getByRole('radio').nth(2).click()
    const control = within.locator(`[name="f_${field.name}"]`).first()
    if ((await control.count()) === 0) return
    if (field.type === 'boolean') return
    if (field.type === 'choice' || field.type === 'person') {
      const options = await control.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
      await control.selectOption(options.find((one) => one !== '') ?? '')
      return
    }
    await control.fill(sample(field, n))
  }

  /** Adds a record; what others must then see of it. */
  async add(n: number): Promise<string> {
    if (!(await this.openForm())) return this.useWithoutForm()
    const form = this.frame.locator('form:has(button[type="submit"])').first()
    for (const field of this.fields) await this.write(field, n, form)
    const lead = this.lead
    // A chart shows what is counted, not what it is called.
    const shown = lead?.type === 'text' && this.kind !== 'chart' ? await this.control(lead).inputValue() : ''
    await this.submit.click()
    await this.sees(shown)
    return shown
  }

  /** A counter of one number is pressed. */
  private async useWithoutForm(): Promise<string> {
    const plus = this.frame.getByRole('button', { name: /^Add 1 to/ }).first()
    if ((await plus.count()) === 0) throw new Error('there is no form, and nothing to count')
    const number = this.frame.locator('.big .num').first()
    const before = Number(await number.innerText())
    await plus.click()
    await expect(number).toHaveText(String(before + 1), SEEN)
    return String(before + 1)
  }

  /** Numbers in, a result out; nothing is kept. */
  async calculate(): Promise<void> {
    const form = this.frame.locator('form.calc')
    for (const field of this.fields) await this.write(field, 3, form)
    await expect(this.frame.locator('output').first()).toHaveText(/\d/, SEEN)
  }

  async sees(shown: string): Promise<void> {
    // Where nothing of it has a name, it is at least not empty any more.
    if (shown === '') await expect(this.frame.getByText(/^No .+ yet$/)).toHaveCount(0, SEEN)
    // A month has room for names in wide widgets only: there are some that nobody sees.
    else await expect(this.frame.getByText(shown).filter({ visible: true }).first()).toBeVisible(SEEN)
  }

  /** Changes the record and takes it away, as far as this app lets people. */
  async changeAndRemove(shown: string, other: App): Promise<void> {
    const lead = this.lead
    let name = shown
    const named = (doing: string) => this.frame.getByRole('button', { name: `${doing} ${name}`.trim() }).first()
    if (this.may('edit') && lead?.type === 'text' && (await named('Edit').count()) > 0) {
      await named('Edit').click()
      const form = this.frame.getByRole('form', { name: `Edit ${name}` })
      name = `Other ${shown}`.slice(0, lead.max ?? 80)
      await form.locator(`[name="f_${lead.name}"]`).fill(name)
      await form.locator('button[type="submit"]').click()
      await other.sees(name)
    }
    if (this.may('remove') && (await named('Remove').count()) > 0) {
      await named('Remove').click()
      await expect(named('Remove')).toHaveCount(0, SEEN)
      await expect(other.frame.getByRole('button', { name: `Remove ${name}` })).toHaveCount(0, SEEN)
    }
  }

  /** What may not be left out is left out: said at the field, and nothing is sent. */
  async refusesNothing(): Promise<boolean> {
    const needed = this.fields.find(({ required, type }) => required && ['text', 'longtext', 'url', 'email'].includes(type))
    if (!needed || !(await this.openForm())) return false
    await this.control(needed).fill('')
    await this.submit.click()
    await expect(this.frame.locator('.err').first()).toBeVisible(SEEN)
    return true
  }
}
