import { expect, test } from 'vitest'
import { ThinkTagSplitter } from './think-tags.ts'

function split(answer: string, pieceLength: number) {
  const splitter = new ThinkTagSplitter()
  let [reasoning, text] = ['', '']
  const add = (piece: { reasoning: string; text: string }) => {
    reasoning += piece.reasoning
    text += piece.text
  }
  for (let at = 0; at < answer.length; at += pieceLength) {
    add(splitter.split(answer.slice(at, at + pieceLength)))
  }
  add(splitter.rest())
  return { reasoning, text }
}

test.each([
  ['<think>Hm.</think>Yes.', 'Hm.', 'Yes.'],
  ['<think>想一想</think>\n\n好。', '想一想', '好。'],
  ['<think>It never ends', 'It never ends', ''],
  ['No tag at all: 1 < 2.', '', 'No tag at all: 1 < 2.'],
  ['Write `<think>` to begin.', '', 'Write `<think>` to begin.'],
])('%j is told apart, in pieces of any size', (answer, reasoning, text) => {
  for (const length of [1, 2, 5, answer.length]) {
    expect(split(answer, length)).toEqual({ reasoning, text })
  }
})
