import type { Person } from './person.ts'

export interface Fact {
  key: string
  text: string
  /** ISO day after which it was no longer true. */
  endedOn?: string
}

/** What Lumos knows of a person, as its rules write it. */
export function factsOf(person: Person): Fact[] {
  return person.language === 'en' ? inEnglish(person) : inChinese(person)
}

function inEnglish(p: Person): Fact[] {
  return [
    { key: 'oldHome', text: `The user lives in ${p.homes[0]}.`, endedOn: p.movedOn },
    { key: 'home', text: `The user lives in ${p.homes[1]} (from ${p.movedOn}).` },
    { key: 'oldEmployer', text: `The user works at ${p.employers[0]}.`, endedOn: p.changedJobOn },
    { key: 'employer', text: `The user works at ${p.employers[1]} (from ${p.changedJobOn}).` },
    { key: 'job', text: `The user works as a ${p.job}.` },
    { key: 'marriage', text: `The user married ${p.partner} on ${p.marriedOn}.` },
    { key: 'child', text: `The user's child is called ${p.child}.` },
    { key: 'pet', text: `The user has a ${p.pet[0]} called ${p.pet[1]}.` },
    { key: 'petSince', text: `The user got ${p.pet[1]} on ${p.gotPetOn}.` },
    { key: 'diet', text: `The user eats a ${p.diet} diet.` },
    { key: 'allergy', text: `The user is allergic to ${p.allergy}.` },
    { key: 'color', text: `The user's favourite colour is ${p.color}.` },
    { key: 'dish', text: `The user's favourite dish is ${p.dish}.` },
    { key: 'oldDrink', text: `The user likes ${p.drinks[0]}.`, endedOn: '2025-02-01' },
    { key: 'noDrink', text: `The user no longer drinks ${p.drinks[0]}.` },
    { key: 'drink', text: `The user drinks ${p.drinks[1]} every morning.` },
    { key: 'hobby', text: `The user loves ${p.hobby}.` },
    { key: 'instrument', text: `The user plays the ${p.instrument}.` },
    { key: 'studies', text: `The user is learning ${p.studies}.` },
    { key: 'oldCar', text: `The user drives a ${p.cars[0]}.`, endedOn: '2024-08-01' },
    { key: 'soldCar', text: `The user sold their ${p.cars[0]} on 2024-08-01.` },
    { key: 'car', text: `The user drives a ${p.cars[1]}.` },
    { key: 'birthday', text: `The user's birthday is ${p.birthday}.` },
    { key: 'gaveUp', text: `The user gave up ${p.gaveUp} in 2023.` },
    { key: 'trip', text: `The user is flying to ${p.trip[0]} on ${p.trip[1]}.` },
    { key: 'sibling', text: `The user's sibling ${p.sibling[0]} lives in ${p.sibling[1]}.` },
    { key: 'degree', text: `The user has a degree in ${p.degree}.` },
  ]
}

function inChinese(p: Person): Fact[] {
  return [
    { key: 'oldHome', text: `用户住在${p.homes[0]}。`, endedOn: p.movedOn },
    { key: 'home', text: `用户住在${p.homes[1]}（${p.movedOn}起）。` },
    { key: 'oldEmployer', text: `用户在${p.employers[0]}工作。`, endedOn: p.changedJobOn },
    { key: 'employer', text: `用户在${p.employers[1]}工作（${p.changedJobOn}起）。` },
    { key: 'job', text: `用户的职业是${p.job}。` },
    { key: 'marriage', text: `用户${p.marriedOn}和${p.partner}结婚。` },
    { key: 'child', text: `用户的孩子叫${p.child}。` },
    { key: 'pet', text: `用户养了一只${p.pet[0]}，叫${p.pet[1]}。` },
    { key: 'petSince', text: `用户${p.gotPetOn}领养了${p.pet[1]}。` },
    { key: 'diet', text: `用户的饮食习惯是${p.diet}。` },
    { key: 'allergy', text: `用户对${p.allergy}过敏。` },
    { key: 'color', text: `用户最喜欢的颜色是${p.color}。` },
    { key: 'dish', text: `用户最喜欢的菜是${p.dish}。` },
    { key: 'oldDrink', text: `用户喜欢喝${p.drinks[0]}。`, endedOn: '2025-02-01' },
    { key: 'noDrink', text: `用户不再喝${p.drinks[0]}。` },
    { key: 'drink', text: `用户每天早上喝${p.drinks[1]}。` },
    { key: 'hobby', text: `用户热爱${p.hobby}。` },
    { key: 'instrument', text: `用户会弹奏${p.instrument}。` },
    { key: 'studies', text: `用户在学${p.studies}。` },
    { key: 'oldCar', text: `用户开${p.cars[0]}。`, endedOn: '2024-08-01' },
    { key: 'soldCar', text: `用户2024-08-01把${p.cars[0]}卖了。` },
    { key: 'car', text: `用户开${p.cars[1]}。` },
    { key: 'birthday', text: `用户生日是${p.birthday}。` },
    { key: 'gaveUp', text: `用户2023年放弃了${p.gaveUp}。` },
    { key: 'trip', text: `用户${p.trip[1]}飞往${p.trip[0]}。` },
    { key: 'sibling', text: `用户的兄弟姐妹${p.sibling[0]}住在${p.sibling[1]}。` },
    { key: 'degree', text: `用户有${p.degree}学位。` },
  ]
}
