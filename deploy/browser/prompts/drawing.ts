// How long generated apps take to draw for the first time, by the page's own clock.
import type { Page } from '@playwright/test'

interface Watched {
  drawn: number[]
}

/** From now on, in each document of this page. */
export async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const began = new WeakMap<Element, number>()
    const watched = window as unknown as Watched
    watched.drawn = []
    const look = () => {
      for (const frame of document.querySelectorAll('[data-widget] iframe[data-ready]')) {
        const since = began.get(frame)
        if (since === undefined) began.set(frame, performance.now())
        else if (since > 0 && frame.getAttribute('data-ready') === 'true') {
          watched.drawn.push(performance.now() - since)
          began.set(frame, -1)
        }
      }
    }
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-ready'],
    })
  })
}

/** Milliseconds from each frame to its first view, in the order of the views. */
export const drawnIn = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as Watched).drawn)
