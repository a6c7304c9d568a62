import { expect, test } from 'vitest'
import { memorySlot } from './memory-slot.ts'

test.each(
  `
home: The user lives in Berlin.
home: The user now lives in Berlin with a cat.
home: The user is living in Berlin.
home: The user has moved to Berlin.
home: The user recently moved from Shanghai to Berlin.
home: The user moved back to Berlin in 2026-10.
home: The user is based in Berlin.
home: The user's home is Berlin.
home: The user has lived in Berlin for six years.
home: 用户住在柏林。
home: 用户现在住在柏林。
home: 用户目前居住于柏林。
home: 用户已搬到柏林。
home: 用户2026年10月搬到柏林了。
home: 用户从上海搬到柏林。
home: 用户家在柏林。
employer: The user works at Acme.
employer: The user is employed by Acme.
employer: The user quit their job at Acme on 2026-11-22.
employer: 用户在腾讯工作。
employer: 用户任职于腾讯。
age: The user is 34 years old.
age: 用户28岁。
name: The user's name is Ana.
favourite color: The user's favorite color is green.
favourite color: 用户最喜欢的颜色是绿色。
marital status: The user is married to Tom.
marital status: The user got divorced.
marital status: 用户离婚了。
diet: The user is vegetarian.
smoking: The user quit smoking.
favourite color: The user's favourite colour is green.
none: The user used to live in Berlin.
none: The user lived in Berlin as a child.
none: The user no longer lives in Berlin.
none: The user's sister lives in Berlin.
none: 用户以前住在柏林。
none: 用户的妈妈住在柏林。
none: 用户的女朋友叫安娜。`
    .trim()
    .split('\n')
    .map((line) => line.split(': ')),
)('%s: %s', (slot, text = '') => expect(memorySlot(text) ?? 'none').toBe(slot))
