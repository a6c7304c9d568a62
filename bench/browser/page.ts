import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'

/** What was seen while an answer streamed. */
export interface Watched {
  /** From each key to the frame after it, milliseconds. */
  keyToPaintMs: number[]
  /** Earlier messages, and how many of them React rendered again. */
  earlier: number
  renderedAgain: number
  heapMb: number
}

const keyEveryMs = 250

/** What the page keeps for us. */
interface Notes {
  keys: number[]
  messages: { element: Element; props: unknown }[]
}

/** Asks the question, types while it is answered, and watches the page until it is. */
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
      // The message is taken after the frame was painted.
      port1.onmessage = () => notes.keys.push(performance.now() - timeStamp)
      port2.postMessage(null)
    })
  })
}

/** React gives an element new props, and notes them there, whenever its component renders. */
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
