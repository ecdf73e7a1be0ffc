// How long generated apps take to draw for the first time, by the page's own clock.
import type { Page } from '@playwright/test'

interface Watched {
  drawn: number[]
}

/** Notes in each document when a frame comes and when it has drawn; `drawnAt` is when the last one had. */
export const WATCH = `if (window === top) {
  const began = new WeakMap()
  window.drawn = []
  const look = () => {
    for (const frame of document.querySelectorAll('[data-widget] iframe[data-ready]')) {
      const since = began.get(frame)
      if (since === undefined) began.set(frame, performance.now())
      else if (since > 0 && frame.getAttribute('data-ready') === 'true') {
        window.drawnAt = performance.now()
        window.drawn.push(window.drawnAt - since)
        began.set(frame, -1)
      }
    }
  }
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'],
  })
}`

/** From now on, in each document of this page. */
export const watchDrawing = (page: Page): Promise<unknown> => page.addInitScript(WATCH)

/** Milliseconds from each frame to its first view, in the order of the views. */
export const drawnIn = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as Watched).drawn)
