import { expect, test } from 'vitest'
import { isPlainRequest } from './plain-request.ts'

test.each([
  'Tell me about waiting.',
  'What is a token?',
  'Why do tokens stream? How long does one take?',
  'hello, how are closures made in JavaScript?',
  'Explain the difference between TCP and UDP.',
  'Please write a function that reverses a list.',
  'Translate "good morning" into Japanese.',
  'Is there a shorter way to Kassel?',
  'Please list the planets. Which is the largest?',
  '什么是令牌？',
  '為什麼天空是藍色的？',
  '请解释一下什么是递归。',
  '帮我写一首关于雨的诗。',
  '介绍一下成都。有哪些好吃的？',
  '请告诉我光速是多少？',
  'Could you tell me how tides work?',
])('only asks: %s', (message) => {
  expect(isPlainRequest(message)).toBe(true)
})

test.each([
  // Of the user.
  'I live in Kassel.',
  'Why does my dog bark?',
  'What should we do in Rome next week?',
  'Tell me about waiting: I wait a lot.',
  'Give me a recipe without nuts, I’m allergic.',
  'Write a letter to my landlord.',
  'Where can im vegan find food?',
  '我为什么总是睡不好？',
  '妈妈送给我的小狗怎么训练？',
  '你认为我该怎么办？',
  'How old is the dog they did give me?',
  '推荐一家餐厅，我吃素。',
  '介绍一下咱们公司附近的公园。',
  // How to answer, and what to remember.
  'Explain things briefly from now on.',
  'Please write short answers.',
  'Could you remember that Anna is allergic to nuts?',
  'Could you note the new address, Hill Street 5?',
  '请总是用中文写。',
  '以后写得短一点。',
  '能不能记住安娜对花生过敏？',
  // Statements without a pronoun.
  'Moved to Berlin last week.',
  'Vegetarian, no nuts please.',
  'What is a token? Vegetarian, by the way.',
  '刚搬到上海。',
  // Other languages.
  'Was schenke ich meiner Frau?',
  'Is mijn vrouw ziek?',
  '¿Qué regalo para mi esposa?',
  '私の妻に何をあげたらいい？',
  '',
  `Why? ${'and why? '.repeat(40)}`,
])('may tell of the user: %s', (message) => {
  expect(isPlainRequest(message)).toBe(false)
})
