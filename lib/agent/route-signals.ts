import type { RouteSignal } from '#lib/contracts/route.ts'

export interface Signal {
  name: RouteSignal
  weight: number
}

/** A kind of message, known by its words in English and Chinese. */
interface Rule extends Signal {
  words: RegExp
}

/** The user says how much thought is wanted. */
const thinkWords =
  /\b(think (it |this |that )?(hard|harder|carefully|deeply|longer|thoroughly|twice|through|step)|think about (it|this) (carefully|first)|take your time|reason (carefully|through|step)|step[- ]by[- ]step|be (thorough|rigorous)|deep dive|in(-| )depth)\b|仔细|认真(地)?(想|思考|考虑|分析)|好好想|深入|一步(一)?步|逐步|分步|慢慢想|深思|想清楚|多想想|详细(地)?(分析|推导|论证)|严谨/i
const quickWords =
  /\b(quick(ly)? (question|answer|one)|just (give|tell) me|in (one|a) (sentence|word|line)|one-?liner?|tl;?dr|no need to (think|explain)|don'?t (over)?think|short answer|briefly)\b|一句话|简单(说|讲|回答)|简短|直接(告诉|给)|不用(多)?(想|解释)|快速(回答|问)/i

/** Tasks that any model does at once. */
const easyRules: Rule[] = [
  {
    name: 'small-talk',
    weight: -1,
    words:
      /^\W*(hi|hey|hello|yo|good (morning|evening|night|afternoon)|thanks?|thank you|thx|ok(ay)?|nice|great|cool|got it|bye|yes|no|sure|go on|continue|who are you|how are you)\b|^[\s\W]*(你好|您好|嗨|早上好|早安|晚安|下午好|谢谢|多谢|好的|好吧|明白|知道了|嗯|再见|继续|你是谁|在吗|哈喽)/i,
  },
  {
    name: 'lookup',
    weight: -0.6,
    words:
      /\b((what('s| is|s| are)|什么是|define) [\w' -]{2,24}[?.]?$|what('s| is) the (capital|name|plural|past tense|opposite|abbreviation|population|boiling|melting|shortcut|time|date|weather|currency|symbol|formula)|what does [^.?]{1,40} (mean|stand for)|who (is|was|wrote|invented|painted|discovered|founded|sang|directed)|when (is|was|did|does)|where (is|was|are)|which year|what year|how many days|is it|can (dogs|cats|you|i) |how (tall|old|far|big|heavy|deep|do you (say|spell|pronounce))|define|what time)\b|^(什么是|介绍一下).{1,12}$|首都|是谁[？?。]?$|作者是|什么意思|哪一年|哪年|什么时候|在哪|星期几|几点|多高|多大|多少(度|钱[？?]?$|天|公里|米|人)|缩写|化学式|怎么(说|读|写|念)/i,
  },
  {
    name: 'language',
    weight: -1.2,
    words:
      /\b(translate|translation|summari[sz]e|tl;?dr|shorten|paraphrase|proofread|rewrite|rephrase|reword|(fix|correct|check) (the |my |this )?(spelling|grammar|typos?|punctuation)|(more|less) (polite|formal|friendly|casual)|tone to|emoji|in bold|more (politely|formally)|(upper|lower)case|alphabetical|synonyms?|antonyms?|rhymes?|bullet points?|extract)\b|翻译|译成|总结成|总结一下|概括|缩短|缩写成|润色|改写|错别字|语法|近义词|反义词|同义词|大写|小写|排序：|按拼音|客气|正式一点|提取/i,
  },
  {
    name: 'small-task',
    weight: -0.6,
    words:
      /\b(joke|haiku|tweet|birthday (wish|card|greeting|message)|greeting|wish for|caption|slogan|titles?|name for|suggest|recommend|gift|recipe|^(list|name) (the |me )?\w+|^convert \d|^convert this to|remember|remind me|how do i (undo|list|center|rename|delete|open|close|exit|print|install|copy|change|take|turn))\b|笑话|短诗|朋友圈|祝福|起(个|三个|几个)?.{0,4}名|推荐|列出[一二三四五六七八九十几\d]+(种|个|条)|写一(条|句)|记住|提醒我|等于多少|换算|怎么(截图|撤销|安装|打印|删除|打开)|家常菜/i,
  },
]

/** Tasks whose answer has to be found, not only said. */
const hardRules: Rule[] = [
  {
    name: 'proof',
    weight: 1.2,
    words:
      /\b(prove|proofs?|disprove|derive|derivation|deduce|counter-?examples?|induction|lemma|theorem|rigorous(ly)?|undecidab|irrational)\b|证明|推导|反例|归纳法|定理|论证|推理/i,
  },
  {
    name: 'mathematics',
    weight: 0.9,
    words:
      /\b(integrals?|integrate|differential equations?|derivatives?|eigenvalues?|matri(x|ces)|probabilit(y|ies)|expected (value|number)|find all|maximi[sz]e|minimi[sz]e|real x|converge(s|nt|nce)?|limit of|polynomials?|equations?|combinatori\w*|permutations?|bayes(ian)?|standard deviation|variance|optimi[sz]ation problem|solve for|modulo|prime numbers?|primes)\b|[∫∑√∞≤≥∂∇]|\\(frac|int|sum|lim|sqrt)|[a-z]\^[\d{(-]|y''|方程|积分|极限|概率|矩阵|导数|求导|微分|不等式|数列|函数 ?f|最大值|最小值|排列组合|期望|正数|特征值|已知.{0,40}求/i,
  },
  {
    name: 'puzzle',
    weight: 1.3,
    words:
      /\b(\d+ lit(re|er)s?|n queens|queens be placed|chessboard|puzzle|riddle|logic problem|brain ?teaser|weighings?|prisoners?|knights and knaves|coin flips?|dice|if all \w+ are|necessarily|truth-?tellers?|cross (the|a) river|optimal strategy|guarantee[sd]?|with certainty|minimum number of)\b|谜题|八皇后|摆法|量出|球拍|推理题|过河|鸡兔同笼|抛硬币|掷骰子|必然|真话|天平|标签都贴错|称.{0,4}次|囚犯|最少需要|必胜/i,
  },
  {
    name: 'design',
    weight: 1,
    words:
      /\b(design (a|an|the|our|and)|architect(ure|ural)?|(how would you|how (do|can|should) (i|we)) (build|structure|model|scale|implement|detect|organi[sz]e|handle|architect)|schema for|system design|api design|data model|trade-?offs?|restructure|refactor|migrat(e|ion)|scal(e|able|ability)|multi-tenant|event sourcing|microservices?|monolith)\b|设计(一个|一套|并|出)|架构|搭建|选型|如何(构建|实现|组织|检测)|取舍|权衡|重构|迁移|高并发|微服务|单体|分布式|可扩展|如何防止/i,
  },
  {
    name: 'fault',
    weight: 1,
    words:
      /\b(debug|diverges?|no \w+ is lost|root cause|find (the|a|my) (bug|cause|error|problem|issue|leak)|what('s| is) (going )?wrong|why (does|do|is|are|did|doesn'?t|isn'?t|won'?t) (my|our|the|this|it)\b.{0,120}|track (this|it) down|deadlocks?|race conditions?|memory leaks?|leaks?|stack ?trace|segfaults?|(i|we) keep (getting|seeing)|only (under|when|in|on)\b|(fails?|failing|hangs?|times out|timeouts?|broken|flaky)\b.{0,60}\b(when|in|on|after|but|about|only)|sometimes .{0,60}(fail|wrong|slow|hang|throw|return)|(faster|slow(er|ly)?|slows down)|crash(es|ed|ing)?|intermittent(ly)?|investigate|troubleshoot|bottleneck|regression)\b|死锁|泄漏|排查|定位|报错|崩溃|哪里(有|出)(错|问题)|找出.{0,6}(原因|问题|错误|bug)|为什么(我|这|总|会|老)|变慢|偶尔|时好时坏|(十|有)次(有)?一次|失败，|反而|更快|被系统杀|瓶颈|调试|修复/i,
  },
  {
    name: 'analysis',
    weight: 1,
    words:
      /\b(analy[sz](e|ing|is)|evaluate (the|this|whether|how|our|my)|assess|critique|criticis|review (this|my|our|the)|compare|contrast|discuss|argue|arguments? (for|against|on)|examine|interpret|implications?|consequences|effects? of|ethic(s|al)|debate|thesis|outline an? |second-order|reduce (our|my|the)?|improve (our|my|the)|increase (our|my|the)|restructure|differs? from|difference between .{3,60} and (when|why|how|which)|misleading|methodology|explain (the )?(difference|how)|how (does|do) .{4,60} work|what (are|is) the (effects?|impact|limits|reasons?|causes)|what could be the|causes of|mechanisms?|essay|estimate|what (made|caused|led to|obstacles)|convince|how strong|weigh|explain (in detail|why|how)|why (did|do|does|is|are|can'?t|can|must|was|were|would|should|not)\b|what would happen|to what extent|reconcile|symbolism|strengths and weaknesses|risks?)\b|分析|评价|评估|比较.{0,40}(和|与|、)|对比|论述|讨论|探讨|如何看待|怎么看待|估算|说服|会崩溃|会发散|会遇到|影响|关系|手法|伦理|效应|影响|区别，|降低|提高|工作原理|意味着|说明什么|正反|主题|角度|风险|原因|为什么|机制|解释.{0,12}(为什么|原理|如何|不变量)|说明.{0,12}(依据|理由|原因|取舍)|论文|文章/i,
  },
  {
    name: 'decision',
    weight: 1,
    words:
      /(^|[.!?] |whether )should (i|we)\b|\b(should (i|we)\b.{5,} or |pros and cons|rank (these|the|my)|my options|which (is|would be|one|option|should)\b.{0,40}(better|best|choose|prefer|recommend)|worth (it|doing|switching)|better off|advantages and disadvantages|recommend one|justify|assumptions?|under which|break-?even|refinance|mortgage|invest(ing|ment)?)\b|该不该|要不要|值不值|是否应该|划算|利弊|我有哪些选择|胜算|优缺点|优劣|还是.{0,30}(好|更|划算|\?|？)|建议(我|我们)?|怎么选|假设|房贷|理财/i,
  },
  {
    name: 'plan',
    weight: 1,
    words:
      /\b(plan (a|an|my|our|for|the)|swot|user stories|acceptance criteria|end[- ]to[- ]end|cut (our|my)|(training|study|business|migration|project|marketing|launch|meal|lesson|rollout|recovery) (plan|programme|program|strategy)|strateg(y|ies)|roadmap|itinerary|curriculum|schedule for|negotiat\w+|roll ?back|without downtime)\b|制定|规划|复习计划|计划书|方案|用户故事|SWOT|策略|路线图|行程|分阶段|回滚|不停机/i,
  },
  {
    name: 'technical',
    weight: 0.7,
    words:
      /\b(concurren\w+|thread-?safe|mutex|lock(s|ing|-free)|transactions?|consisten(t|cy)|consensus|raft|paxos|kubernetes|terraform|graphql|rest api|authentication|oauth|real[- ]time|fraud|edge cases|automat(on|a)|grammar that|state machine|attention mechanism|transformer|tcp|o\([a-z0-9 ^*]+\)|ferritin|blood results|symptoms|legal|thesis|distributed|asynchronous|goroutines?|b-?trees?|parsers?|compilers?|interpreters?|schedulers?|rate limiter|load balanc\w+|dynamic programming|recursion|recursive|algorithms?|(time|space) complexity|big-?o|np-?(hard|complete)|p99|latency|throughput|query plan|index(es)?|vulnerabilit\w+|encrypt\w+|cryptograph\w+|integer program\w*|travelling salesman|crispr|gradient descent|monads?|async|terraform module|postgres\w*|quantum|relativity|thermodynamic\w*|monetary|inflation|clause|liabilit(y|ies)|indemnif\w+|diagnos\w+|dosage|regression model|neural network|optimi[sz]e|million|billion)\b|并发|O\(|边界情况|实时|风控|自动机|注意力|拥塞|体检|指标|诊断|症状|分页|认证|SQL：|Kubernetes|线程安全|协程|事务|一致性|共识|动态规划|递归|算法|复杂度|索引|延迟|吞吐|编译器|解析器|加密|漏洞|异步|整数规划|学习率|量子|相对论|通货膨胀|条款|违约|赔偿|法律|合同|神经网络|优化|百万|千万/i,
  },
  {
    name: 'program',
    weight: 0.7,
    words:
      /\b(implement|write (a|an|the) (\w+[ -]){0,4}(operator|rest api|parser|server|service|library|class|module|api|app|application|game|cache|queue|compiler|bot|crawler|scraper|system|simulation|interpreter|cli|component|backend|pipeline)|build (a|an|me) (\w+[ -]){0,4}(app|api|service|website|system|game|tool|bot|server|pipeline)|unit tests?|with (good )?(tests|error (handling|messages))|end-to-end)\b|实现(一个|一套|以下)|写一?[个出].{0,30}(API|operator|接口|工具|脚本|缓存|服务|系统|解析器|组件|爬虫|游戏|类|库|模块|程序)|完整(的)?代码|单元测试/i,
  },
  {
    name: 'long-text',
    weight: 0.6,
    words:
      /\b([5-9]\d\d|\d[\d,]{3,})[- ]?words?\b|\b(detailed|comprehensive|thorough|full|complete) (report|guide|analysis|plan|proposal|essay|explanation|breakdown|overview)\b|\b(business|financial) plan\b|\d{3,} ?字|详细(的)?(报告|方案|说明|介绍|计划|解释)|全面/i,
  },
  {
    name: 'situation',
    weight: 0.3,
    words:
      /\b(my|our|we|help me|i need|i want|i am|i'm|i have)\b|我们|我的|我想|我该|帮我(写|做|分析|理解)/i,
  },
  {
    name: 'open-question',
    weight: 0.3,
    words:
      /\b(how (would|should|could|can) |how you would|what would|what should|why|how does|what (are|is) the (best|right) (way|approach|order))\b|如何|怎样|怎么(和|才|做到|处理|办|建|沟通|计数)|哪些|应该|会(改变|遇到|怎样)|为何/i,
  },
  {
    name: 'conditions',
    weight: 0.3,
    words:
      /\b(given that|subject to|such that|assuming|provided that|irrespective|while (also|keeping)|without (using|changing|breaking|external)|including|show your (reasoning|work)|must (not|be|have)|and explain|explain (each|your|the) |justify|step)\b|要求|条件|同时(要|满足)|前提|考虑到|并(解释|说明|给出|分析|且)|每次只能|包含.{2,}和|如果.{2,}(会|怎|分别)|写出(过程|步骤)|步骤|说明如何/i,
  },
]

/** Only the beginning and the end of a long message are looked at. */
const longestLook = 4_000

/** What a message says of how much thought it needs; positive weights speak for the deep model. */
export function signalsOf(text: string): Signal[] {
  const look =
    text.length > longestLook
      ? `${text.slice(0, longestLook / 2)}\n${text.slice(-longestLook / 2)}`
      : text
  const { words, code } = splitCode(look)
  const asked = ownWords(words)
  if (thinkWords.test(asked) && !quickWords.test(asked)) return [{ name: 'think', weight: 2 }]
  const signals: Signal[] = matching(easyRules, asked)
  const isEasy = signals.length > 0
  if (quickWords.test(asked)) signals.push({ name: 'quick', weight: -0.8 })
  signals.push(...matching(hardRules, asked))
  const isLanguage = signals.some(({ name }) => name === 'language')
  if (code && !isLanguage) signals.push({ name: 'code', weight: 0.6 })
  if (isWordProblem(asked)) signals.push({ name: 'word-problem', weight: 1 })
  const questions = asked.match(/[?？]/g)?.length ?? 0
  if (questions > 1)
    signals.push({ name: 'questions', weight: Math.min(0.3 * (questions - 1), 0.9) })
  const length = isLanguage || isEasy ? 0 : lengthWeight(asked)
  if (length > 0) signals.push({ name: 'length', weight: length })
  return signals
}

function matching(rules: Rule[], text: string): Signal[] {
  return rules.filter(({ words }) => words.test(text)).map(({ name, weight }) => ({ name, weight }))
}

function splitCode(text: string): { words: string; code: string } {
  const blocks = text.match(/```[\s\S]*?(```|$)/g) ?? []
  const inline = /[;{}]\s*$|=>|\w+\([^)]*\)\s*[;{]|\bfor \(|\bdef \w+\(/m.test(text)
  const words = text.replaceAll(/```[\s\S]*?(```|$)/g, ' ')
  return { words, code: blocks.join('\n') || (inline ? text : '') }
}

/** What is asked, without a long text that was pasted below or above it. */
function ownWords(text: string): string {
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim())
  if (paragraphs.length < 2) return text
  const short = paragraphs.filter((part) => part.length < 300)
  return short.length > 0 && short.length < paragraphs.length ? short.join('\n') : text
}

const quantities =
  /\d+([.,:]\d+)*|\b(twice|half|double|triple|third|quarter|as (many|much)|all but|(less|more|fewer) than|remaining|left)\b/gi

/** Three figures or more, and a question for another one. */
function isWordProblem(text: string): boolean {
  const figures = text.match(quantities)?.length ?? 0
  return (
    figures >= 3 &&
    /\b(how (long|many|much|far|fast|old)|when|where|what|which|find|calculate|work out)\b|多少|几(小时|天|个|次|点|元|只)|何时|求|哪种/i.test(
      text,
    )
  )
}

/** A Chinese character says about as much as three letters. */
function lengthWeight(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const letters = text.length + 2 * han
  return Math.max(0, Math.min(0.7, Math.round((letters - 35) / 10) / 10))
}
