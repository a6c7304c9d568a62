import { sameWord } from './same-words.ts'
import { tokenise } from './tokenise.ts'

/**
 * What people ask for, and in which words memories hold it. A question for one of these may be answered by
 * a memory with another; that counts less than the word itself. English and Chinese stand together.
 */
const families = `
live reside home house city town address move apartment country neighborhood based 住在 居住 搬到 搬家 定居 城市 家在 地址 住哪 住过
work job employer company employ office profession career occupation living boss 工作 上班 公司 职业 单位 就职 任职 做什么 雇主
spouse wife husband partner marry marriage wedding anniversary engaged girlfriend boyfriend 爱人 妻子 丈夫 结婚 老伴 对象 女朋友 男朋友 结婚纪念
child son daughter baby toddler 孩子 儿子 女儿 宝宝
sibling brother sister twin 兄弟 姐妹 哥哥 弟弟 姐姐 妹妹
parent mother father 父母 爸妈 妈妈 爸爸
pet dog cat puppy kitten animal 宠物 养了 小猫 小狗
diet eat meal food cook vegetarian vegan dish recipe restaurant dinner lunch snack menu 饮食 吃素 素食 做菜 菜谱 餐厅 零食 食物 做个菜 晚饭 午饭
allergy intolerant intolerance 过敏 不耐受 忌口
drink beverage coffee tea 喝酒 饮料 咖啡 茶
car drive vehicle 汽车 开车 车子
instrument play guitar piano violin cello 乐器 弹奏 演奏 钢琴 吉他
language learn study speak course 语言 学习 在学 外语 学什么
degree university college major graduate graduated studied 学位 大学 专业 毕业
birthday born birth age old 生日 出生 年龄 几岁 多大
hobby enjoy love pastime passion free 爱好 热爱 兴趣 业余
sport train exercise run gym 运动 健身 锻炼
quit stop gave 放弃 不再 戒掉 戒了
trip travel fly flight journey vacation holiday leave 旅行 出发 飞往 航班 度假 出差
name call 名字 叫什么`

const members = new Map<string, string[]>()
for (const line of families.trim().split('\n')) {
  const tokens = [...new Set(line.split(' ').map((word) => sameWord(tokenise(word)[0] ?? word)))]
  for (const token of tokens) members.set(token, [...(members.get(token) ?? []), ...tokens])
}

/** Tokens in which an answer to a question with this token may stand; without the token itself. */
export function relatedTo(token: string): string[] {
  return (members.get(token) ?? []).filter((other) => other !== token)
}
