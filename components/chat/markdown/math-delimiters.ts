/** Code keeps what it holds: fenced blocks, also one that still streams, and inline code. */
const code =
  /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[`~]*[ \t]*$|$(?![\s\S]))|(?<!`)(`+)(?!`)[^\n]*?[^`]\2(?!`)/gm

/** `\[…\]` on lines of its own, within a paragraph; not the `\\[2pt]` of a matrix. */
const bracketBlock =
  /^([ \t]*)(?<!\\)\\\[((?:(?!\n[ \t]*\n|(?<!\\)\\\[)[\s\S])+?)(?<!\\)\\\][ \t]*$/gm

const bracketText =
  /(?<!\\)\\\[((?:(?!(?<!\\)\\\[)[^\n])+?)(?<!\\)\\\]|(?<!\\)\\\(((?:(?!\n[ \t]*\n|(?<!\\)\\\()[\s\S])+?)(?<!\\)\\\)/g

const dollarBlock = /^([ \t]*)\$\$(?!\$)([^\n$]+)\$\$[ \t]*$/gm

/**
 * `$…$` by Pandoc's rule, which tells it from money: no blank inside next to a dollar, no digit
 * after the closing one. https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 */
const dollarText = /(?<![\\$\w])\$(?![\s$])((?:\\.|[^\n$\\])*?)(?<![\s\\])\$(?![\d$])/g

/**
 * Markdown whose formulas, in any of the ways models write them, are written as the renderer
 * reads them: `$$…$$` within a line, the dollars on lines of their own around a block.
 */
export function withMathDelimiters(markdown: string): string {
  if (!/\$|\\[[(]/.test(markdown)) return markdown
  let end = 0
  let result = ''
  for (const found of markdown.matchAll(code)) {
    result += convert(markdown.slice(end, found.index)) + found[0]
    end = found.index + found[0].length
  }
  return result + convert(markdown.slice(end))
}

function convert(text: string): string {
  return text
    .replace(bracketBlock, asBlock)
    .replace(bracketText, (_, first?: string, second = '') => `$$${(first ?? second).trim()}$$`)
    .replace(dollarBlock, asBlock)
    .replace(dollarText, (_, formula: string) => `$$${formula}$$`)
}

function asBlock(_: string, indent: string, formula: string): string {
  return `${indent}$$\n${indent}${formula.trim()}\n${indent}$$`
}
