/** Elements of the page that are no part of the answer. */
const tools = 'button, svg, .answer-tool'
const keptAttributes = new Set(['href', 'src', 'alt', 'colspan', 'rowspan', 'start', 'lang', 'dir'])

/** The text with its line breaks as elements. */
function inLines(text: string): HTMLElement {
  const lines = document.createElement('pre')
  lines.textContent = text
  return lines
}

/**
 * A copy of a part of an answer for the clipboard: formulas as TeX source instead of rendered
 * signs, without buttons, classes or styles.
 */
export function asWritten<T extends HTMLElement>(element: T): T {
  const copy = element.cloneNode(true) as T
  for (const formula of copy.querySelectorAll<HTMLElement>('[data-source]')) {
    const source = formula.dataset.source ?? ''
    formula.replaceChildren(source.includes('\n') ? inLines(source) : source)
  }
  for (const tool of copy.querySelectorAll(tools)) tool.remove()
  for (const task of copy.querySelectorAll<HTMLElement>('[data-checked]')) {
    task.replaceWith(task.dataset.checked === 'true' ? '[x] ' : '[ ] ')
  }
  for (const part of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name } of [...part.attributes]) {
      if (!keptAttributes.has(name)) part.removeAttribute(name)
    }
  }
  return copy
}
