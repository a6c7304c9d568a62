import type { Person } from './person.ts'

export type Kind = 'paraphrase' | 'when' | 'before' | 'negation' | 'two facts' | 'none known'

export interface Question {
  text: string
  kind: Kind
  /** Keys of the facts that answer it; empty where none does. */
  answers: string[]
}

type Template = [kind: Kind, answers: string, text: string]
/** "{home}" and the like are the person's own words. */
const parse = (list: string): Template[] =>
  list
    .trim()
    .split('\n')
    .map((line) => {
      const [kind = '', answers = '', text = ''] = line.split('|').map((part) => part.trim())
      return [kind as Kind, answers, text]
    })

/** Written before the ranking of facts was looked at, and left as they are. */
const untouchedEnglish = parse(`
paraphrase|home|Which city am I living in these days?
paraphrase|employer|Who is my employer?
paraphrase|job|What do I do for a living?
paraphrase|marriage|What is the name of my spouse?
paraphrase|pet|Remind me what my {petKind} is called.
paraphrase|allergy|Is there any food or drug I have to stay away from because of an allergy?
paraphrase|color|Pick a cover in the colour I like best.
paraphrase|instrument|Which musical instrument do I play?
paraphrase|car|What am I driving at the moment?
when|petSince|When did {petName} join the family?
when|marriage|What day is our wedding anniversary, {partner}'s and mine?
when|trip|On what date do I leave for {trip}?
before|oldHome|Where did I live before {home}?
before|oldEmployer|Which company employed me before {employer}?
negation|noDrink|What did I stop drinking?
negation|gaveUp|Which habit or sport did I give up?
two facts|diet,allergy|Cook me something: mind my diet and what I am allergic to.
none known||What is my blood type?
none known||Thanks, that was really helpful!
none known||Explain how a heat pump works.`)
const workedOnEnglish = parse(`
paraphrase|home|Where do I live?
paraphrase|employer|Where do I work?
paraphrase|child|What's my kid's name?
paraphrase|dish|What is my favorite food?
paraphrase|drink|What do I drink in the morning?
paraphrase|studies|Which language am I studying?
paraphrase|sibling|Where does my brother or sister {sibling} live?
paraphrase|degree|What did I study at university?
paraphrase|hobby|What do I love to do in my free time?
when|birthday|When is my birthday?
when|home|Since when do I live in {home}?
when|soldCar|When did I get rid of the {oldCar}?
before|oldCar|What car did I drive before the {car}?
before|oldDrink|Which drink did I use to like?
negation|gaveUp|Do I still do {gaveUp}?
negation|noDrink|Am I still drinking {oldDrink}?
two facts|pet,petSince|What {petKind} do I have and since when do I have {petName}?
none known||How tall am I?
none known||Good morning! How are you today?
none known||Write a limerick about autumn.`)
const untouchedChinese = parse(`
paraphrase|home|我现在住在哪个城市？
paraphrase|employer|我在哪家公司上班？
paraphrase|job|我是做什么的？
paraphrase|marriage|我的爱人叫什么名字？
paraphrase|pet|提醒我一下，我的{petKind}叫什么？
paraphrase|allergy|我有没有过敏的东西要避开？
paraphrase|color|帮我选一个我最喜欢的颜色的封面。
paraphrase|instrument|我会哪种乐器？
paraphrase|car|我现在开什么车？
when|petSince|{petName}是什么时候来我家的？
when|marriage|我和{partner}的结婚纪念日是哪天？
when|trip|我哪天出发去{trip}？
before|oldHome|搬到{home}之前我住在哪里？
before|oldEmployer|在{employer}之前我在哪里工作？
negation|noDrink|我戒掉了什么饮料？
negation|gaveUp|我放弃了什么爱好或习惯？
two facts|diet,allergy|给我做个菜：注意我的饮食习惯和过敏。
none known||我是什么血型？
none known||谢谢，太有帮助了！
none known||解释一下热泵的原理。`)
const workedOnChinese = parse(`
paraphrase|home|我住在哪儿？
paraphrase|employer|我在哪里工作？
paraphrase|child|我孩子叫什么？
paraphrase|dish|我最喜欢吃什么菜？
paraphrase|drink|我早上喝什么？
paraphrase|studies|我在学什么语言？
paraphrase|sibling|我的兄弟姐妹{sibling}住在哪里？
paraphrase|degree|我大学学的是什么，有什么学位？
paraphrase|hobby|我业余时间热爱做什么？
when|birthday|我什么时候过生日？
when|home|我从什么时候起住在{home}？
when|soldCar|我什么时候把{oldCar}卖了？
before|oldCar|买{car}之前我开什么车？
before|oldDrink|我以前喜欢喝什么？
negation|gaveUp|我还{gaveUp}吗？
negation|noDrink|我还喝{oldDrink}吗？
two facts|pet,petSince|我养了什么{petKind}，{petName}是什么时候领养的？
none known||我有多高？
none known||早上好，今天过得怎么样？
none known||写一首关于秋天的打油诗。`)

/** Forty of each person: half of them untouched, half of them looked at while the ranking was made. */
export function questionsOf(person: Person, half: 'untouched' | 'worked on'): Question[] {
  const templates =
    person.language === 'en'
      ? { untouched: untouchedEnglish, 'worked on': workedOnEnglish }
      : { untouched: untouchedChinese, 'worked on': workedOnChinese }
  const words: Record<string, string> = {
    home: person.homes[1],
    employer: person.employers[1],
    partner: person.partner,
    petKind: person.pet[0],
    petName: person.pet[1],
    trip: person.trip[0],
    sibling: person.sibling[0],
    car: person.cars[1],
    oldCar: person.cars[0],
    oldDrink: person.drinks[0],
    gaveUp: person.gaveUp,
  }
  return templates[half].map(([kind, answers, text]) => ({
    kind,
    answers: answers === '' ? [] : answers.split(','),
    text: text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? ''),
  }))
}
