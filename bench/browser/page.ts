import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'

/** Measurements during a streamed answer. */
export interface Watched {
  /** Time from each key press to the next painted frame, milliseconds. */
  keyToPaintMs: number[]
  /** Number of earlier messages, and how many of them React rendered again. */
  earlier: number
  renderedAgain: number
  heapMb: number
}

const keyEveryMs = 250

/** Measurements stored in the page. */
interface Notes {
  keys: number[]
  messages: { element: Element; props: unknown }[]
}

/** Asks the question, types until the answer is complete, and measures the page meanwhile. */
export async function watchAnswer(page: Page, question: string): Promise<Watched> {
  await page.evaluate(takeNotes)
  const composer = page.getByTestId('composer')
  await composer.fill(question)
  await page.getByTestId('send').click()
  const stop = page.getByTestId('stop')
  await stop.waitFor()
  await composer.focus()
  while (await stop.isVisible()) {
    await page.keyboard.press('x')
    await sleep(keyEveryMs)
  }
  return page.evaluate(readNotes)
}

function takeNotes(): void {
  const propsOf = (element: Element) =>
    Object.entries(element).find(([key]) => key.startsWith('__reactProps$'))?.[1]
  const messages = [...document.querySelectorAll('[data-testid^="message-"]')].map((element) => ({
    element,
    props: propsOf(element),
  }))
  const notes: Notes = { keys: [], messages }
  Object.assign(window, { notes })
  document.addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // A message event is delivered after the frame is painted.
      port1.onmessage = () => notes.keys.push(performance.now() - timeStamp)
      port2.postMessage(null)
    })
  })
}

/**
 * Reads the measurements. React replaces an element's props object at every render, which shows
 * that its component rendered.
 */
function readNotes(): Watched {
  const { notes } = window as unknown as { notes: Notes }
  const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } }
  const renderedAgain = notes.messages.filter(({ element, props }) => {
    const now = Object.entries(element).find(([key]) => key.startsWith('__reactProps$'))?.[1]
    return now !== props || !element.isConnected
  })
  return {
    keyToPaintMs: notes.keys,
    earlier: notes.messages.length,
    renderedAgain: renderedAgain.length,
    heapMb: memory.usedJSHeapSize / 1024 ** 2,
  }
}
