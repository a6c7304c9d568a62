import type { MemoryType } from '#lib/contracts/memory.ts'
import * as words from './chinese-words.ts'
import type { PredicateRule, StatementKind } from './statement.ts'

const mark = '[\\uE000-\\uF8FF]'
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
export const chinesePredicates: PredicateRule[] = [
  rule(`^(?:的)?${words.attributes}(?:是|为|在|：|有|叫)?(?!怎|什|多).{1,30}$`, 'profile', 0.7),
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
  rule(`^(?=.*${mark}).*${words.occasions}`, 'event', 0.6, 'plan'),
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
  rule(`${before}(?:[和跟与].{1,8}?)?(?:住|居住|生活|定居)(?:在|于).+`, 'profile', 0.8),
  rule(
    `${before}在.+(?:工作|上班|上学|读书|念书|读研|读博|实习|任教|当.+|做.+|学习|出生|长大|创业)(?:了)?`,
    'profile',
    0.7,
  ),
  rule(
    `${before}(?:不)?是(?:一[名个位只]|个|位|名)?(?!说|指|想|要|在问|不是|为了|新手|新人|小白)(?:.{0,20}${words.persons}(?:主义者)?|独生子女|左撇子|素食主义者)$`,
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
    `${before}(?:很|非常|特别|挺|比较|更|超|超级|太|真|一点|有点|不太|不怎么|不是很)*(?:不)?${words.attitudes}(?!了)`,
    'preference',
    0.5,
  ),
  rule(
    `${before}(?:从来?|从不|不|不能|不会|不再|只|没法|不敢|很少|几乎不|经常|常|常常)(?:能|再|会|怎么|太)?${words.habits}(?!了|过|完|饱|懂|到|见)`,
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
    `${before}有[一两二三四五六七八九十几\\d]+(?:只|条|匹|窝)(?!股票|基金|消息|信息|建议).{1,10}$`,
    'profile',
    0.6,
  ),
  rule(`${before}(?:没)?有.{0,12}${words.things}(?:$|叫|，)`, 'profile', 0.6),
  rule(
    `${before}开(?:的是|着)?(?:一?[辆台部].{1,12}|.{0,6}(?:车|特斯拉|比亚迪|宝马|奔驰|奥迪|大众|丰田|本田|蔚来|理想|小鹏))$`,
    'profile',
    0.5,
  ),
  rule(
    `${before}开(?:了|着)?(?:一?[家间个])?.{0,8}(?:店|公司|餐馆|餐厅|工作室|诊所|民宿|咖啡馆|工厂)$`,
    'profile',
    0.7,
  ),
  rule(`${before}(?:正在|在|开始|最近在|自)?${words.longDoings}.{0,16}$`, 'profile', 0.6),
  rule('^(?:大学|本科|研究生|硕士|博士)?(?:学|读|念)的是.{1,12}$', 'profile', 0.6),
  rule('^学.{1,12}(?:专业|系)(?:的)?$', 'profile', 0.6),
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
    `^.{0,12}毕业(?:的|了)?$|^(?:${mark}|已经|刚刚?|都|还|没|未|昨天)*${words.lifeEvents}(?:了)?.{0,20}$`,
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

/** What speaks of the conversation and not of the person. */
export const aboutTheConversation =
  /你|您|这个|那个|这些|那些|这段|这句|这样|回答|答案|回复|代码|报错|错误|问题|意思|第[一二三四五两]个|上面|下面|刚才|指令|提示词|的话$/u
