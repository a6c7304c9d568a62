import { gfmFromMarkdown } from 'mdast-util-gfm'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import type { Processor } from 'unified'
import { boundedAutolinks } from './address-boundary.ts'
import { backslash, dollar } from './character-codes.ts'
import { environmentFlow } from './environment-flow.ts'
import { formulaFlow } from './formula-flow.ts'
import { formulaText } from './formula-text.ts'
import { formulasFromMarkdown } from './formula-tokens.ts'

const formulas = {
  flow: { [dollar]: formulaFlow, [backslash]: [formulaFlow, environmentFlow] },
  text: { [dollar]: formulaText, [backslash]: formulaText },
}

// Without mdast's transforms, which search text for addresses again by other rules.
const fromMarkdown = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension)

/**
 * The Markdown of answers: GFM without single tildes, emphasis beside East Asian punctuation, bare
 * addresses that end before East Asian text, and formulas in all notations that models use.
 * https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
 */
export function answerSyntax(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []),
    gfmFootnote(),
    gfmTable(),
    gfmTaskListItem(),
    boundedAutolinks(),
    cjkFriendlyExtension(),
    gfmStrikethroughCjkFriendly({ singleTilde: false }),
    formulas,
  ]
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    fromMarkdown,
    formulasFromMarkdown,
  ]
}
