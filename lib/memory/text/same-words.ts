import { tokenise } from './tokenise.ts'

/**
 * Words for the same: who says one of them asks with another. In Chinese as the two characters that
 * every wording has: 星期三 and 礼拜三 hold 期三 and 拜三.
 */
const families = `
mother mom mum mommy mummy mama; father dad daddy papa; grandmother grandma granny nana
grandfather grandpa granddad; child kid; husband hubby; movie film; apartment flat; university college uni
television tv telly; bicycle bike; motorcycle motorbike; sick ill; sofa couch; refrigerator fridge
phone cellphone smartphone; trip journey; favorite favourite; color colour; neighbor neighbour
theater theatre; center centre; grey gray; allergy allergic; diabetes diabetic; asthma asthmatic
pregnancy pregnant; birth born
妈妈 母亲 妈咪 老妈 我妈; 爸爸 父亲 爹地 老爸 我爸; 妻子 老婆 太太 媳妇; 丈夫 老公; 奶奶 祖母; 爷爷 祖父
外婆 姥姥; 外公 姥爷; 医生 大夫; 周一 期一 拜一; 周二 期二 拜二; 周三 期三 拜三; 周四 期四 拜四
周五 期五 拜五; 周六 期六 拜六; 周日 期日 期天 拜天`

const first = new Map(
  families
    .split(/[;\n]/)
    .map((family) => family.trim().split(' '))
    .flatMap(([word = '', ...others]) =>
      others.map((other) => [tokenOf(other), tokenOf(word)] as const),
    ),
)

function tokenOf(word: string): string {
  return tokenise(word)[0] ?? word
}

const members = new Map<string, string[]>()
for (const [other, word] of first) members.set(word, [...(members.get(word) ?? [word]), other])

/** All tokens that mean the same. */
export function sameFamily(token: string): string[] {
  return members.get(sameWord(token)) ?? [token]
}

/** The token that stands for all that mean the same. */
export function sameWord(token: string): string {
  return first.get(token) ?? token
}
