/** An answer's Markdown without marks and code, which nobody wants to hear. */
export function spokenText(markdown: string): string {
  return markdown
    .replace(/^ {0,3}(```|~~~)[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|$(?![\s\S]))/gm, '')
    .replace(/!?\[([^\][]*)\]\([^()\s]*\)/g, '$1')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\|) ?/gm, '')
    .replace(/[*_`|~]{1,3}/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim()
}
