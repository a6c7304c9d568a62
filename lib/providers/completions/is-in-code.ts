/** Whether Markdown goes on in code behind this text: in a block, or within backticks of a line. */
export function isInCode(text: string): boolean {
  let fence = ''
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  for (const line of lines) {
    const [, mark = ''] = /^\s*(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === '') fence = mark
    else if (mark.startsWith(fence)) fence = ''
  }
  if (fence !== '') return true
  const isIndented = /^( {4}|\t)/.test(last) && (lines.at(-1) ?? '').trim() === ''
  return isIndented || (last.match(/`+/g)?.length ?? 0) % 2 === 1
}
