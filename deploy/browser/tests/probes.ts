// What is put into a page before its own scripts, to look at it from inside.
import type { Page } from '@playwright/test'

/** `link`: lets the test speak in the page's own socket as its server would. */
export function socketOfPage(): void {
  const link = { rev: 0, ready: false, hear: (_frames: object[]) => {} }
  const Real = window.WebSocket
  class Heard extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      if (!String(url).includes('/live')) return
      link.hear = (frames) => this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frames) }))
      this.addEventListener('message', ({ data }) => {
        const frames = JSON.parse(data)
        for (const one of Array.isArray(frames) ? frames : [frames]) {
          if (one.of === 'canvas' && one.rev > link.rev) link.rev = one.rev
          if (one.t === 'ready') link.ready = true
        }
      })
    }
  }
  window.WebSocket = Heard
  ;(window as unknown as { link: typeof link }).link = link
}

interface Fiber {
  tag: number
  flags: number
  type: unknown
  child: Fiber | null
  sibling: Fiber | null
  alternate: Fiber | null
  memoizedProps: Record<string, unknown> | null
}

/** Counts what React renders below each widget's frame, by the hook that its developer tools use. */
export function countRenders(): void {
  const PERFORMED_WORK = 1
  const counted = new Map<string, number>()
  /** By the names of a component's properties: a built page has no other names. */
  const shapes = new Map<string, number>()
  let board = 0
  let commits = 0
  const walk = (next: Fiber, widget: string): void => {
    const before = next.alternate
    const id = next.memoizedProps?.['data-widget'] ?? next.memoizedProps?.id
    const inside = typeof id === 'string' && next.memoizedProps?.metrics ? id : widget
    const isComponent = next.tag === 0 || next.tag === 11 || next.tag === 14 || next.tag === 15
    if (isComponent && (next.flags & PERFORMED_WORK) !== 0) {
      const shape = `${before ? '' : 'new '}${Object.keys(next.memoizedProps ?? {}).join()}`
      if (inside) counted.set(inside, (counted.get(inside) ?? 0) + 1)
      else board++
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
    }
    if (before && before.child === next.child) return
    for (let child = next.child; child; child = child.sibling) walk(child, inside)
  }
  Object.assign(window, {
    takeRenders: () => {
      const result = { frames: Object.fromEntries(counted), board, commits, shapes: Object.fromEntries(shapes) }
      counted.clear()
      shapes.clear()
      board = 0
      commits = 0
      return result
    },
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      isDisabled: false,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_id: number, root: { current: Fiber }) => {
        commits++
        walk(root.current, '')
      },
    },
  })
}

interface Renders {
  readonly moved: number
  readonly unmoved: number
  readonly around: number
  /** How often React has changed the page at all. */
  readonly commits: number
  readonly shapes: Record<string, number>
}

/** Renders since the last call: of frames that may have been moved, of all others, and of what is around them. */
export async function rendersOf(page: Page, movables: number): Promise<Renders> {
  return page.evaluate((count) => {
    const { frames, board, commits, shapes } = (
      window as unknown as {
        takeRenders(): {
          frames: Record<string, number>
          board: number
          commits: number
          shapes: Record<string, number>
        }
      }
    ).takeRenders()
    const movable = new Set(
      [...document.querySelectorAll('[data-widget]')].slice(0, count).map((one) => one.getAttribute('data-widget')),
    )
    const sum = (wanted: boolean) =>
      Object.entries(frames).reduce((all, [id, n]) => (movable.has(id) === wanted ? all + n : all), 0)
    return { moved: sum(true), unmoved: sum(false), around: board, commits, shapes }
  }, movables)
}
