import { anyOf } from '../text/patterns.ts'

/** What is said without being so: inventions, jokes, conditions. */

const workOfFiction = anyOf(
  'story, tale, novel, scene, screenplay, script, dialogue, monologue, joke, lyrics, character, diary, testimonial, review, poem, rap, limerick',
)
/** After "imagine" or "you are a pirate" nothing is about the user. */
export const fiction = new RegExp(
  anyOf(`
    \\b(?:imagine|pretend|role-?play|hypothetical\\w*|act as|in character|for the sake of argument|what if)\\b,
    \\blet'?s (?:say|assume|suppose|play|pretend)\\b, \\b(?:i|we) (?:dreamt|dreamed|had a dream)\\b, \\bin (?:my|the|a) (?:dream|game|novel|story|film|movie|play)s?\\b, \\bin (?:my|an?|another) (?:\\w+ )?(?:universe|timeline|world|past life|next life|other life)\\b,
    ^\\W*(?:please )?(?:suppose|supposing|assume|assuming|say|picture this|in theory)\\b,
    ^\\W*(?:you are|you're|you will be|i want you to be) (?:now )?(?:an?|the|my) (?!(?:best|great|star|genius|life|legend)\\b),
    (?<!\\bI )\\b(?:write|compose|draft|create|generate|make|tell|invent|continue|give)\\b.{0,40}\\b${workOfFiction}\\b,
    \\b(?:for example|e\\.g\\.|for instance|as an example)\\W+i\\b, ^\\W*example\\b,
    假设, 假装, 想象, 设想, 扮演, 角色, 梦见, 梦到, 梦里, 做了个梦, 在游戏里, 小说里, 戏里, 打个比方, 比方说我, 比如我, 例如我, ^\\W*(?:例如|比如)[:：], (?:^|[，。])你(?:现在|将)?(?:是|作为)(?:一[名个位]|我的),
    [写编讲续].{0,12}(?:故事|小说|剧本|台词|对话|独白|歌词|日记|段子|笑话|评论|诗)`),
  'iu',
)
/** What was said before, and is said beside it, is not meant. */
export const joking =
  /\b(?:i'?m|i am|i was|we were|was|just|only|am) (?:just |only )?(?:joking|kidding|messing with you|pulling your leg|teasing|trolling|being sarcastic)\b|^\W*(?:just |only )?(?:kidding|joking|jk|j\/k|sarcasm|psych)\b|\b(?:lol|haha|just) (?:jk|kidding)\b|\s\/s\b|\bnot really\W*$|\b(?:that was|it was) (?:a|just a|only a) (?:joke|test|lie)\b|开(?:个|了个)?玩笑|说着玩|逗你|骗你的|闹着玩|开涮|瞎说的|随便说说|乱说的/iu
/** The sentence holds on a condition, or is wished. */
export const conditional =
  /^\W*(?:and |but |so |then |because )?(?:if|unless|suppose|supposing|assuming|even if|as if|as though|what if|whether|in case|provided|were i|had i|should i|once i|as soon as i)\b|\bwhen i(?:'m| am| get| become| have| grow)\b[^.!?]{0,60}\b(?:i'll|i will|we'll)\b|\b(?:i|we) wish\b|\bif only\b|^\s*(?:那|但|可|不过|因为)?(?:如果|假如|要是|万一|倘若|假若|若|即使|就算|只要|除非|哪怕|当我)|(?:就好了|该多好)/iu
/** Goes on with the condition of the sentence before. */
export const consequence =
  /^\W*(?:and |but |so )?(?:then|in that case|otherwise|i will|i'll|we will|i'd|i would|i could|i might|we'd|we would)\b|^\s*(?:那|那么|那样|否则|这样)?(?:我|我们)?(?:就|会|将|也会|可以|肯定)/iu
/** Somewhere in it a condition stands. */
export const holdsCondition =
  /\b(?:if|unless|whether|wish|would have|might|could have|supposedly|in case)\b|\bi(?:'d| would) (?!like|love|prefer|rather|describe|call|say i)|(?<!\p{L})(?:wäre|würde|hätte|könnte|wünschte|falls|si j'[\p{L}]+ais|si j'étais|ojalá|si (?:yo )?(?:tuviera|fuera|viviera|pudiera|fuese)|se (?:io |eu )?(?:fossi|avessi|fosse|tivesse)|als ik .{1,40} zou|zou ik|если бы|бы|gdyby\p{L}*|eğer)(?!\p{L})|もし|만약|لو كنت|如果|假如|要是|倘若|万一|除非|也许|可能会|说不定/iu
/** Nearly so is not so. */
export const nearly =
  /\b(?:was|were) about to\b|\bbarely (?=\w+ed\b|bought|got|made|won)|\b(?:almost|nearly|just about)\b(?! (?:never|always|every|\d|all|exclusively))|差点|差一点|险些|几乎(?!不|没|从|每|都)/iu
/** What others say of the author, or of anybody. */
export const reported =
  /^\W*according to\b|\b(?:says?|said|claims?|thinks?) (?:that )?i\b|^\s*(?:据(?:说|报道|称)|听说|有人说)/iu
