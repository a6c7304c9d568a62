import { describe, expect, test } from 'vitest'
import { searchableText } from '../text/tokenise.ts'
import type { IndexedMemory } from './indexed-memory.ts'
import { buildMemoryIndex, createMemoryIndex } from './memory-index.ts'

const now = Date.UTC(2026, 10, 23)

function memory(id: string, text: string, more: Partial<IndexedMemory> = {}): IndexedMemory {
  return {
    id,
    text,
    agentId: null,
    searchText: searchableText(text),
    sourceId: null,
    importance: 0.5,
    useCount: 0,
    createdAt: now,
    endedAt: null,
    vector: null,
    ...more,
  }
}

async function idsFor(query: string, memories: IndexedMemory[], agentId?: string) {
  const index = await buildMemoryIndex(memories)
  return index.search(query, { agentId, limit: 10, now }).map((hit) => hit.memory.id)
}

describe('memory index', () => {
  test('finds the neighbour that answers', async () => {
    const found = await idsFor('Which museum did we see in Paris?', [
      memory('a', 'Paris museum tickets, which shall we take?', { sourceId: 'chat' }),
      memory('b', 'The Louvre, of course.', { sourceId: 'chat' }),
      memory('c', 'The soup was cold.', { sourceId: 'other' }),
    ])
    expect(found).toContain('b')
    expect(found).not.toContain('c')
  })

  test('prefers what replies to a question with the words asked for', async () => {
    const lines = (ending: string, sourceId: string) => [
      memory(`${sourceId}-said`, `Which shoes for the marathon${ending}`, { sourceId }),
      memory(`${sourceId}-next`, 'The red pair from Oslo', { sourceId }),
    ]
    const found = await idsFor('shoes for the marathon', [
      ...lines(' are here.', 'told'),
      ...lines('?', 'asked'),
    ])
    expect(found.indexOf('asked-next')).toBeLessThan(found.indexOf('told-next'))
  })

  test('a long answer lends no more than a short one', async () => {
    const long = `The castle ${Array.from({ length: 200 }, (_, n) => `word${n}`).join(' ')} dragon`
    const beside = (id: string, text: string) => [
      memory(`${id}-said`, text, { sourceId: id }),
      memory(`${id}-next`, 'We left at noon', { sourceId: id }),
    ]
    const found = await idsFor('dragon castle', [
      ...beside('long', long),
      ...beside('short', 'The castle of the dragon'),
    ])
    expect(found.indexOf('short-next')).toBeLessThan(found.indexOf('long-next'))
  })

  test('a speaker who goes on borrows less than one who replies', async () => {
    const found = await idsFor('kayak lesson', [
      memory('a1', 'Ana: the kayak lesson was fun', { sourceId: 'a' }),
      memory('a2', 'Ana: see the red house there', { sourceId: 'a' }),
      memory('b1', 'Ana: the kayak lesson was fun', { sourceId: 'b' }),
      memory('b2', 'Ben: see the red house there', { sourceId: 'b' }),
    ])
    expect(found.indexOf('b2')).toBeLessThan(found.indexOf('a2'))
  })

  test('finds what answers in a related word', async () => {
    const memories = [
      memory('home', 'The user lives in Berlin'),
      memory('dog', 'The user has a dog'),
    ]
    expect(await idsFor('Which city is my home?', memories)).toEqual(['home'])
    expect(await idsFor('What pet do I have?', memories)).toEqual(['dog'])
  })

  test('prefers what is of the user to what is of others, unless they are named', async () => {
    const memories = [
      memory('sister', "The user's sister lives in Rome"),
      memory('user', 'The user lives in a town near Oslo'),
    ]
    expect((await idsFor('Where do I live?', memories))[0]).toBe('user')
    expect((await idsFor('Where does my sister live?', memories))[0]).toBe('sister')
  })

  test('prefers a memory that names a time when asked when', async () => {
    const [first] = await idsFor('When did Ana visit the zoo?', [
      memory('a', 'Ana and the zoo are good friends'),
      memory('b', 'Ana visited the zoo yesterday'),
    ])
    expect(first).toBe('b')
  })

  test('shows an agent only what is for all agents or for it', async () => {
    const memories = [
      memory('all', 'likes tea'),
      memory('mine', 'tea at five', { agentId: 'x' }),
      memory('theirs', 'tea is bad', { agentId: 'y' }),
    ]
    expect((await idsFor('tea', memories, 'x')).sort()).toEqual(['all', 'mine'])
    expect(await idsFor('tea', memories)).toEqual(['all'])
  })

  test('finds what is no longer true only when the past is asked for', async () => {
    const memories = [
      memory('old', 'The user lives in Shanghai', { endedAt: now - 1 }),
      memory('new', 'The user lives in Berlin'),
    ]
    expect(await idsFor('Where do I live?', memories)).toEqual(['new'])
    expect(await idsFor('Where did I live before?', memories)).toContain('old')
  })

  test('breaks ties by importance', async () => {
    const found = await idsFor('coffee', [
      memory('less', 'coffee', { importance: 0.1 }),
      memory('more', 'coffee', { importance: 0.9 }),
    ])
    expect(found).toEqual(['more', 'less'])
  })

  test('ranks after changes as if it had been built from the result', async () => {
    const lines = Array.from({ length: 40 }, (_, n) =>
      memory(`m${n}`, `topic${n % 7} word${n % 5} thing${n}`, { sourceId: `s${n % 4}` }),
    )
    const changed = createMemoryIndex()
    for (const line of lines) changed.put(line)
    const edited = memory('m9', 'topic3 replaced wording', { sourceId: 's1' })
    changed.put(edited)
    for (const id of ['m3', 'm39', 'm0', 'm17', 'm21']) changed.remove(id)
    changed.remove('unknown')
    const removed = new Set(['m3', 'm39', 'm0', 'm17', 'm21'])
    const rest = lines.filter(({ id }) => !removed.has(id)).map((m) => (m.id === 'm9' ? edited : m))
    const built = await buildMemoryIndex(rest)
    expect(changed.size).toBe(built.size)
    for (const query of ['topic3', 'word2 topic1', 'replaced thing20', 'thing3']) {
      const scores = (index: typeof built) =>
        index
          .search(query, { limit: 50, now })
          .map(({ memory: { id }, score }) => `${score.toFixed(6)} ${id}`)
          .sort()
      expect(scores(changed)).toEqual(scores(built))
    }
  })
})
