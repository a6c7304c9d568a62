import type { ClipboardEvent } from 'react'
import { asWritten } from './as-written.ts'

/** Copies a selection as text and HTML of the answer, without elements of the page. */
export function copyAsWritten(event: ClipboardEvent) {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || event.defaultPrevented) return
  const copied = selectedContent(selection)
  event.clipboardData.setData('text/html', copied.innerHTML)
  event.clipboardData.setData('text/plain', plainText(copied))
  event.preventDefault()
}

/** The text of a selection within answers, with formulas as they were written. */
export function selectedText(): string {
  const selection = document.getSelection()
  return selection ? plainText(selectedContent(selection)) : ''
}

/** An answer's Markdown as HTML without elements of the page, from the elements that show it. */
export function htmlAsWritten(shown: Iterable<Element>): string {
  return [...shown]
    .map((element) => {
      const copy = document.createElement('div')
      copy.append(element.cloneNode(true))
      return asWritten(copy).innerHTML
    })
    .join('')
}

function selectedContent(selection: Selection): HTMLElement {
  const selected = document.createElement('div')
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index)
    const around = range.commonAncestorContainer
    const element = around instanceof Element ? around : around.parentElement
    const place = element?.closest('pre') ? document.createElement('pre') : selected
    place.append(range.cloneContents())
    if (place !== selected) selected.append(place)
  }
  return asWritten(selected)
}

/** Read from a laid out page, since only layout tells where lines, cells and paragraphs end. */
function plainText(copied: HTMLElement): string {
  copied.style.cssText = 'position:fixed;left:-200vw;width:100vw'
  document.body.append(copied)
  const text = copied.innerText
  copied.remove()
  return text
    .replace(/ \n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replaceAll('\u00a0', ' ')
    .replace(/^\n+|\n+$/g, '')
}
