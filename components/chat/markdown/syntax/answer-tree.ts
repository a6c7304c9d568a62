import type { Element, Nodes, Root } from 'hast'
import type { Code, FootnoteReference } from 'mdast'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { answerSyntax } from './answer-syntax.ts'
import { citationMarks } from './citation-marks.ts'
import { htmlToElements } from './html-to-elements.ts'

/** Levels by which an answer's headings are lowered, below those of the page and its sections. */
const headingShift = 2

const ownElements = {
  'lumos-code': ['language', 'meta'],
  'lumos-citation': ['number'],
  'lumos-footnote': ['label'],
  'lumos-formula': ['tex', 'source', 'display'],
}
const unwanted = new Set(['picture', 'source'])

const schema = {
  ...defaultSchema,
  clobber: [],
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter((name) => !unwanted.has(name)),
    ...Object.keys(ownElements),
    'mark',
    'small',
    'u',
  ],
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'tel'],
    src: ['http', 'https', 'data'],
  },
  attributes: { ...defaultSchema.attributes, ...ownElements },
}

const handlers = {
  footnoteReference: (_: unknown, { identifier }: FootnoteReference): Element => ({
    type: 'element',
    tagName: 'lumos-footnote',
    properties: { label: identifier },
    children: [],
  }),
  // Footnotes are numbered and shown for the whole answer, not per block.
  footnoteDefinition: () => undefined,
  code: (_: unknown, { value, lang, meta }: Code): Element => ({
    type: 'element',
    tagName: 'lumos-code',
    properties: { language: lang ?? '', meta: meta ?? '' },
    children: [{ type: 'text', value }],
  }),
}

const processor = unified()
  .use(remarkParse)
  .use(answerSyntax)
  .use(htmlToElements)
  .use(citationMarks)
  .use(remarkRehype, { handlers })
  .use(() => lowerHeadings)
  .use(rehypeSanitize, schema)

/** Converts a piece of an answer's Markdown to a sanitised element tree. */
export function toAnswerTree(markdown: string): Root {
  return processor.runSync(processor.parse(markdown)) as Root
}

function lowerHeadings(tree: Nodes) {
  visit(tree, 'element', (element) => {
    const [, level] = /^h([1-6])$/.exec(element.tagName) ?? []
    if (level) element.tagName = `h${Math.min(6, Number(level) + headingShift)}`
  })
}
