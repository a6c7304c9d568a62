/** Joins an earlier summary and the first words of each message of the user. */
export function chatSummary(transcript: string): string {
  const paragraphs = transcript.split('\n\n')
  const earlier = paragraphs[0]?.startsWith('Summary of what came before: ')
    ? paragraphs[0].slice('Summary of what came before: '.length)
    : ''
  const lines = paragraphs
    .filter((paragraph) => paragraph.startsWith('User: '))
    .map((paragraph) => paragraph.slice('User: '.length).split('\n')[0]?.slice(0, 120) ?? '')
  return [earlier, ...lines].filter(Boolean).join('\n')
}
