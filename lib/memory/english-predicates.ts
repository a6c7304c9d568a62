import type { MemoryType } from '#lib/contracts/memory.ts'
import type { PredicateRule, StatementKind } from './statement.ts'

const nationalities =
  'american|argentin(?:e|ian)|australian|austrian|belgian|brazilian|british|bulgarian|canadian|chilean|chinese|colombian|croatian|cuban|czech|danish|dutch|egyptian|english|estonian|ethiopian|filipino|finnish|french|german|ghanaian|greek|hungarian|icelandic|indian|indonesian|iranian|iraqi|irish|israeli|italian|japanese|kenyan|korean|latvian|lebanese|lithuanian|malaysian|mexican|moroccan|nepali|nigerian|norwegian|pakistani|persian|peruvian|polish|portuguese|romanian|russian|scottish|serbian|singaporean|slovak|slovenian|spanish|swedish|swiss|syrian|taiwanese|thai|tunisian|turkish|ukrainian|venezuelan|vietnamese|welsh'
const states = `(?:a )?(?:strictly |mostly |happily |recently |newly |half |legally |partly )?(?:vegan|vegetarian|pescatarian|married|single|divorced|separated|widowed|engaged|retired|pregnant|diabetic|asthmatic|dyslexic|autistic|c(?:o)?eliac|deaf|blind|(?:colou?r-?|partially )blind|left-handed|right-handed|bilingual|trilingual|unemployed|self-employed|freelance|gay|lesbian|bisexual|queer|trans(?:gender)?|non-?binary|jewish|muslim|christian|catholic|protestant|orthodox|hindu|buddhist|sikh|atheist|agnostic|mormon|(?:lactose|gluten|histamine)[- ]intolerant|gluten[- ]free|near-?sighted|short-?sighted|far-?sighted|sober|teetotal|introverted|extroverted|hard of hearing|${nationalities})\\b`
const people =
  'kid|child|children|son|daughter|twin|triplet|brother|sister|sibling|wife|husband|partner|girlfriend|boyfriend|nephew|niece|grandchild|grandchildren|grandson|granddaughter|stepson|stepdaughter'
const pets =
  'dog|cat|puppy|kitten|horse|pony|rabbit|parrot|hamster|guinea pig|goldfish|bird|pet|tortoise|turtle|snake|chicken|hen'
const health =
  "allergy|allergies|asthma|diabetes|adhd|autism|dyslexia|epilepsy|migraine|arthritis|eczema|c(?:o)?eliac disease|hypertension|high blood pressure|insomnia|anxiety|depression|ibs|crohn's|intolerance|phobia|disability|pacemaker|bad back|bad knee|astigmatism"
const things =
  "degree|phd|master's|bachelor's|mba|driv(?:ing|er's) licen[cs]e|house|flat|apartment|garden|balcony|car|bike|motorbike|motorcycle|boat|camper van|piano|guitar|violin|business|company|startup|blog|youtube channel|podcast|mortgage|tattoo|years of experience|years' experience|(?:blue|brown|green|grey) eyes|sweet tooth|green card|dual citizenship|passport"
const vocation =
  'live|reside|study|speak|teach|own|drive|ride|collect|practi[sc]e|raise|breed|volunteer|coach|suffer from|attend|belong to|come from|identify as|believe in|celebrate|work|specialise in|specialize in|major in'
const doings =
  'play|cook|bake|paint|knit|sew|garden|sing|dance|swim|run|jog|cycle|hike|ski|surf|climb|meditate|smoke|eat|drink|wear|vape|fast|commute|freelance|sleep|wake up|get up|go to|watch|read|write|use|take|keep|follow|support|manage|lead'
const abilities =
  'swim|drive|cook|sing|dance|ski|speak|play|ride|read|write|touch-?type|juggle|eat|drink|have|tolerate|digest|stand|walk|see|hear|fly|work'
const occasions =
  'appointment|meeting|exam|test|interview|flight|wedding|party|concert|deadline|trip|surgery|operation|check-?up|presentation|conference|date|marathon|race|match|visit|birthday|anniversary|game|class|course|train'
const plans =
  'moving|flying|travell?ing|visiting|getting (?:married|divorced|a|my|our)|having (?:a|an|surgery|guests|my|our)|going|starting|leaving|taking|meeting|hosting|running|graduating|retiring|attending|giving|turning|celebrating|seeing|coming|driving|presenting|racing|competing|performing|defending|launching|on (?:vacation|holiday|leave|parental leave|a (?:business )?trip)|away|off'
const lastingDoings =
  'learning|studying|training (?:for|to|as)|living|teaching|raising|expecting|dating|recovering|renovating|writing (?:a|my) (?:\\S+ )?(?:book|novel|thesis|dissertation|memoir|phd)|working (?:at|for|as|in|from|part|full|nights|on (?:a|my) (?:phd|thesis|book|novel|degree|masters?))|saving (?:up )?(?:for|to)|trying to (?:lose|gain|quit|stop|become|conceive|get (?:pregnant|fit|in shape)|eat|drink|cut down|save|learn) |taking (?:insulin|medication|antidepressants|antibiotics|(?:\\S+ )?lessons|(?:\\S+ )?classes|care of)|planning (?:a|my|our|to)|seeing a|preparing for|practi[sc]ing'
const events =
  '(?:was|were) (?:born|diagnosed|raised|promoted|fired|laid off|adopted|hired|made redundant)|grew up|graduated|got (?:married|divorced|engaged|promoted|fired|laid off|hired|pregnant|a (?:new |first )?(?:\\S+ )?(?:job|dog|cat|puppy|kitten|car|house|degree|tattoo|promotion|baby|role|offer))|retired|quit|resigned|adopted|joined|became|founded|co-founded|left (?:my|our) |lost (?:my|our) (?:job|mother|father|dog|cat|wife|husband)|started (?:(?:a|my|our|at|university|college|school|uni|work)\\b|(?:learning|studying|working|running|taking|playing|dating)\\b)|bought (?:a|an|my|our) (?:\\S+ ){0,3}(?:house|flat|apartment|car|bike|boat|dog|piano|guitar|motorbike|home)|broke (?:up|my)|gave up|stopped \\w+ing|gave birth|had (?:surgery|an operation|a baby|a stroke|a heart attack|twins)|(?:worked|lived|studied|majored|served|served) (?:at|for|as|in|on|abroad|with)|won|turned \\d|passed my|failed my|met my|sold my|visited|divorced|married|moved (?:out|in)'

const rule = (
  pattern: string,
  type: MemoryType,
  importance: number,
  kind: StatementKind = 'lasting',
  say?: PredicateRule['say'],
): PredicateRule => ({
  pattern: new RegExp(`^${pattern}`, 'iu'),
  ...{ type, importance, kind },
  ...(say && { say }),
})

const place = '(?:to|into|back to) (.+)'

/** Of predicates in their base form: "be allergic to nuts", "not eat meat", "usually get up early". */
export const englishPredicates: PredicateRule[] = [
  rule(
    `(?:have |be )?(?:mov(?:ed?|ing)|relocat(?:ed?|ing)) ${place}`,
    'profile',
    0.8,
    'beginning',
    ([, to = '']) => `lives in ${to}`,
  ),
  rule('used to (?!be able|it\\b|that\\b)', 'profile', 0.5, 'past'),
  rule(
    'be (\\d{1,3})(?: years old| yrs old)?$',
    'profile',
    0.6,
    'lasting',
    ([, age = '']) => `is ${age} years old`,
  ),
  rule('(?:not )?be (?:\\S+ )?(?:allergic|intolerant|sensitive) to ', 'profile', 0.9),
  rule(`(?:not )?be ${states}`, 'profile', 0.7),
  rule('be (?:originally )?(?:from|based in) ', 'profile', 0.7),
  rule('be (?:called|named) ', 'profile', 0.9),
  rule(
    'be (?:not )?(?:(?:really|very|super|so|quite|a big fan|a huge fan|a fan|not)\\b ?)?(?:afraid|scared|terrified|frightened|fond|passionate|keen|interested|good|bad|great|terrible|crazy|addicted|into|obsessed|of)\\b (?:of|about|on|in|at|with|to)? ?',
    'preference',
    0.5,
  ),
  rule(
    'be on (?:a (?:\\S+ )?(?:diet|budget|sabbatical|gap year)|keto|insulin|medication|antidepressants|parental leave|maternity leave|blood thinners|the (?:\\S+ )?(?:team|board|pill))',
    'profile',
    0.6,
  ),
  rule(
    'be (?:the (?:\\S+ )?(?:father|mother|parent|owner|founder|ceo|cto|head|oldest|youngest|eldest|director|manager|captain) |an? |my )',
    'profile',
    0.7,
  ),
  rule(`be (?:getting married|${plans})\\b.*[\\uE000-\\uF8FF]`, 'event', 0.6, 'plan'),
  rule(
    'be (?:going|about|planning|hoping|set|due|scheduled) to (?!ask|show|tell|try|send|paste|give|say|share|be honest)\\w+.*[\\uE000-\\uF8FF]',
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
  rule(
    'start (?:school|kindergarten|nursery|university|college|uni|a new|my new|work|at)\\b',
    'event',
    0.6,
    'intention',
  ),
  rule('be (?:training for|preparing for|saving (?:up )?for) ', 'event', 0.6, 'intention'),
  rule(`be (?:${lastingDoings})`, 'profile', 0.6),
  rule(
    'will (?!need|have to|try|ask|send|give|tell|show|be honest|use|let)\\w+.*[\\uE000-\\uF8FF]',
    'event',
    0.6,
    'plan',
  ),
  rule(
    `have (?:an? |my )?(?:\\S+ ){0,3}(?:${occasions})s?\\b.*[\\uE000-\\uF8FF]`,
    'event',
    0.6,
    'plan',
  ),
  rule(
    '(?:(?:have|need) to|must) (?!know|understand|ask|say|see|admit|find out|get|be\\b)\\w+ .*[\\uE000-\\uF8FF]',
    'task',
    0.6,
    'plan',
  ),
  rule(
    '(?:plan|intend|hope|aim|want|dream) (?:to|of) (?:visit|move|run|learn|travel|go to|climb|study|buy|write a|become|start (?:a|my)|get (?:married|a)|retire|quit|lose|finish|adopt|have (?:a|kids|children)|open|build (?:a|my)|live|work)\\b',
    'preference',
    0.5,
    'intention',
  ),
  rule(
    `(?:not )?have (?:no |any )?(?:\\S+ ){0,4}(?:${people}|${pets}|${health}|${things})(?:s|es)?\\b`,
    'profile',
    0.6,
  ),
  rule(
    'have (?:(?:never |always )?been (?!trying|looking|wondering|thinking|told|asked|using|getting|having|working on|given|able|reading|waiting)|(?:never )?(?:lived|worked|studied|played|known|owned|visited|climbed|smoked|had (?:asthma|diabetes))\\b)',
    'profile',
    0.6,
  ),
  rule(`(?:have )?(?:${events})\\b`, 'event', 0.6, 'past'),
  rule(
    '(?:not (?:really )?)?(?:like|love|prefer|enjoy|hate|dislike|adore|loathe|detest)s?\\b ',
    'preference',
    0.5,
  ),
  rule('can not (?:stand|bear) ', 'preference', 0.5),
  rule(`can (?:not )?(?:${abilities})\\b ?`, 'profile', 0.6),
  rule(
    `no longer (?!need|want|understand|know|get|see|have (?:any )?(?:access|problem|question|time))\\w+`,
    'profile',
    0.6,
  ),
  rule('want (?:a (?:dog|cat|baby)|kids|children)\\b', 'preference', 0.4),
  rule(
    `(?:not |never )(?:${vocation}|${doings}|have (?:a|any) (?:tv|car|phone)|want (?:kids|children))\\b`,
    'profile',
    0.6,
  ),
  rule(
    'work as (?:an? )?(.+)',
    'profile',
    0.7,
    'lasting',
    ([, job = '']) => `works as ${withArticle(job)}`,
  ),
  rule(`(?:${vocation})\\b`, 'profile', 0.7),
  // Only what has a name: "I use Linux", not "I use a loop".
  {
    pattern: /^(?:use|support|follow) (?=[A-Z])/u,
    type: 'preference',
    importance: 0.4,
    kind: 'lasting',
  },
  rule(
    'run (?=an? |my |the |marathons|ultra|\\d)(?!an? (?:command|script|test|query))',
    'profile',
    0.5,
  ),
  rule(
    'take (?=insulin|medication|(?:\\S+ )?(?:pills|lessons|classes|tablets)|(?:the|a) (?:bus|train|tram|metro|subway|ferry)|care of)',
    'profile',
    0.5,
  ),
  rule(
    'go to (?=(?:the )?(?:gym|church|mosque|temple|university|college|school|office))',
    'profile',
    0.5,
  ),
  rule(
    '(?:play|cook|bake|paint|knit|sing|dance|meditate|smoke|vape|eat|drink|wear|swim|hike|cycle|sleep|keep (?:bees|kosher|chickens|halal)|write (?:poetry|novels|songs|books|fiction|music)|read (?:a lot|mostly))\\b ?',
    'preference',
    0.5,
  ),
  rule(
    '(?:usually|always|often|normally|generally|typically|regularly|rarely|seldom|never|hardly ever) (?!think|wonder|forget|see|feel|know|hear|find|end|want|wish|understand|seem|mean)\\w+ ',
    'preference',
    0.5,
  ),
  rule(
    '(?!think|wonder|get an|see|feel|ask|need|want|wonder|know)\\w+ .*\\b(?:every (?:day|morning|evening|night|week|weekend|month|year|summer|winter|other day|\\S+ days|[\\uE000-\\uF8FF])|(?:on|at) weekends|(?:once|twice|\\d+ times|three times) (?:a|per) (?:day|week|month|year))',
    'preference',
    0.5,
  ),
  rule('(?:die|died|pass|passed away)\\b', 'event', 0.7, 'past'),
]

/** What speaks of the conversation and not of the person. */
export const aboutTheConversation =
  /\b(?:you|your|yours|chatgpt|chatbot)\b|\b(?:an?|the|this|that|my|last|first|second|third|previous|another|some) (?:\S+ )?(?:answer|reply|response|question|prompt|error|exception|bug|code|script|function|query|line|output|typo|stack trace|idea|suggestion|explanation|approach|solution|option|version|result|command|file|message|instructions?|problem|issue|way|look|sound)\b|\b(?:please|sorry|sure|wrong|right now)\b/i
/** A verb's object that points at something said before. */
export const pointing =
  /^(?:it|this|that|these|those|them|both|one|all of|how|what|when|the (?:first|second|third|last|other|former|latter|new|old|one)|your)\b/i
/** What a person is called that says nothing of him. */
export const passing =
  /^(?:an? )?(?:bit|little|lot|tad|fool|idiot|mess|moment|human|person|user|ai|bot|robot|few|total|complete|huge mess|loss|bad|big|hurry|rush|joke|good|better)\b(?! (?:fan|eater|sleeper|cook|listener|driver|swimmer|family))/i

function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}
