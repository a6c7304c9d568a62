import { aboutTheConversation, englishPredicates, passing, pointing } from './english-predicates.ts'
import { attributes, belongings, occasions, relatives, wishes } from './english-words.ts'
import type { PredicateRule, Statement } from './statement.ts'
import { baseVerb, isPastForm, thirdPersonVerb, withoutFirstPerson } from './third-person.ts'

const leadIn =
  '(?:(?:hi|hello|hey|well|so|ok(?:ay)?|yes|yeah|no|actually|also|and|but|plus|because|since|as|btw|by the way|fyi|for (?:context|the record|your information)|just so you know|(?:please )?(?:note|remember)(?: that)?|to be honest|honestly|unfortunately|sadly|luckily|currently|now|nowadays|these days|at the moment|in fact|personally|in my (?:free|spare) time|as a (?:kid|child|teenager|teen|student)|when i was (?:a )?\\w+|recently|lately|about me)\\b[,:!]?\\s+)'
const timeLead =
  '(?:(?:(?:from|since|until|till|by|on|in|at|starting|ever since)\\s+)?[\\uE000-\\uF8FF],?\\s+)'
const subjectWord = '(?:i|my|we|our|call me|people call me|everyone calls me|friends call me)\\b'
const clauseBreak = new RegExp(
  `(?:\\s*[;,()–—]|\\s-)\\s*(?=${leadIn}*${timeLead}?${leadIn}*${subjectWord})|\\s+(?=(?:and|but|because|so|plus|while|although|though|since|where|when)\\s+${timeLead}?${subjectWord})`,
  'iu',
)
const clauseStart = new RegExp(`^${leadIn}*(${timeLead}?)${leadIn}*(?=${subjectWord})`, 'iu')
/** "… and work at Acme": the subject goes on. */
const predicateBreak =
  /,?\s+(?:and|but)\s+(?:also |then |now |currently |just |i |we )?(?=(?:lives?|works?|study|studies|speaks?|loves?|likes?|hates?|enjoys?|prefers?|have|has|am|is|'m|drives?|plays?|teach(?:es)?|owns?|moved|need|want|would|was|can|can't|could|don't|doesn't|will|use|usually|often|never|always|no longer|used to|going|thinking|looking)\b)/i
const openQuestion =
  /(?:^|,\s*|\s(?:and|so|but)\s)(?:can|could|do|does|did|what|which|where|how|is|are|am|should|would|will|any|who|when|why|have|has|may|shall|right|correct)\b[^,]*\?\s*$/i

const relative = new RegExp(
  `^((?:[\\w-]+ ){0,2}?${relatives}(?:s|ren)?)(?: ([A-Z][\\p{L}'-]+(?: [A-Z][\\p{L}'-]+)?))?('s name)?(?='s\\b|'re\\b|\\s)\\s*(.+)$`,
  'u',
)
const attribute = new RegExp(
  `^(${attributes}|(?:\\w+ )?${occasions})(?: is| are|'s)(?: on| called| named)? (.+)$`,
  'iu',
)
const belonging = new RegExp(`^(${belongings}) is (?:called )?((?:an? |\\p{Lu}|\\d).+)$`, 'u')
const occasion = new RegExp(`${occasions}$`, 'i')
/** What a goal is, other than of this conversation. */
const goal = new RegExp(`^(?!to\\b)|^to ${wishes}\\b`, 'i')
const name = "\\p{Lu}[\\p{L}'-]+(?: (?:van |von |de |da |del |bin |al-)?\\p{Lu}[\\p{L}'.-]+){0,3}"
const onlyName = new RegExp(`^(?:called |named )?(${name})$`, 'u')
const notNames =
  /^(?:Sorry|Here|Fine|Good|Okay|Sure|Back|Done|Not|Very|So|Just|Happy|Sad|Tired|Glad|New|Ready|Afraid|Bored|Lost|Curious|Hungry|Confused|Sick)\b/
const called = new RegExp(
  `^(?:[Pp]lease )?(?:[Cc]all|[Pp]eople call|[Ee]veryone calls|[Ff]riends call) me (${name})`,
  'u',
)
const adverbs =
  /^((?:also|really|just|actually|still|currently|now|personally|absolutely|totally|definitely|only|mostly|mainly|recently|already|both|all|even|actually)\s+)+/i
const longestFact = 160

/** What one English sentence with marked times states about its author or those around him. */
export function englishStatements(sentence: string): Statement[] {
  const asserted = sentence.replace(openQuestion, '').replace(/[\s.!…]+$/u, '')
  if (asserted.endsWith('?')) return []
  return asserted.split(clauseBreak).flatMap((clause) => statementsOf(clause.trim()))
}

function statementsOf(clause: string): Statement[] {
  const start = clauseStart.exec(clause)
  if (!start) return []
  const said = clause.slice(start[0].length)
  const time = (start[1] ?? '').replace(/[,\s]+$/, '')
  const given = called.exec(said)?.[1]
  if (given) return [named(`The user goes by ${given}`)]
  const own = /^(?:my|our)\s+(.+)$/isu.exec(said)?.[1]
  if (own !== undefined) return aboutOwn(own, time)
  const predicate = said.replace(/^(?:I|we)\s*/i, '')
  return predicate.split(predicateBreak).flatMap((part) => about('The user', part, time) ?? [])
}

/** "My sister Ana works …", "my birthday is …". */
function aboutOwn(said: string, time: string): Statement[] {
  const value = attribute.exec(said) ?? belonging.exec(said)
  if (value) return property(value[1] ?? '', value[2] ?? '', time)
  const [, who = '', proper, isName, predicate = ''] = relative.exec(said) ?? []
  if (who === '') return []
  const subject = `The user's ${withoutFirstPerson(who.toLowerCase())}${proper ? ` ${proper}` : ''}`
  if (isName) {
    const given = cutTail(predicate.replace(/^(?:is|are|was)\s+/i, ''))
    return given ? [relation(`${subject} is ${given}`)] : []
  }
  return predicate.split(predicateBreak).flatMap((part) => {
    const is = /^(?:is|'s|are|'re)\s+(.+)$/iu.exec(part)?.[1]
    const given = is && onlyName.exec(cutTail(is) ?? '')?.[1]
    if (given && !notNames.test(given)) return relation(`${subject} is ${given}`)
    const statement = about(subject, part, time)
    return statement ? { ...statement, type: 'relation' as const } : []
  })
}

function property(what: string, said: string, time: string): Statement[] {
  const value = cutTail(said)
  if (!value || pointing.test(value)) return []
  const isName = /name$/i.test(what)
  if (/goal|dream/i.test(what) && !goal.test(value)) return []
  const kind = occasion.test(what) ? 'plan' : 'lasting'
  const text = end(`The user's ${what.toLowerCase()} is ${withoutFirstPerson(value)}`, time)
  if (isName && !/^\p{Lu}/u.test(value)) return []
  if (/^favou?rite/i.test(what)) return [{ text, type: 'preference', importance: 0.6, kind }]
  return [
    { text, type: kind === 'plan' ? 'event' : 'profile', importance: isName ? 0.9 : 0.7, kind },
  ]
}

function about(subject: string, said: string, time: string): Statement | null {
  const whole = cutTail(said)
  if (!whole || aboutTheConversation.test(whole)) return null
  const isUser = subject === 'The user'
  const predicate = asBase(whole, isUser).replace(adverbs, '')
  if (isUser && predicate.startsWith('be ')) {
    const given = onlyName.exec(predicate.slice(3))?.[1]
    const rule = ruleOf(predicate)
    if (given && !notNames.test(given) && !rule) return named(`The user's name is ${given}`)
  }
  const marked = time === '' ? predicate : `${predicate} ${time}`
  const rule = ruleOf(marked)
  if (!rule) return null
  const { type, importance, kind, say, pattern } = rule
  const often = frequency.exec(marked)?.[0]
  // "I never said …" is no habit.
  if (often && isPastForm(marked.slice(often.length).split(' ', 1)[0] ?? '')) return null
  const isPlural = !isUser && /(?:s|children|family)$/.test(subject)
  const spoken = say ? say([...(pattern.exec(marked) ?? [])]) : conjugate(marked, kind, isPlural)
  return { text: end(`${subject} ${withoutFirstPerson(spoken)}`), type, importance, kind }
}

function ruleOf(predicate: string): PredicateRule | undefined {
  if (predicate.startsWith('be ') && passing.test(predicate.slice(3))) return
  const object = predicate.replace(
    /^(?:(?:not|never|usually|always|often|be|can|have)\s+)*\S+\s+/,
    '',
  )
  if (pointing.test(object)) return
  return englishPredicates.find(({ pattern }) => pattern.test(predicate))
}

/** "'m not", "has", "works" as "not be", "have", "work". */
function asBase(said: string, isUser: boolean): string {
  const spelt = said
    .replace(/^'(?:m|re)\b/i, 'am')
    .replace(/^'s\b/i, 'is')
    .replace(/^'ve\b/i, 'have')
    .replace(/^'ll\b/i, 'will')
    .replace(/^((?:\w+\s)?)(?:cannot|can't|can not)\b/i, '$1can not')
    .replace(/^((?:\w+\s)?)(?:don't|doesn't|do not|does not)\b/i, '$1not')
    .replace(/^(?:isn't|aren't)\b/i, 'is not')
    .replace(/^have(n't| not) got\b/i, 'not have')
    .replace(/^((?:am|is|are|have|has) )not\b/i, 'not $1')
    .replace(/^((?:\w+ )?)(am|is|are)\s+/i, (all, before: string) =>
      /^(?:not |also |really |still |currently |now |just |actually |both |all |always |usually )?$/i.test(
        before,
      )
        ? `${before}be `
        : all,
    )
    .replace(/^((?:\w+ )?)ha(?:ve|s) got (?!to\b|married|divorced)/i, '$1have ')
    .replace(/\s+(?:any ?more|any longer)$/i, ' any more')
    .replace(
      /^((?:not )?be) (?:currently|also|still|really|actually|now|just|already|both|all) /i,
      '$1 ',
    )
    .replace(/\s{2,}/g, ' ')
  const base = isUser
    ? spelt
    : spelt.replace(
        /^((?:usually|always|often|never|also|really|still|currently|now|no longer) )?(\p{L}+)/iu,
        (_, before = '', verb: string) =>
          `${before}${/^(?:was|always|is)$/i.test(verb) ? verb : baseVerb(verb)}`,
      )
  return /^(?:not|can not) .* any more$/.test(base)
    ? base.replace(/^(?:can )?not /, 'no longer ').replace(/ any more$/, '')
    : base.replace(/ any more$/, '')
}

const frequency =
  /^(?:usually|always|often|normally|generally|typically|regularly|rarely|seldom|never|hardly ever|no longer)\s+/i

function conjugate(predicate: string, kind: Statement['kind'], isPlural: boolean): string {
  const often = frequency.exec(predicate)?.[0] ?? ''
  const rest = predicate.slice(often.length)
  if (/^not be /.test(rest)) return `${isPlural ? 'are' : 'is'} not ${rest.slice(7)}`
  if (/^not /.test(rest)) return `${isPlural ? 'do' : 'does'} not ${rest.slice(4)}`
  const [verb = ''] = rest.split(' ', 1)
  if (verb === 'can') return often + rest.replace('can not', 'cannot')
  const isFixed =
    /^(?:will|must|used|was|were)$/i.test(verb) || (kind === 'past' && verb !== 'have')
  if (isFixed || isPastForm(verb)) return often + rest
  if (isPlural) return often + rest.replace(/^be\b/, 'are')
  return `${often}${thirdPersonVerb(verb.toLowerCase())}${rest.slice(verb.length)}`
}

/**
 * What belongs to the predicate: up to the next clause, with the parts of a list; null when it holds
 * only on a condition.
 */
function cutTail(said: string): string | null {
  if (/\s(?:if|unless|whether)\s|\bas if\b/i.test(said)) return null
  const [kept = ''] = said
    .replaceAll(/\s*\([^)]*\)/g, '')
    .split(
      /\s(?:so|because|but|although|though|whereas|while|when|which|as well as|:|-|–|—)\s|[;:!…]|,?\s+(?:and|so|but) (?:i|we|my|it|its|they|that|there|nothing|now|then|he|she|get|got|can|could|what|how)\b|,?\s+and the (?:\S+ ){1,2}(?:is|are|was|were|has|does|keeps?)\b/i,
    )
  const [first = '', ...others] = kept.split(/,\s*/)
  const parts = [first]
  for (const part of others) {
    const isShort = part.split(' ').length <= 4
    const isPlace = /^(?:\p{Lu}[\p{L}'.-]*|[\uE000-\uF8FF])(?: \p{Lu}[\p{L}'.-]*)*$/u.test(part)
    const isList = isShort && others.some((other) => /^(?:and|or) | (?:and|or) /.test(other))
    if (
      /^(?:can|could|would|what|how|do|does|is|are|please|thanks|so|but|which|where|who|then|not)\b/i.test(
        part,
      ) ||
      !(isPlace || isList)
    )
      break
    parts.push(part)
  }
  const text = parts
    .join(', ')
    .replace(
      /(?:,?\s+(?:too|as well|by the way|btw|actually|right now|at the moment|currently|now|though|lol|haha|please|thanks|thank you|then|these days|nowadays))+$/i,
      '',
    )
    .replace(/[^\p{L}\p{N}\uE000-\uF8FF%'")+#]+$/u, '')
    .trim()
  return text === '' || text.length > longestFact ? null : text
}

function end(text: string, time = ''): string {
  return `${text}${time === '' ? '' : ` ${time}`}.`
}

function named(text: string): Statement {
  return { text: end(text), type: 'profile', importance: 0.9, kind: 'lasting' }
}

function relation(text: string): Statement {
  return { text: end(text), type: 'relation', importance: 0.7, kind: 'lasting' }
}
