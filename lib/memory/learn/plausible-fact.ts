import { aboutTheConversation as inChinese } from '../rules/chinese-predicates.ts'
import { aboutTheConversation as inEnglish } from '../rules/english-predicates.ts'
import { isPassingRemark } from '../rules/passing-remarks.ts'
import { joking, nearly } from '../rules/unreal-words.ts'
import { toSimplified } from '../text/chinese-script.ts'
import { anyOf, hanCharacter } from '../text/patterns.ts'

/** How a fact about the user begins, in the languages that memory models write; a time may stand first. */
const aboutUser = new RegExp(
  `^[^.!?。！？]{0,24}(?:\\b(?:the )?user\\b|用户|ユーザー|사용자|المستخدم|उपयोगकर्ता|пользовател|(?<!\\p{L})${anyOf(`
    nutzer(?:in)?, benutzer(?:in)?, utilisa(?:teur|trice), usuari[oa], utente, utilizador(?:a)?, gebruiker, użytkownik, kullanıcı, användaren`)})`,
  'iu',
)
const subject = /^(?:(?:the )?user(?:'s|’s)?\s+|用户的?)/i
/** It holds on a condition, or is no more than possible. */
const uncertain =
  /\b(?:if|unless|whether|would have|might|supposedly)\b|\bwould (?!like|love|prefer|rather|describe|call)|如果|假如|要是|倘若|除非|也许|说不定/i
/** A lasting statement about the user in the third person: only such a one of a model's is saved. */
export function isPlausibleFact(fact: string): boolean {
  const text = toSimplified(fact)
  if (!aboutUser.test(text)) return false
  if (uncertain.test(text) || nearly.test(text) || joking.test(text)) return false
  if (isPassingRemark(text)) return false
  const predicate = text.replace(subject, '')
  return !(hanCharacter.test(text) ? inChinese : inEnglish).test(predicate)
}
