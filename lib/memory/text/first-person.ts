import { anyOf } from './patterns.ts'

/** English and Chinese. */
export const firstPerson = /\b(?:I|my|we|our|me)\b|我|本人/i

/** Words and verbs in which people speak of themselves in other languages; texts in other scripts are recognised by their letters. */
const inLatinLetters = new RegExp(
  `(?<!\\p{L})${anyOf(`
    ich, mein(?:e[mnrs]?)?, mir, mich, wir, unser(?:e[nmrs]?)?, j'[\\p{L}]+, je, mon, ma, mes, nous, notre, moi,
    yo, mi, mis, soy, tengo, vivo, trabajo, nací, estoy, nuestr[oa]s?, io, mio, mia, miei, mie, sono, ho, abito, lavoro,
    eu, meu, minha, meus, minhas, sou, tenho, moro, trabalho, estou, nosso, ik, mijn, wij, onze, ben ik,
    jestem, mam, mieszkam, mój, moja, moje, lubię, pracuję, ben, benim, bizim, \\p{L}+(?:ıyorum|iyorum|uyorum|üyorum), jag, min, mitt, mina, jeg, mitt, minun, minä, olen, eu sunt, meu, já, jsem, mám`)}(?!\\p{L})`,
  'iu',
)
const otherScript =
  /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Devanagari}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Thai}]/u

/** May its author speak of himself in it, in whatever language? */
export function mayBeFirstPerson(sentence: string): boolean {
  return firstPerson.test(sentence) || inLatinLetters.test(sentence) || otherScript.test(sentence)
}
