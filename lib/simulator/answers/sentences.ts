/** Sentences, their marks at the end cut off; clauses joined by "and I" are apart. */
export function sentencesOf(text: string): { text: string; isQuestion: boolean }[] {
  return (text.match(/[^.!?。！？\n]+(?:\.(?=\S)[^.!?。！？\n]+)*[.!?。！？]*/g) ?? [])
    .flatMap((sentence) => {
      const isQuestion = /[?？]\s*$/.test(sentence) || /吗\s*[。？?]?$/.test(sentence)
      const bare = sentence.replace(/[.!?。！？\s]+$/, '').trim()
      return clausesOf(bare).map((clause) => ({ text: clause, isQuestion }))
    })
    .filter(({ text: sentence }) => sentence.length > 1)
}

function clausesOf(sentence: string): string[] {
  return sentence
    .split(/,?\s+(?:and|but)\s+(?=(?:I|my)\b)|,\s+(?=(?:I|my)\b)|[，,；;](?=\s*我)/i)
    .map((clause) => clause.trim())
    .filter(Boolean)
}
