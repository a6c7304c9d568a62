import { anyOf } from '../text/patterns.ts'
import * as words from './english-words.ts'
import { createRule, type PredicateRule, type RuleDetails } from './predicate-rule.ts'

const rule = (pattern: string, ...rest: RuleDetails) =>
  createRule(new RegExp(`^${pattern}`, 'iu'), ...rest)

const mark = '[\\uE000-\\uF8FF]'
const withTime = `.*${mark}`
const ever = '(?:strictly |mostly |happily |recently |newly |half |legally |partly )?'
const feelings = anyOf(
  'afraid, scared, terrified, frightened, fond, passionate, keen, interested, good, bad, great, terrible, crazy, addicted, into, obsessed',
)
const frequency = anyOf(
  'usually, always, often, normally, generally, typically, regularly, rarely, seldom, never, hardly ever',
)
/** They tell what goes on in a head or on a screen. */
const notHabits =
  '(?!(?:think|wonder|forget|see|feel|know|hear|find|end|want|wish|understand|seem|mean|get an?|ask|need|say|said)\\b)'
const every = anyOf(
  `every (?:day|morning|evening|night|week|weekend|month|year|summer|winter|other day|\\S+ days|${mark}), (?:on|at) weekends, (?:once|twice|\\d+ times|three times) (?:a|per) (?:day|week|month|year)`,
)

const nature: PredicateRule[] = [
  rule('be (\\d{1,3})(?: years old| yrs old)?$', 'profile', 0.6, 'lasting', ([, age = '']) => {
    return `is ${age} years old`
  }),
  rule('(?:not )?be (?:\\S+ )?(?:allergic|intolerant|sensitive) to ', 'profile', 0.9),
  rule(`(?:not )?be (?:a )?${ever}(?:${words.states}|${words.nationalities})\\b`, 'profile', 0.7),
  rule(
    'be (?:(?!not|away|far|back|free|coming|safe|different|apart|fresh|calling|writing|reading)\\S+ )?(?:from|based in) ',
    'profile',
    0.7,
  ),
  rule('be (?:called|named) ', 'profile', 0.9),
  rule(`be (?:not )?(?:(?:really|very|super|so|quite) )?${feelings} (?!luck)`, 'preference', 0.5),
  rule('be an? (?:\\S+ )?fan of ', 'preference', 0.5),
  rule(
    'be on (?:an? (?:\\S+ )?(?:diet|budget|sabbatical|gap year)|keto|insulin|medication|antidepressants|(?:parental|maternity) leave|blood thinners)',
    'profile',
    0.6,
  ),
  rule(
    'be the (?:\\S+ )?(?:father|mother|parent|owner|founder|ceo|cto|head|oldest|youngest|eldest|director|manager|captain) ',
    'profile',
    0.7,
  ),
  rule('be (?:(?:more of )?an?|my) ', 'profile', 0.7),
]

const future: PredicateRule[] = [
  rule(`be ${words.plannedDoings}\\b${withTime}`, 'event', 0.6, 'plan'),
  rule(
    `be (?:going|about|planning|hoping|set|due|scheduled) to (?!ask|show|tell|try|send|paste|give|say|share|be honest)\\w+${withTime}`,
    'event',
    0.6,
    'plan',
  ),
  rule(
    'be getting (?:married|divorced|a (?:new )?(?:dog|cat|puppy|kitten|car|job))',
    'event',
    0.6,
    'intention',
  ),
  rule('be (?:training for|preparing for|saving (?:up )?for) ', 'event', 0.6, 'intention'),
  rule(
    'start (?:school|kindergarten|nursery|university|college|uni|a new|my new|work|at)\\b',
    'event',
    0.6,
    'intention',
  ),
  rule(`turn \\d${withTime}`, 'event', 0.6, 'plan'),
  rule(
    `will (?!need|have to|try|ask|send|give|tell|show|be honest|use|let)\\w+${withTime}`,
    'event',
    0.6,
    'plan',
  ),
  rule(`have (?:an? |my )?(?:\\S+ ){0,3}${words.occasions}s?\\b${withTime}`, 'event', 0.6, 'plan'),
  rule(
    `(?:(?:have|need) to|must) (?!know|understand|ask|say|see|admit|find out|get|be\\b)\\w+ ${withTime}`,
    'task',
    0.6,
    'plan',
  ),
  rule(
    `(?:plan|intend|hope|aim|want|dream) (?:to|of) ${words.wishes}\\b`,
    'preference',
    0.5,
    'intention',
  ),
]

const past: PredicateRule[] = [
  rule('used to (?!be able|it\\b|that\\b)', 'profile', 0.5, 'past'),
  rule(`(?:have )?${words.lifeEvents}`, 'event', 0.6, 'past'),
  rule('(?:die|died|passed away)\\b', 'event', 0.7, 'past'),
]

const ways: PredicateRule[] = [
  rule(`(?:not )?have (?:no |any )?(?:\\S+ ){0,4}${words.possessions}(?:s|es)?\\b`, 'profile', 0.6),
  rule(`be ${words.longDoings}`, 'profile', 0.6),
  rule(
    'have (?:(?:never |always )?been (?!trying|looking|wondering|thinking|told|asked|using|getting|having|working on|given|able|reading|waiting)|(?:never )?(?:lived|worked|studied|played|known|owned|visited|climbed|smoked)\\b)',
    'profile',
    0.6,
  ),
  rule(
    '(?:not (?:really )?)?(?:like|love|prefer|enjoy|hate|dislike|adore|loathe|detest)s?\\b (?!not to)',
    'preference',
    0.5,
  ),
  rule('can not (?:stand|bear) ', 'preference', 0.5),
  rule(
    'can (?:swim|cook|sing|dance|ski|juggle|touch-?type|speak |play |ride |drive(?:$| a\\b| manual))',
    'profile',
    0.6,
  ),
  rule(
    'can not (?:swim|cook|sing|dance|ski|drive|ride|speak|eat|drink|have (?!access)|tolerate|digest|walk|fly|smell|(?:see|hear) well)\\b',
    'profile',
    0.6,
  ),
  rule(
    'no longer (?!need|want|understand|know|get|see|have (?:any )?(?:access|problem|question|time|the\\b))\\w+',
    'profile',
    0.6,
  ),
  rule('want (?:a (?:dog|cat|baby)|kids|children)\\b', 'preference', 0.4),
  rule(
    `(?:not |never )(?:${words.vocations}|${words.habits}|have (?:a|any) (?:tv|car|phone)|want (?:kids|children)|work|read|watch)\\b`,
    'profile',
    0.6,
  ),
  rule('work as (?:an? )?(.+)', 'profile', 0.7, 'lasting', ([, job = '']) => {
    return `works as ${/^[aeiou]/i.test(job) ? 'an' : 'a'} ${job}`
  }),
  rule(`${words.vocations}\\b`, 'profile', 0.7),
  // Only what has a name: "I use Linux", not "I use a loop".
  {
    pattern: /^(?:use|support|follow) (?=[A-Z])/u,
    type: 'preference',
    importance: 0.4,
    kind: 'lasting',
  },
  rule(
    'run (?=an? |my |marathons|ultra|\\d)(?!an? (?:command|script|test|query|server|program))',
    'profile',
    0.5,
  ),
  rule(
    'take (?=insulin|medication|(?:\\S+ )?(?:pills|lessons|classes|tablets)|(?:the|a) (?:bus|train|tram|metro|subway|ferry)|care of|\\S+ for (?:my|high|low) )',
    'profile',
    0.5,
  ),
  rule('(?:would )?(?:describe|consider|call) myself ', 'profile', 0.5),
  rule(
    'go to (?=(?:the |an? )?(?:\\S+ )?(?:gym|church|mosque|temple|university|college|school|office))',
    'profile',
    0.5,
  ),
  rule(`${words.habits}\\b ?`, 'preference', 0.5),
  rule(`${frequency} ${notHabits}\\w+ `, 'preference', 0.5),
  rule(`${notHabits}\\w+ .*\\b${every}`, 'preference', 0.5),
]

/** Of predicates in their base form: "be allergic to nuts", "not eat meat", "usually get up early". */
export const englishPredicates: PredicateRule[] = [
  rule(
    '(?:have |be )?(?:mov(?:ed?|ing)|relocat(?:ed?|ing)) (?:(?:away |over )?(?:from .+? )?)(?:to|into|back to) (.+)',
    'profile',
    0.8,
    'beginning',
    ([, to = '']) => `lives in ${to}`,
  ),
  ...nature,
  ...future,
  ...past,
  ...ways,
]

/** What speaks of the conversation and not of the person. */
export const aboutTheConversation =
  /\b(?:you|your|yours|chatgpt|chatbot|this|these|those|please|sorry|sure|wrong|right now)\b|\bthat$|\b(?:an?|the|my|last|first|second|third|previous|another|some) (?:\S+ )?(?:answer|reply|response|question|prompt|error|exception|bug|code|script|function|query|line|output|typo|stack trace|idea|suggestion|explanation|approach|solution|option|version|result|command|file|message|instructions?|problem|issue|way|look|sound)\b/i
/** A verb's object that points at something said before. */
export const pointing =
  /^(?:it|that|them|both|one|all of|how|what|when|the (?:first|second|third|last|other|former|latter|new|old|one))\b/i
/** What a person is called that says nothing of him. */
export const passing =
  /^(?:an? )?(?:bit|little|lot|tad|fool|idiot|mess|moment|human|person|user|customer|ai|bot|robot|few|total|complete|huge mess|loss|bad|big|hurry|rush|joke|good|better)\b(?! (?:fan|eater|sleeper|cook|listener|driver|swimmer|family))/i
