/** Splits a text into sentences without their end marks; clauses joined by "and I" are separate. */
export function sentencesOf(text: string): { text: string; isQuestion: boolean }[] {
  return (text.match(/[^.!?。！？\n]+(?:\.(?=\S)[^.!?。！？\n]+)*[.!?。！？]*/g) ?? [])
    .flatMap((sentence) => {
      const isQuestion = /[?？]\s*$/.test(sentence) || /吗\s*[。？?]?$/.test(sentence)
      const bare = sentence.replace(/[.!?。！？\s]+$/, '').trim()
      return clausesOf(bare).map((clause) => ({ text: clause, isQuestion }))
    })
    .filter(({ text: sentence }) => sentence.length > 1)
}

const englishClauseEnds =
  /,?\s+(?:and|but)\s+(?=(?:now |then |also )?(?:I|my|we|our)\b(?! are\b))|,\s+(?=(?:I|my|we|our)\b)/i
const chineseClauseEnds = /[，,；;]/
/** A Chinese clause with one of these beginnings has the same subject as the clause before it. */
const goesOn =
  /^(?:今年|现在|目前|最近|正在|已经|在|对|住|喜欢|爱|会|有|是|叫|不|也|还|从|来自|养|想)/

function clausesOf(sentence: string): string[] {
  const isChinese = /\p{sc=Han}/u.test(sentence)
  const clauses = sentence
    .split(isChinese ? chineseClauseEnds : englishClauseEnds)
    .map((c) => c.trim())
  const isAboutMe = /^我/.test(clauses[0] ?? '')
  return clauses
    .filter(Boolean)
    .map((clause) => (isChinese && isAboutMe && goesOn.test(clause) ? `我${clause}` : clause))
}
