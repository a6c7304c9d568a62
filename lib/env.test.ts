import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseEnv, variableNames } from './env.ts'

test('nothing set, or set to nothing, gives the defaults', () => {
  expect(parseEnv({ PORT: '', DATABASE_URL: ' ', LUMOS_SECRET: '' })).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    arePrivateProvidersAllowed: true,
  })
})

test('private providers are denied when Lumos listens to the network, unless they are allowed', () => {
  expect(parseEnv({ HOST: '0.0.0.0' }).arePrivateProvidersAllowed).toBe(false)
  expect(
    parseEnv({ HOST: '0.0.0.0', LUMOS_PRIVATE_PROVIDERS: 'allow' }).arePrivateProvidersAllowed,
  ).toBe(true)
})

test.each([
  [{ PORT: 'eighty' }, /PORT is "eighty".*port number/],
  [{ LUMOS_PRIVATE_PROVIDERS: 'maybe' }, /LUMOS_PRIVATE_PROVIDERS is "maybe".*"allow" or "deny"/],
  [{ LUMOS_LOG_LEVEL: 'loud' }, /LUMOS_LOG_LEVEL is "loud".*one of debug, info, warn, error/],
  [{ OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'ftp://x' }, /OPENAI_BASE_URL is "ftp:\/\/x"/],
])('%j is refused in one line that names the variable', (source, message) => {
  expect(() => parseEnv(source)).toThrow(message)
})

test('a wrong secret or database URL is not repeated', () => {
  expect(() => parseEnv({ LUMOS_SECRET: 'too-short' })).toThrow(
    /^LUMOS_SECRET holds(?!.*too-short)/,
  )
  expect(() => parseEnv({ DATABASE_URL: 'mysql://u:pass@h/d' })).toThrow(
    /^DATABASE_URL(?!.*u:pass)/,
  )
})

test('a key in the environment becomes a provider key, with its own address if one is given', () => {
  const { providerKeys } = parseEnv({
    OPENAI_API_KEY: ' sk-1 ',
    OPENAI_BASE_URL: 'https://proxy.test/v1',
  })
  expect(providerKeys).toEqual({
    OPENAI_API_KEY: { apiKey: 'sk-1', baseUrl: 'https://proxy.test/v1' },
  })
})

test('the public address is an origin, and decides whether only this machine reaches Lumos', () => {
  const at = (variables: Record<string, string>) => parseEnv(variables)
  expect(at({ LUMOS_URL: 'https://Chat.Example.com:443/' }).publicUrl).toBe(
    'https://chat.example.com',
  )
  expect(at({})).toMatchObject({ isLocalOnly: true, isLoopbackListener: true })
  expect(at({ LUMOS_URL: 'http://localhost:3000' }).isLocalOnly).toBe(true)
  expect(at({ LUMOS_URL: 'https://chat.example.com' })).toMatchObject({
    isLocalOnly: false,
    isLoopbackListener: true,
  })
  expect(at({ HOST: '0.0.0.0' })).toMatchObject({ isLocalOnly: false, isLoopbackListener: false })
  for (const wrong of [
    'chat.example.com',
    'ftp://x.example',
    'https://x.example/lumos',
    'https://u@x.example',
  ])
    expect(() => at({ LUMOS_URL: wrong })).toThrow(/^LUMOS_URL is .*public address without a path/)
})

const baseUrls = variableNames.filter((name) => name.endsWith('_BASE_URL'))

test.each(['.env.example', 'docs/configuration.md'])('%s names every variable', (path) => {
  const text = readFileSync(path, 'utf8').replaceAll('…_BASE_URL', baseUrls.join(' '))
  expect(variableNames.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([])
})
