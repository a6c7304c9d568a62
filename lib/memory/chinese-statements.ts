import type { MemoryType } from '#lib/contracts/memory.ts'
import type { PredicateRule, Statement, StatementKind } from './statement.ts'

const mark = '[\\uE000-\\uF8FF]'
const relatives =
  '(?:老婆|老公|妻子|丈夫|太太|先生|爱人|对象|女朋友|男朋友|未婚妻|未婚夫|大?小?女儿|大?小?儿子|孩子|宝宝|双胞胎|爸爸|妈妈|父亲|母亲|爸妈|父母|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥|弟弟|姐姐|妹妹|哥|姐|弟|妹|岳父|岳母|公公|婆婆|叔叔|阿姨|舅舅|姑姑|表[哥弟姐妹]|堂[哥弟姐妹]|侄子|侄女|外甥女?|孙子|孙女|老板|领导|上司|经理|同事|室友|邻居|房东|闺蜜|好朋友|朋友|导师|狗狗?|猫咪?|宠物|家人)'
const subject = new RegExp(
  `^(?:(?:你好|您好|嗨|大家好|对了|其实|因为|由于|而且|但是?|不过|所以|另外|还有|顺便说一下|请注意|说明一下|不好意思)[，,：:！!]?)*((?:${mark}|[从自直到在至由]{1,2}${mark}(?:起|开始|为止|以来|之前|以前)?|现在|目前|最近|以前|小时候|平时|周末)*)(我们|咱们|我家|我|本人)(的)?(${relatives})?`,
  'u',
)
const adverbs = /^(?:也|都|还|就|其实|真的|确实|已经|刚刚|刚|终于|正好|主要|一共|总共)+/u
const clauseBreak = /[，,；;：:。！!？?…\n]+/u
const asking =
  /[?？吗呢]\s*$|什么|怎么|怎样|如何|哪|多少|几[个点岁]|为啥|谁|是不是|有没有|能不能|可不可以|该不该|好不好|对不对|行不行|可以.{0,8}吗/u
const aboutTheConversation =
  /你|您|这个|那个|这些|那些|这段|这句|这样|回答|答案|回复|代码|报错|错误|问题|意思|第[一二三四五两]个|上面|下面|刚才|指令|提示词|的话$/u
/** The subject of the clause before goes on. */
const goesOn =
  /^(?:现在|目前|平时|周末|也|还|今年|喜欢|讨厌|爱|不[吃喝抽]|不再|住|在.+(?:工作|上班|读|上学)|是一|养|有[一两二三\d]|对.+过敏|会[说弹拉]|来自|做.+工作|从事|每[天周]|已经?婚|未婚|单身|最喜欢)/u
/** The rest of what was said before. */
const addition = /^(?:它?叫|名叫|名字[叫是]|取名)/u

const persons =
  '(?:师|员|生|家|者|人|工|医|警|兵|户|民|父|母|爸|妈|主|手|迷|控|粉|党|徒|长|总|理|吏|匠|童|族|星|模|客|亲|独生子女|左撇子|型血|座|群体|孤儿|全职|单亲|夜猫子|吃货|辣妹|编剧|导演|翻译|护士|教授|博士|硕士|学霸|会计|律师|老师|程序猿|码农|销售|编辑|记者|警察|教练|顾问|助理|秘书|模特|演员|双胞胎|老大|老二|老么|球员|志愿者|股东|合伙人|创始人|负责人|CEO|CTO|HR|PM)'
const things =
  '(?:孩子|娃|儿子|女儿|宝宝|双胞胎|哥哥?|弟弟?|姐姐?|妹妹?|兄弟|姐妹|老婆|老公|女朋友|男朋友|对象|猫|狗|宠物|兔子?|仓鼠|鹦鹉|乌龟|鱼|房子?|车|公司|店|博客|频道|驾照|学位|证书?|糖尿病|高血压|哮喘|鼻炎|过敏|恐高症?|心脏病|抑郁症?|不耐受?|失眠|近视|胃病|房贷|纹身|工作经验|年经验|钢琴|吉他)'
const occasions =
  '(?:考试|会议|开会|面试|预约|航班|手术|婚礼|聚会|休假|出差|放假|度假|旅游|旅行|看牙医?|看医生|体检|演出|比赛|马拉松|约会|答辩|毕业|结婚|入职|生日|聚餐|飞|搬家|培训|演讲|开学|复诊|出国)'

const rule = (
  pattern: string,
  type: MemoryType,
  importance: number,
  kind: StatementKind = 'lasting',
  say?: PredicateRule['say'],
): PredicateRule => ({
  pattern: new RegExp(pattern, 'u'),
  ...{ type, importance, kind },
  ...(say && { say }),
})
const before = `^(?:${mark}|从|自|起(?!床)|开始|现在|目前|最近|一直|一般|今年|平时|在家|暂时|直到|到|为止|都|还|也)*`

/** Of predicates as they stand behind 我. */
const predicates: PredicateRule[] = [
  rule(
    '^(?:的)?(?:身高|体重|血型|星座|生日|年龄|职业|工作|爱好|兴趣|母语|专业|邮箱|电话|手机号|地址|住址|国籍|民族|学历|籍贯|昵称|目标|梦想|信仰|公司|车|手机|电脑|收入|预算|作息|鞋码|宗教|饮食习惯|口味)(?:是|为|在|：|有)?(?!怎|什|多).{1,30}$',
    'profile',
    0.7,
  ),
  rule('^(?:以前|曾经|曾|过去|原来|小时候|从前|之前)(?!说|问|提)', 'profile', 0.5, 'past'),
  rule(
    `^((?:${mark}|刚刚?|最近|已经|要|会|将|就|准备|打算|计划)*)搬(?:家)?(?:到|去|来|回)(?:了)?(.+?)(?:了|住|生活|居住)*$`,
    'profile',
    0.8,
    'beginning',
    ([, time = '', place = '']) =>
      `住在${place}${(time.match(new RegExp(mark, 'g')) ?? []).join('')}`,
  ),
  rule(
    `${before}(?:想|打算|计划|准备|决定|希望)(?:在)?${mark}?.*(?:去|学|买|换|考|搬|生|结婚|移民|留学|读|养|开|跑|辞职|创业|退休|参加|回|戒|减)`,
    'event',
    0.6,
    'intention',
  ),
  rule(`^(?=.*${mark}).*${occasions}`, 'event', 0.6, 'plan'),
  rule(
    `^(?=.*${mark}).*(?:交|完成|提交|付|买|写完|准备|续签|还款|报名|归还|寄|预订).+`,
    'task',
    0.6,
    'plan',
  ),
  rule(
    `^(?=.*${mark})(?:.*要|.*会|.*将|.*得)?(?:去|飞|回|到(?!${mark}))(?!了).+`,
    'event',
    0.6,
    'plan',
  ),
  rule(
    '^(?:的名字|名字)?(?:叫|是叫|名字是)(?:做)?(?!你|您|他|她|它|了|不|什么|外卖|车|人|醒|大家)(.{1,20})$',
    'profile',
    0.9,
  ),
  rule('^姓.{1,4}$', 'profile', 0.9),
  rule(`${before}(?:住|居住|生活|定居)(?:在|于).+`, 'profile', 0.8),
  rule(
    `${before}在.+(?:工作|上班|上学|读书|念书|读研|读博|实习|任教|当.+|做.+|学习|出生|长大|创业)(?:了)?`,
    'profile',
    0.7,
  ),
  rule(
    `${before}(?:不)?是(?:一[名个位只]|个|位|名)?(?!说|指|想|要|在问|不是|为了)(?:.{0,20}${persons}(?:主义者)?|独生子女|左撇子|素食主义者)$`,
    'profile',
    0.7,
  ),
  rule(
    `${before}(?:快|已经|刚|刚满|满)?(\\d{1,3}|[一二三四五六七八九十百]{1,4})岁(?:了|半)?$`,
    'profile',
    0.6,
    'lasting',
    ([, age = '']) => `${age}岁`,
  ),
  rule(`${before}对.+(?:过敏|不耐受|感兴趣|有兴趣)`, 'profile', 0.9),
  rule('^最(?:喜欢|爱|讨厌)(?:的)?.+', 'preference', 0.6),
  rule(
    `${before}(?:很|非常|特别|挺|比较|更|超|超级|太|真|一点|有点|不太|不怎么|不是很)*(?:不)?(?:喜欢|喜爱|热爱|讨厌|偏好|偏爱|爱[吃喝看听玩打运唱跳读旅]|受不了|害怕|反感|怕|恐高|习惯)(?!了)`,
    'preference',
    0.5,
  ),
  rule(
    `${before}(?:从来?|从不|不|不能|不会|不再|只|没法|不敢|很少|几乎不|经常|常|常常)(?:能|再|会|怎么|太)?(?:吃|喝|抽|碰|沾|住|开车|游泳|做饭|喝酒|抽烟|吸烟|用|玩|熬夜|看|去|工作|上班|养|想?要(?:孩子|小孩)|相信|运动|健身|加班|穿|打|骑|听)(?!了|过|完|饱|懂|到|见)`,
    'preference',
    0.6,
  ),
  rule(
    '^(?:吃素|吃辣|吃斋|信.{1,8}|戒(?:了)?.{1,8}(?:了)?|喝(?!了|过|完|醉|多|着).{1,10}|吃(?!了|过|完|饱|饭|得|着|惊|亏|不).{1,10}|抽烟|吸烟|戴(?!了).{1,10}|骑.{1,12}上下?班?|跑步|健身|冥想)$',
    'preference',
    0.5,
  ),
  rule(`${before}养(?:了|着|有|过)?.+`, 'profile', 0.6),
  rule(
    `${before}有[一两二三四五六七八九十几\\d]+(?:只|条|匹|窝)(?!消息|信息|建议).{1,10}$`,
    'profile',
    0.6,
  ),
  rule(`${before}(?:没)?有.{0,12}${things}(?:$|叫|，)`, 'profile', 0.6),
  rule(
    `${before}开(?:的是|着)?(?:一?[辆台部])?(?!始|心|会|玩|发|个|通|放|头|场|口|车).{1,12}$`,
    'profile',
    0.5,
  ),
  rule(
    `${before}(?:正在|在|开始|最近在|自)?(?:自学|学习|学(?!校|会|到|生|的|过|不)|练习?|备考|攻读|读(?:研|博|大学|高中|初中|本科|硕士|博士|.{1,12}专业)|念|修|备孕|减肥|健身|找工作|准备.{0,8}考试?|戒[烟酒糖]|创业|待业|写(?:小说|论文|书)|主修|专攻).{0,16}$`,
    'profile',
    0.6,
  ),
  rule('^学的?(?:是|专业)?.{1,12}(?:专业|系|学|机)$', 'profile', 0.6),
  rule(
    `${before}(?:会|能|懂)(?:说|讲|弹|拉|打|开车|做|写|游泳|骑|吹|唱|跳|编程|下|.{1,4}语).{0,12}$`,
    'profile',
    0.5,
  ),
  rule(
    '^(?:来自|出生[于在]|毕业于|从事|就职于|就读于|任职于|供职于|负责|的?专业是|主修).+',
    'profile',
    0.7,
  ),
  rule('^(?:的)?(?:老家|家乡|家|祖籍|籍贯)(?:在|是).+', 'profile', 0.7),
  rule(
    `^.{0,12}毕业(?:的|了)?$|^(?:${mark}|已经|刚刚?|都|还|没|未|昨天)*(?:结婚|离婚|订婚|退休|辞职|辞了|失业|怀孕|分手|升职|入职|跳槽|单身|未婚|已婚|离职|当妈|当爸|生了|动了手术|做了手术|考上|拿到|买了|卖了|领养|收养|换了(?:工作|房|车|手机)|加入)(?:了)?.{0,20}$`,
    'event',
    0.6,
    'past',
  ),
  rule(
    '^做(?!了|完|不|个|过|得|饭|一).{1,12}(?:工作|生意|的|行业|开发|设计|运营|销售|管理|师)$',
    'profile',
    0.6,
  ),
  rule(
    `^(?:${mark}|平时|一般|工作日|周末)*(?:每(?:天|周|月|年|晚|早|个月|个?星期|逢|次)|天天|经常|通常|平时|总是|一般|周末(?:都|会|常|喜欢)).{2,30}$`,
    'preference',
    0.5,
  ),
  rule(
    '^(?:今年)?(?:上|读|念)(?:小学|初中|高中|大学|幼儿园|托儿所|.{1,3}年级|大[一二三四]).*$',
    'profile',
    0.6,
  ),
  rule(
    `${before}(?:上|读|念)(?:小学|初中|高中|大学|幼儿园|托儿所|.{1,3}年级|大[一二三四]).*$`,
    'profile',
    0.6,
  ),
  rule('^(?:去世|过世|走了|得了|患有|确诊|住院).{0,16}$', 'event', 0.7, 'past'),
]
const calledMe =
  /^(?:请|大家都?|可以|就|朋友们?都?)*(?:叫|称呼|喊)我(.{1,10}?)(?:就好|就行|吧|即可|就可以了?|好了|哦|啦)*$/u
const longestFact = 80

/** What one Chinese sentence with marked times states about its author or those around him. */
export function chineseStatements(sentence: string): Statement[] {
  const statements: Statement[] = []
  let current: string | null = null
  const clauses = sentence.split(clauseBreak).map((clause) => clause.trim())
  for (const [number, clause] of clauses.entries()) {
    const isAsked = asking.test(
      number === clauses.length - 1 && /[?？]\s*$/.test(sentence) ? `${clause}？` : clause,
    )
    const last = statements.at(-1)
    if (isAsked || clause === '') continue
    if (addition.test(clause) && last && !aboutTheConversation.test(clause)) {
      last.text = last.text.replace(/。$/, `，${clause}。`)
      continue
    }
    const given = calledMe.exec(clause)?.[1]
    if (given && !/^[去来做]/.test(given)) {
      statements.push({
        text: `用户希望被称呼为${given}。`,
        type: 'profile',
        importance: 0.9,
        kind: 'lasting',
      })
      continue
    }
    const start = subject.exec(clause)
    if (!start && !(current !== null && goesOn.test(clause))) continue
    const [whole = '', time = '', , possessive = '', who = ''] = start ?? []
    const about: string = start ? (who === '' ? '用户' : `用户的${who}`) : (current ?? '用户')
    const rest = clause.slice(whole.length)
    current = about
    const statement = stated(about, `${time}${who === '' ? possessive : ''}${rest}`)
    if (statement) statements.push(statement)
  }
  return statements
}

function stated(about: string, said: string): Statement | null {
  const predicate = said
    .replace(adverbs, '')
    .replace(/(?:呀|啊|哦|啦|呢|吧|哈|～|~)+$/u, '')
    .trim()
  if (predicate === '' || predicate.length > longestFact || aboutTheConversation.test(predicate))
    return null
  const rule = predicates.find(({ pattern }) => pattern.test(predicate))
  if (!rule) return null
  const { type, importance, kind, pattern, say } = rule
  const spoken = (say ? say([...(pattern.exec(predicate) ?? [])]) : predicate)
    .replaceAll('我们', '用户')
    .replaceAll('我', '自己')
  const isOther = about !== '用户'
  return { text: `${about}${spoken}。`, type: isOther ? 'relation' : type, importance, kind }
}
