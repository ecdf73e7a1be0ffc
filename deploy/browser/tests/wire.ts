// The network between a browser and Gesso: a port of its own that can be cut, both ways and at once.
// Chromium's own offline mode is no such cut: an open WebSocket goes on sending under it.
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Gesso } from './gesso.js'

export class Wire {
  private readonly ends = new Set<Socket>()
  private broken = false

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(gesso: Gesso): Promise<Wire> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const wire = new Wire(server, `http://localhost:${typeof address === 'object' ? address?.port : address}`)
    server.on('connection', (near) => wire.join(near, gesso.port))
    return wire
  }

  /** Nothing passes any more, and nothing that is under way arrives. */
  cut(): void {
    this.broken = true
    for (const end of this.ends) end.resetAndDestroy()
  }

  mend(): void {
    this.broken = false
  }

  async remove(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private join(near: Socket, port: number): void {
    if (this.broken) {
      near.resetAndDestroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from)
      from.setNoDelay(true)
      from.on('error', () => to.resetAndDestroy())
      from.on('close', () => {
        this.ends.delete(from)
        to.end()
      })
      from.pipe(to)
    }
  }
}
