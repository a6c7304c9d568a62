import { messageElementId } from './message-elements.ts'
import type { JumpTarget } from './use-jump.ts'

/** The name in `::highlight(found)`. */
const highlightName = 'found'

/** How far down in the view a found word is shown, share of its height. */
const wordAt = 0.3
/** Space above a message that is shown from its beginning, pixels. */
const gap = 16

/** Goes to a message and gives it the focus, once. */
export function jumpTo({ messageId, word }: JumpTarget): (scroller: Element) => void {
  let hasFocus = false
  return (scroller) => {
    scrollToWord(scroller, messageId, word)
    const element = document.getElementById(messageElementId(messageId))
    if (!element || hasFocus) return
    hasFocus = true
    element.tabIndex = -1
    element.focus({ preventScroll: true })
  }
}

/** Marks a word in a message and scrolls to it; to the message's beginning if it has no such word. */
function scrollToWord(scroller: Element, messageId: string, word: string): void {
  const element = document.getElementById(messageElementId(messageId))
  if (!element) return
  const range = markWord(element, word)
  const { top } = (range ?? element).getBoundingClientRect()
  const wanted = range ? scroller.clientHeight * wordAt : gap
  scroller.scrollTop += Math.round(top - scroller.getBoundingClientRect().top - wanted)
}

/** Marks all places of a word. @returns the first of them */
function markWord(element: Element, word: string): Range | null {
  const ranges = rangesOf(element, word.toLowerCase())
  // Missing in older browsers, which show the place without a mark.
  if (typeof Highlight !== 'undefined') CSS.highlights.set(highlightName, new Highlight(...ranges))
  return ranges[0] ?? null
}

function rangesOf(element: Element, word: string): Range[] {
  if (!word) return []
  const ranges: Range[] = []
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = (node.nodeValue ?? '').toLowerCase()
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const range = new Range()
      range.setStart(node, at)
      range.setEnd(node, at + word.length)
      ranges.push(range)
    }
  }
  return ranges
}
