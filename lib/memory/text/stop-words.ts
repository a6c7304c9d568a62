const english = `a about again all also am an and any are as at be been being but by can could did do
does doing don down for from get got had has have having he her here hers him his how i if in into is
it its just ll me more most my no nor not now of off on once only or other our out over own re s same
she should so some such t than that the their them then there these they this those through to too
under until up user users ve very was we were what when where which while who whom why will with would
you your`

const chinese =
  '的 了 是 在 和 与 吗 呢 吧 啊 我 你 您 他 她 它 我们 你们 他们 有 也 都 就 还 很 什么 怎么 哪里 哪儿 谁 几 多少 用户 请 给 把 被 这 那 一个 可以'
const japanese = 'の は が を に で と も か です ます した する'

/** Words that say nothing about what a text is about. */
export const stopWords = new Set([english, chinese, japanese].flatMap((list) => list.split(/\s+/)))
