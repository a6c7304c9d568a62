import type { RoutingSignal } from '#lib/contracts/models/routing.ts'

const thinkWish =
  /\b(ultra-?think|think (it |this |that |very |really )*(hard|harder|carefully|deeply|longer|thoroughly|twice|through)|think about (it|this) (carefully|first)|take your time|reason (carefully|through|it out)|(deep|hard) think(ing)?|step[- ]by[- ]step|be (thorough|rigorous)|do(n't| not) rush|consider (this |it )?carefully|in(-| )depth)\b|仔细|认真(地)?(想|思考|考虑|分析)|好好想|深度(思考|推理|分析)|动动脑|深入|一步一步|逐步|慢慢想|深思|想清楚|多想想|好好(考虑|琢磨|分析)|琢磨一下|别急着(回)?答|严谨/i
const quickWish =
  /\b((quick|short|brief) (answer|reply|version|one)|answer in brief|(answer|explain|reply)( (me|it|this))? (quickly|briefly|shortly)|^(very )?(briefly|quickly)\b|quick question|in (one|a|1) (word|sentence)|be (quick|brief)|keep it (short|brief)|no explanations?( needed)?|no need to (over)?(think|explain)|(don'?t|do not|without) (over)?think(ing)?|just (give|tell) me the (answer|result|command|number|code))\b|不用(多|仔细|认真)?(想|思考|解释)|别多想|快速(地)?(回答|回复|说)|简[短要洁](地)?(回答|说|讲|回复|解释)|简单(地)?(说|讲|回答|聊)|一句话(说|讲|回答|概括|解释|告诉)|长话短说|直接(告诉我|给我?)(答案|结果|结论|命令|数字)/i

export type Wish = 'quick' | 'think'

/** The speed that the user asks for explicitly; quick takes precedence over thorough. */
export function wishOf(ask: string): Wish | null {
  if (quickWish.test(ask)) return 'quick'
  return thinkWish.test(ask) ? 'think' : null
}

/** Kinds of tasks, recognised by words in English and Chinese. Their weights are learned. */
const kinds: [RoutingSignal, RegExp][] = [
  [
    'small-talk',
    /^\W*(hi|hey|hello|yo|good (morning|evening|night|afternoon)|thanks?|thank you|thx|ok(ay)?|nice|great|cool|got it|bye|yes|no|sure|go on|continue|who are you|how are you)\b.{0,40}$|^[\s\W]*(你好|您好|嗨|早上好|早安|晚安|下午好|谢谢|多谢|好的|好吧|明白|知道了|嗯|再见|继续|你是谁|在吗|哈喽).{0,12}$/i,
  ],
  [
    'lookup',
    /\b((what('s| is|s| are)|define) [\w' -]{2,24}[?.]?$|what does [^.?]{1,40} (mean|stand for)|what('s| is) the (capital|name|plural|opposite|formula|symbol)|who (is|was|wrote|invented|painted|discovered)|when (is|was|did)|where (is|was|are)|(which|what) (year|day|time|language|currency)|how many (days|hours|minutes|people)|how (tall|old|far|big|heavy|long|do you (say|spell|pronounce)))\b|^(什么是|介绍一下).{1,12}$|首都|是谁|作者|什么意思|哪一?年|什么时候|在哪|星期几|几点|多高|多大|多少(度|钱|天|公里|米|人)|缩写|怎么(说|读|写|念)/i,
  ],
  [
    'language',
    /\b(translat\w+|summar\w+|tl;?dr|shorten|paraphrase|proofread|re(write|phrase|word)|(fix|correct|check) (the |my |this )?(spelling|grammar|typos?)|more (polite|formal|friendly|casual)\w*|(upper|lower)case|alphabetical|synonyms?|antonyms?|rhymes?|bullet points?|extract|rename|add (a |some )?(comments?|docstrings?)|(turn|put|convert|format|sort|arrange|organi[sz]e) (this|these|it|them|the following)|(in)?to (a |an )?(table|json|yaml|csv|markdown))\b|翻译|译成|译为|总结|概括|缩短|缩成|润色|改写|错别字|语法|近义词|反义词|大写|小写|按拼音|客气|正式|提取|挑出来|整理(成|一下)|转(换)?成|换成|列成|改名|排序|统一成|格式化|注释/i,
  ],
  [
    'small-task',
    /\b(joke|haiku|tweet|birthday|greeting|caption|slogan|titles?|name for|suggest|recommend|gift|recipe|(list|name) (the|me|three|five)|convert|remind me|how do i \w+)\b|笑话|短诗|朋友圈|祝福|起.{0,4}名|推荐|列出|写一?(条|句)|等于多少|换算|怎么(截图|撤销|安装|打印|删除|打开)/i,
  ],
  [
    'proof',
    /\b(prov(e|es|ing)|proofs?|disprove|deriv(e|ation)|deduce|counter-?examples?|induction|irrational)\b|证明|推导|反例|归纳法|论证|推理/i,
  ],
  [
    'mathematics',
    /\b(integra(l|ls|te)|equations?|derivatives?|eigenvalues?|matri(x|ces)|probabilit(y|ies)|expected (value|number)|find all|maximi[sz]e|minimi[sz]e|converge\w*|limit of|solve (for|the|this)|sqrt|polynomials?|permutations?|variance|modulo|primes?)\b|[∫∑√∞≤≥∂∇]|\\(frac|int|sum|lim|sqrt)|[a-z]\^[\d{(-]|方程|积分|极限|概率|矩阵|导|不等式|数列|函数|最[大小]值|期望|已知.{0,40}求/i,
  ],
  [
    'puzzle',
    /\b(puzzle|logic|weighings?|prisoners?|kna(ves|ights?)|coins?|dice|lies|lying|river|optimal|strategy|guarantee[sd]?|minimum number)\b|谜题|推理题|过河|鸡兔|骰子|真话|撒谎|天平|囚犯|最少|必胜|轮流/i,
  ],
  [
    'design',
    /\b(design|architect\w*|how (would|should|can) (you|we|i)|schema|data model|trade-?offs?|restructure|refactor\w*|migrat\w+|scal(e|able|ability|ing)|microservices?|monolith)\b|设计|架构|搭建|选型|如何|取舍|权衡|重构|迁移|高并发|微服务|分布式|防止/i,
  ],
  [
    'fault',
    /\b(debug|root cause|wrong|why (does|do|is|are|did|doesn'?t|isn'?t|won'?t) (my|our|the|this|it)|deadlocks?|race conditions?|leaks?|segfaults?|keeps? (getting|seeing)|only (under|when|in|on)|fail(s|ing|ed|ure)?|hangs?|time(s|d)? ?outs?|broken|flaky|sometimes|slow(er|s)?|crash\w*|intermittent\w*|bottleneck|regression)\b|死锁|泄漏|排查|定位|报错|崩溃|哪里(有|出)|原因|为什么(我|这|总|会|老)|变慢|偶尔|失败|反而|瓶颈|调试|修复|卡死|超时/i,
  ],
  [
    'analysis',
    /\b(analy[sz]\w+|evaluate|assess|critique|review|compare|contrast|discuss|argu(e|ments?)|examine|interpret|implications?|consequences|effects?|ethic(s|al)|debate|improve|reduce|difference between .{3,60} and (when|why|how)|explain (how|why)|how (does|do) .{4,60} work|causes? of|essay|estimate|what (made|caused|led)|weigh|why (did|do|does|is|are|can|was|were|would|should)|what would|to what extent|risks?)\b|分析|评价|评估|比较|对比|论述|讨论|看待|影响|关系|伦理|效应|区别|原理|意味|正反|风险|为什么|机制|解释|理由|说服/i,
  ],
  [
    'decision',
    /\b(should (i|we|my)|pros and cons|rank|options|which (is|would|one|option|should)|worth|better|recommend|justify|mortgage|invest\w*)\b|该不该|要不要|值不值|是否应该|划算|利弊|优缺点|优劣|还是|怎么选|能不能|值得|建议/i,
  ],
  [
    'plan',
    /\b(plan (a|an|my|our|for|the)|(training|study|business|migration|marketing|meal) (plan|programme|program|strategy)|strateg(y|ies)|roadmap|itinerary|curriculum|schedule|negotiat\w+|roll ?back|without downtime|budget)\b|制定|规划|计划|方案|策略|路线|行程|分阶段|回滚|预算|步骤|安排/i,
  ],
  [
    'technical',
    /\b(concurren\w+|thread-?safe|mutex|lock(s|ing|-free)|transactions?|consisten\w+|kubernetes|real[- ]time|edge cases|recursi\w+|algorithms?|complexity|np-?(hard|complete)|latency|throughput|index(es)?|encrypt\w*|quantum|inflation|clause|liabilit\w+|diagnos\w+|dosage|symptoms|optimi[sz]\w*|postgres\w*|redis|async\w*|distributed|cache)\b|并发|O\(|症状|诊断|线程|事务|一致|共识|动态规划|递归|算法|复杂度|索引|延迟|吞吐|编译|加密|漏洞|异步|条款|违约|赔偿|合同|优化|百万|缓存/i,
  ],
  [
    'program',
    /\b(implement|(write|build|make) (a|an|the|me|me a|my) (\w+[ -]){0,4}(parser|server|service|library|class|module|api|app|game|cache|queue|compiler|engine|crawler|system|interpreter|component|backend|pipeline)|unit tests?|tests|end-to-end)\b|实现|写一?[个出套].{0,30}(接口|工具|服务|系统|解析器|组件|爬虫|游戏|类|库|模块|程序|引擎)|完整(的)?代码|单元测试/i,
  ],
  [
    'long-text',
    /\b([5-9]\d\d|\d[\d,]{3,})[- ]?words?\b|\b(detailed|comprehensive|thorough|full|complete) (report|guide|analysis|plan|proposal|essay|explanation|overview)\b|\d{3,} ?字|详细|全面/i,
  ],
  [
    'open-question',
    /\b(how (would|should|could|can)|what (would|should)|why|what (are|is) the (best|right) (way|approach|order))\b|如何|怎样|怎么(和|才|做到|处理|办|建)|为何|咋/i,
  ],
]

const everydayWriting =
  /\b(write|draft|compose|give me|need|suggest)\b.{0,40}\b(e-?mail|text|invitation|invite|note|message|reply|card|caption|announcement|notice|toast|bio|review|reminder)\b|[写拟编发来配回]一?[个条份段封张篇]?.{0,10}(通知|邮件|短信|假条|请柬|邀请函?|文案|贺卡|祝福语?|回复|留言|便签|评语|好评|朋友圈)/i

/** The kinds of task that a message mentions. */
export function kindsOf(ask: string): RoutingSignal[] {
  const found = kinds.filter(([, words]) => words.test(ask)).map(([name]) => name)
  return isEverydayWriting(ask) ? [...new Set<RoutingSignal>([...found, 'small-task'])] : found
}

/** Whether a sentence asks for a short everyday text, regardless of how long its context is. */
export function isEverydayWriting(sentence: string): boolean {
  return everydayWriting.test(sentence)
}

/** Whether a line asks to reword or reformat a given text. */
export function isTransformation(line: string): boolean {
  return kindsOf(line).includes('language')
}
