import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { auditActions } from '#lib/contracts/account/audit.ts'
import { locales } from './locale.ts'
import { namespaces } from './namespaces.ts'

type Messages = { [key: string]: string | Messages }

async function readMessages(locale: string, namespace: string): Promise<Map<string, string>> {
  const file = new URL(`../../messages/${locale}/${namespace}.json`, import.meta.url)
  return flatten(JSON.parse(await readFile(file, 'utf8')))
}

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** The arguments of a message: `{name}`, `{count, plural, …}` and tags. */
function argumentsOf(message: string): string[] {
  const names = [...message.matchAll(/\{\s*(\w+)\s*[,}]|<(\w+)>/g)].map(([, a, b]) => a ?? b ?? '')
  return [...new Set(names)].sort()
}

describe.each(namespaces)('messages/*/%s.json', (namespace) => {
  it.each(locales)(
    'has the same messages with the same arguments in %s as in English',
    async (locale) => {
      const english = await readMessages('en', namespace)
      const other = await readMessages(locale, namespace)
      expect([...other.keys()].sort()).toEqual([...english.keys()].sort())
      for (const [key, message] of english) {
        expect([key, argumentsOf(other.get(key) ?? '')]).toEqual([key, argumentsOf(message)])
      }
    },
  )

  it.each(locales)('has no empty message in %s', async (locale) => {
    const messages = await readMessages(locale, namespace)
    expect([...messages].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

it.each(locales)('every action of the audit log has words in %s', async (locale) => {
  const messages = await readMessages(locale, 'audit')
  expect(auditActions.filter((action) => !messages.has(`actions.${action}`))).toEqual([])
  for (const action of auditActions)
    expect(messages.has(`kinds.${action.split('.')[0]}`)).toBe(true)
})
