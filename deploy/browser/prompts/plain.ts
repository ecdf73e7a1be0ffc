// A browser that nobody looks into. Playwright attaches to every frame and worker of a page, and lets each one wait until
// it has: of forty frames and workers that is most of what there is to measure. This one attaches to the page alone.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

interface Reply {
  readonly id?: number
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

export class PlainPage {
  private readonly waiting = new Map<number, (reply: Reply) => void>()
  private asked = 0
  private session: string | undefined

  private constructor(
    private readonly chromium: ChildProcess,
    private readonly profile: string,
    private readonly commands: Writable,
    replies: Readable,
  ) {
    let read = ''
    replies.setEncoding('utf8').on('data', (piece: string) => {
      const whole = (read + piece).split('\0')
      read = whole.pop() ?? ''
      for (const one of whole) {
        const reply = JSON.parse(one) as Reply
        this.waiting.get(reply.id ?? 0)?.(reply)
        this.waiting.delete(reply.id ?? 0)
      }
    })
  }

  static async open(width: number, height: number): Promise<PlainPage> {
    const profile = mkdtempSync(join(tmpdir(), 'gesso-plain-'))
    const flags = [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      `--window-size=${width},${height}`,
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ]
    const chromium = spawn(process.env.GESSO_CHROMIUM ?? '/usr/bin/chromium', [...flags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    const page = new PlainPage(chromium, profile, chromium.stdio[3] as Writable, chromium.stdio[4] as Readable)
    const { targetInfos } = await page.send<{ targetInfos: { targetId: string; type: string }[] }>('Target.getTargets')
    const { targetId } = targetInfos.find(({ type }) => type === 'page') ?? { targetId: '' }
    const attached = await page.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
    page.session = attached.sessionId
    await page.send('Page.enable')
    return page
  }

  private async send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.asked
    const reply = await new Promise<Reply>((resolve) => {
      this.waiting.set(id, resolve)
      this.commands.write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`)
    })
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`)
    return reply.result as T
  }

  async goto(url: string): Promise<void> {
    await this.send('Page.navigate', { url })
  }
  /** In each document from now on, before anything of its own. */
  async first(source: string): Promise<void> {
    await this.send('Page.addScriptToEvaluateOnNewDocument', { source })
  }
  async evaluate<T>(expression: string): Promise<T> {
    const { result } = await this.send<{ result: { value: T } }>('Runtime.evaluate', { expression, returnByValue: true })
    return result.value
  }
  /** Until it has a value that holds. */
  async until<T>(expression: string, millis: number): Promise<T> {
    const end = Date.now() + millis
    for (;;) {
      const value = await this.evaluate<T>(expression).catch(() => undefined)
      if (value) return value
      if (Date.now() > end) throw new Error(`not within ${millis} ms: ${expression}`)
      await new Promise((later) => setTimeout(later, 50))
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.chromium.once('exit', resolve))
    await this.send('Browser.close').catch(() => this.chromium.kill())
    await ended
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
