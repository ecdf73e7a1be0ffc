// `./gesso up` for browser tests: one server on free ports over a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')

const given = new Set<number>()
/** One that was not given before: a free one may well be found twice. */
async function freePort(): Promise<number> {
  const found = await probed()
  if (given.has(found)) return freePort()
  given.add(found)
  return found
}
async function probed(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export class Gesso {
  private constructor(
    readonly port: number,
    private readonly opsPort: number,
    readonly data: string,
    private process: ChildProcess,
  ) {}

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** The key of this Gesso's operator. */
  get operatorKey(): string {
    return readFileSync(join(this.data, 'operator.key'), 'utf8').trim()
  }

  static async up(): Promise<Gesso> {
    const data = mkdtempSync(join(tmpdir(), 'gesso-browser-'))
    const [port, opsPort] = [await freePort(), await freePort()]
    return new Gesso(port, opsPort, data, await launch(port, opsPort, data))
  }

  /** The server vanishes, as when its machine loses power. */
  async kill9(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGKILL')
    await ended
  }

  async startAgain(): Promise<void> {
    this.process = await launch(this.port, this.opsPort, this.data)
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill('SIGTERM')
    await ended
  }
}

async function launch(port: number, opsPort: number, data: string): Promise<ChildProcess> {
  const child = spawn(
    join(root, 'gesso'),
    ['up', '--port', `${port}`, '--ops-port', `${opsPort}`, '--data', data],
    { cwd: root, env: { ...process.env, GESSO_BUILT: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.split('\n').includes(`Gesso is ready at http://localhost:${port}`)) resolve(child)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (status) => reject(new Error(`gesso ended with ${status}:\n${output}`)))
  })
}
