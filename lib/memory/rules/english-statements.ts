import { type Clause, cutTail, splitClauses, splitPredicates } from './english-clauses.ts'
import { aboutTheConversation, englishPredicates, passing, pointing } from './english-predicates.ts'
import { attributes, belongings, occasions, relatives, wishes } from './english-words.ts'
import type { PredicateRule } from './predicate-rule.ts'
import type { Statement } from './statement.ts'
import { asBase, conjugate, frequency, isPastForm, withoutFirstPerson } from './third-person.ts'

interface Subject {
  name: string
  isPlural: boolean
}
const user: Subject = { name: 'The user', isPlural: false }

const relative = new RegExp(
  `^((?:[\\w-]+ ){0,2}?${relatives}(?:s|ren)?)(?: ([A-Z][\\p{L}'-]+(?: [A-Z][\\p{L}'-]+)?))?('s name)?(?='s\\b|'re\\b|\\s)\\s*(.+)$`,
  'u',
)
const attribute = new RegExp(
  `^(${attributes}|(?:\\w+ )?${occasions})(?: is| are|'s)(?: on| called| named)? (.+)$`,
  'iu',
)
/** "My sister's birthday is …". */
const attributeOfRelative = new RegExp(
  `^((?:[\\w-]+ )?${relatives}(?: \\p{Lu}[\\p{L}'-]+)?'s? (?:${attributes}))(?: is| are|'s) (.+)$`,
  'u',
)
const belonging = new RegExp(`^(${belongings}) is (?:called )?((?:an? |\\p{Lu}|\\d).+)$`, 'u')
const occasion = new RegExp(`${occasions}$`, 'i')
/** What a goal is, other than of this conversation. */
const goal = new RegExp(`^(?!to\\b)|^to ${wishes}\\b`, 'i')
const name = "\\p{Lu}[\\p{L}'-]+(?: (?:van |von |de |da |del |bin |al-)?\\p{Lu}[\\p{L}'.-]+){0,3}"
const onlyName = new RegExp(`^(?:called |named )?(${name})$`, 'u')
const notNames =
  /^(?:Sorry|Here|Fine|Good|Okay|Sure|Back|Done|Not|Very|So|Just|Happy|Sad|Tired|Glad|New|Ready|Afraid|Bored|Lost|Curious|Hungry|Confused|Sick)\b/
/** "My name is anna", but not "my name is not important". */
const nameAlone =
  /^(?!(?:not|so|too|very|an?|the|none|hard|irrelevant|unimportant|unknown|missing|wrong|spelled|pronounced|in|on|at)\b)[\p{L}'.-]+(?: [\p{L}'.-]+){0,3}$/u
const called = new RegExp(
  `^(?:[Pp]lease )?(?:[Cc]all|[Pp]eople call|[Ee]veryone calls|[Ff]riends call) me (${name})`,
  'u',
)
const adverbs =
  /^((?:also|really|just|actually|still|currently|now|personally|absolutely|totally|definitely|only|mostly|mainly|recently|already|both|all|even|actually)\s+)+/i

/** What one English sentence with marked times states about its author or those around him. */
export function englishStatements(sentence: string): Statement[] {
  return splitClauses(sentence).flatMap((clause) => statementsOf(clause))
}

function statementsOf({ text, time }: Clause): Statement[] {
  const givenName = called.exec(text)?.[1]
  if (givenName) return [named(`The user goes by ${givenName}`)]
  const own = /^(?:my|our)\s+(.+)$/isu.exec(text)?.[1]
  if (own !== undefined) return aboutOwn(own, time)
  const predicates = splitPredicates(text.replace(/^(?:I|we)\s*/i, ''))
  return predicates.flatMap((predicate) => about(user, predicate, time) ?? [])
}

/** "My sister Ana works …", "my birthday is …". */
function aboutOwn(text: string, time: string): Statement[] {
  const value = attribute.exec(text) ?? belonging.exec(text)
  if (value) return property((value[1] ?? '').toLowerCase(), value[2] ?? '', time)
  const ofRelative = attributeOfRelative.exec(text)
  if (ofRelative && !ofRelative[1]?.endsWith("'s name")) {
    const found = property(ofRelative[1] ?? '', ofRelative[2] ?? '', time)
    return found.map((statement) => ({ ...statement, type: 'relation' as const }))
  }
  const [, who = '', proper, isName, predicate = ''] = relative.exec(text) ?? []
  if (who === '') return []
  const subject = {
    name: `The user's ${withoutFirstPerson(who.toLowerCase())}${proper ? ` ${proper}` : ''}`,
    isPlural: !proper && /(?:[^s]s|children|family)$/.test(who),
  }
  if (isName) {
    const givenName = cutTail(predicate.replace(/^(?:is|are|was)\s+/i, ''))
    return givenName ? [relation(`${subject.name} is ${givenName}`)] : []
  }
  return splitPredicates(predicate).flatMap((part) => {
    const is = /^(?:is|'s|are|'re)\s+(.+)$/iu.exec(part)?.[1]
    const givenName = is && onlyName.exec(cutTail(is) ?? '')?.[1]
    if (givenName && !notNames.test(givenName)) return relation(`${subject.name} is ${givenName}`)
    const statement = about(subject, part, time)
    return statement ? { ...statement, type: 'relation' as const } : []
  })
}

function property(what: string, predicate: string, time: string): Statement[] {
  const value = cutTail(predicate)
  if (!value || pointing.test(value)) return []
  const isName = /name$/i.test(what)
  if (/goal|dream/i.test(what) && !goal.test(value)) return []
  const kind = occasion.test(what) ? 'plan' : 'lasting'
  const shown = isName ? capitalised(value) : withoutFirstPerson(value)
  const text = end(`The user's ${what} is ${shown}`, time)
  if (isName && !nameAlone.test(value)) return []
  if (/^favou?rite/i.test(what)) return [{ text, type: 'preference', importance: 0.6, kind }]
  return [
    { text, type: kind === 'plan' ? 'event' : 'profile', importance: isName ? 0.9 : 0.7, kind },
  ]
}

function about(subject: Subject, text: string, time: string): Statement | null {
  const whole = cutTail(text)
  if (!whole || aboutTheConversation.test(whole)) return null
  const isUser = subject === user
  const predicate = asBase(whole, isUser).replace(adverbs, '')
  if (isUser && predicate.startsWith('be ')) {
    const givenName = onlyName.exec(predicate.slice(3))?.[1]
    const rule = ruleOf(predicate)
    if (givenName && !notNames.test(givenName) && !rule)
      return named(`The user's name is ${givenName}`)
  }
  const marked = time === '' ? predicate : `${predicate} ${time}`
  const rule = ruleOf(marked)
  if (!rule) return null
  const { type, importance, kind, say, pattern } = rule
  const often = frequency.exec(marked)?.[0]
  // "I never said …" is no habit.
  if (often && isPastForm(marked.slice(often.length).split(' ', 1)[0] ?? '')) return null
  const spoken = say
    ? say([...(pattern.exec(marked) ?? [])])
    : conjugate(marked, kind === 'past', subject.isPlural)
  return { text: end(`${subject.name} ${withoutFirstPerson(spoken)}`), type, importance, kind }
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

function capitalised(name: string): string {
  return name.replaceAll(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase())
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
