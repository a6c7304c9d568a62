import type { Html, Nodes, Parents, PhrasingContent, RootContent, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { type HtmlTag, isInlineTag, isPlacedWell, splitHtml } from './html-tags.ts'

/** An element that the model wrote as HTML. */
export interface HtmlElement {
  type: 'htmlElement'
  children: Nodes[]
  data: { hName: string; hProperties: Record<string, string> }
}

declare module 'mdast' {
  interface PhrasingContentMap {
    htmlElement: HtmlElement
  }
  interface RootContentMap {
    htmlElement: HtmlElement
  }
}

interface Level {
  tag: HtmlTag
  children: Nodes[]
}

/** Deepest nesting of elements; tags below it become text. */
const deepest = 40

/** Parents whose text is wrapped in paragraphs. */
const blockParents = new Set([undefined, 'blockquote', 'center', 'dd', 'details', 'div', 'li'])

/**
 * HTML in an answer: pairs of allowed tags become elements. Everything else becomes text, so that
 * nothing between angle brackets disappears.
 */
export function htmlToElements() {
  return (tree: Nodes) => {
    visit(tree, (node) => {
      if (!('children' in node) || !node.children.some(({ type }) => type === 'html')) return
      // The new children contain no HTML.
      Object.assign(node, { children: pair(node) })
      return node.type === 'paragraph' ? SKIP : undefined
    })
  }
}

/** Pairs tags in one pass over the children, with a stack of the open tags. */
function pair(parent: Parents): Nodes[] {
  const isFlow = !parent.children.some(isPhrasing)
  const root: Nodes[] = []
  const open: Level[] = []
  const add = (node: Nodes) => (open.at(-1)?.children ?? root).push(node)

  /** An element without an end tag: its tag becomes text before its children. */
  const unwrap = () => {
    const level = open.pop()
    if (!level) return
    if (level.tag.name === 'details') return add(element(level))
    for (const node of [text(level.tag.source), ...level.children]) add(node)
  }
  const close = (found: HtmlTag) => {
    if (!open.some(({ tag }) => tag.name === found.name)) return add(text(found.source))
    while (open.at(-1)?.tag.name !== found.name) unwrap()
    const level = open.pop()
    if (level) add(element(level))
  }

  for (const child of parent.children) {
    if (child.type !== 'html') {
      add(child)
      continue
    }
    for (const piece of splitHtml(child.value, isFlow)) {
      if (typeof piece === 'string') add(text(piece))
      else if (piece.kind === 'close') close(piece)
      else if (!isPlacedWell(piece.name, open.at(-1)?.tag.name)) add(text(piece.source))
      else if (piece.kind === 'open' && open.length < deepest)
        open.push({ tag: piece, children: [] })
      else if (piece.kind === 'void') add(element({ tag: piece, children: [] }))
      else add(text(piece.source))
    }
  }
  while (open.length > 0) unwrap()
  return isFlow ? inParagraphs(root) : root
}

const text = (value: string): Text => ({ type: 'text', value })

function element({ tag, children }: Level): HtmlElement {
  const { name, attributes } = tag
  const isBlockParent = !isInlineTag(name) && blockParents.has(name)
  return {
    type: 'htmlElement',
    children: isBlockParent ? inParagraphs(children) : children,
    data: { hName: name === 'center' ? 'div' : name, hProperties: attributes },
  }
}

/** Wraps text between blocks in paragraphs and preserves its line breaks. */
function inParagraphs(nodes: Nodes[]): RootContent[] {
  const blocks: RootContent[] = []
  let phrasing: PhrasingContent[] = []
  const flush = () => {
    const isBlank = phrasing.every((node) => node.type === 'text' && node.value.trim() === '')
    if (!isBlank) blocks.push({ type: 'paragraph', children: phrasing })
    phrasing = []
  }
  for (const node of nodes) {
    if (isPhrasing(node)) {
      phrasing.push(...(node.type === 'text' ? inLines(node.value, phrasing.length === 0) : [node]))
    } else {
      flush()
      blocks.push(node as RootContent)
    }
  }
  flush()
  return blocks
}

function inLines(value: string, isFirst: boolean): PhrasingContent[] {
  const lines = (isFirst ? value.trimStart() : value).split('\n')
  return lines.flatMap((line, index) =>
    index === 0 ? [text(line)] : [{ type: 'break' }, text(line.replace(/^[ \t]+/, indent))],
  )
}

/** Browsers collapse spaces at the begin of a line, so they become no-break spaces. */
const indent = (blanks: string) => '\u00a0'.repeat(blanks.length)

const flowTypes = new Set(
  'blockquote code definition footnoteDefinition heading html list paragraph table thematicBreak'.split(
    ' ',
  ),
)

function isPhrasing(node: Nodes | Html): node is PhrasingContent {
  if (node.type === 'htmlElement') return isInlineTag(node.data.hName)
  if (node.type === 'formula') return node.data.hProperties.display === 'inline'
  return !flowTypes.has(node.type)
}
