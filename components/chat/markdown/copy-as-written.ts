import type { ClipboardEvent } from 'react'
import { asWritten } from './as-written.ts'

/** Copies a selection as text and HTML of the answer, without elements of the page. */
export function copyAsWritten(event: ClipboardEvent) {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || event.defaultPrevented) return
  const selected = document.createElement('div')
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index)
    const around = range.commonAncestorContainer
    const element = around instanceof Element ? around : around.parentElement
    const place = element?.closest('pre') ? document.createElement('pre') : selected
    place.append(range.cloneContents())
    if (place !== selected) selected.append(place)
  }
  const copied = asWritten(selected)
  event.clipboardData.setData('text/html', copied.innerHTML)
  event.clipboardData.setData('text/plain', plainText(copied))
  event.preventDefault()
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
