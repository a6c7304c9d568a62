import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import { createModelRegistry } from '../model-registry.ts'
import { canaryKey, collect, hello } from '../testing.ts'

// Certificates for these tests, valid for a hundred years, from an authority that nothing else
// trusts.
const key =
  'MHcCAQEEIPy8eRLJBN36YkzjfJrVTTRjrW+5GBsFWuEsCXUNQzVzoAoGCCqGSM49AwEHoUQDQgAE/TUSRkdtfdy/w+a4ppcHxmIKqYFWkhd/B4tDdK9lPIKvek/JjROnmm4ZV7X+ZkITpSXguXfnSr42fpvMvOocBQ=='
const authority =
  'MIIBiTCCAS+gAwIBAgIUftAphopVxdg8gIBufcxRgGl/G5QwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI0MDQzMTA0WhgPMjEyNjEwMzEwNDMxMDRaMBkxFzAVBgNVBAMMDlRlc3QgYXV0aG9yaXR5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE/TUSRkdtfdy/w+a4ppcHxmIKqYFWkhd/B4tDdK9lPIKvek/JjROnmm4ZV7X+ZkITpSXguXfnSr42fpvMvOocBaNTMFEwHQYDVR0OBBYEFI8PpI8fU4nfUmaGaLvfp03zidWFMB8GA1UdIwQYMBaAFI8PpI8fU4nfUmaGaLvfp03zidWFMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgYJfxR7eHxdg0n+SBDRE8rvHip3kou/a+ZHu3+ubOxLMCIQDG7wF46nYDdj2Ex9EMWevoc7g4XmbeGAfLV+Wv9JNoQg=='
const good =
  'MIIBaDCCAQ6gAwIBAgIUTFIXtzhq8/B3twsdNFjk6/ArxRYwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI0MDQzMTA0WhgPMjEyNjEwMzEwNDMxMDRaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABP01EkZHbX3cv8PmuKaXB8ZiCqmBVpIXfweLQ3SvZTyCr3pPyY0Tp5puGVe1/mZCE6Ul4Ll350q+Nn6bzLzqHAWjNzA1MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAdBgNVHQ4EFgQUjw+kjx9Tid9SZoZou9+nTfOJ1YUwCgYIKoZIzj0EAwIDSAAwRQIhALzhxn8uj9AhcgLzGVvri9m+z1cnE743Ri4j7oWlgxVmAiAgLvvNKwllRqaL6HXUIDTe8jG07YgGVCxaAkBiByZvGQ=='
const other =
  'MIIBcDCCARagAwIBAgIUTFIXtzhq8/B3twsdNFjk6/ArxRcwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI0MDQzMTA0WhgPMjEyNjEwMzEwNDMxMDRaMBgxFjAUBgNVBAMMDW90aGVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT9NRJGR2193L/D5rimlwfGYgqpgVaSF38Hi0N0r2U8gq96T8mNE6eabhlXtf5mQhOlJeC5d+dKvjZ+m8y86hwFozswOTAYBgNVHREEETAPgg1vdGhlci5leGFtcGxlMB0GA1UdDgQWBBSPD6SPH1OJ31Jmhmi736dN84nVhTAKBggqhkjOPQQDAgNIADBFAiAGdySbJC8qmRAjBarNK0iEr9rd+9jD6DSys9N1Ook9cQIhAJQergUx4viLaLtt0WmYrwf+3Cz4GbVSBWVWk09dIcRM'
const expired =
  'MIIBUzCB+qADAgECAgIQADAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1dGhvcml0eTAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABP01EkZHbX3cv8PmuKaXB8ZiCqmBVpIXfweLQ3SvZTyCr3pPyY0Tp5puGVe1/mZCE6Ul4Ll350q+Nn6bzLzqHAWjNzA1MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAdBgNVHQ4EFgQUjw+kjx9Tid9SZoZou9+nTfOJ1YUwCgYIKoZIzj0EAwIDSAAwRQIhAM1NcRY5Ftqg3qFOzqT7qL+duKsKbaGCvCw+00O8QebkAiBY6ft88eimVicefVWANfVufIC7qsrwH8sZhWGK9PTWhw=='
const future =
  'MIIBVzCB/qADAgECAgIQATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IGF1dGhvcml0eTAiGA8yMDkwMDEwMTAwMDAwMFoYDzIwOTkwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT9NRJGR2193L/D5rimlwfGYgqpgVaSF38Hi0N0r2U8gq96T8mNE6eabhlXtf5mQhOlJeC5d+dKvjZ+m8y86hwFozcwNTAUBgNVHREEDTALgglsb2NhbGhvc3QwHQYDVR0OBBYEFI8PpI8fU4nfUmaGaLvfp03zidWFMAoGCCqGSM49BAMCA0gAMEUCIQCnZRfYAYwHz/oCh/+uN0k8DwxEjAeA2FnexLtGhU5TXAIgUxDswW7yzBQ6JjTcU884tmbw5R0iuDdSMa3jVZWI0VI='
const selfSigned =
  'MIIBljCCATugAwIBAgIUMQLC/OPD33UiofOmoDIwSXSeFZYwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDA0MzEwNFoYDzIxMjYxMDMxMDQzMTA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT9NRJGR2193L/D5rimlwfGYgqpgVaSF38Hi0N0r2U8gq96T8mNE6eabhlXtf5mQhOlJeC5d+dKvjZ+m8y86hwFo2kwZzAdBgNVHQ4EFgQUjw+kjx9Tid9SZoZou9+nTfOJ1YUwHwYDVR0jBBgwFoAUjw+kjx9Tid9SZoZou9+nTfOJ1YUwDwYDVR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwIDSQAwRgIhAKjmYXmkQmK6NwaBU2dN1W87Jlh/DVau7CAtos6y2y12AiEA33bgfx16fqGbead+AkGW8n7Bw6fKTQriS6heghYAweQ='

const pem = (kind: string, body: string) =>
  `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----\n`

beforeAll(() => {
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, pem('CERTIFICATE', authority)])
  afterAll(() => setDefaultCACertificates(trusted))
})

/** Counts the requests. */
async function startServer(certificate: string) {
  let connections = 0
  const cert = pem('CERTIFICATE', certificate)
  const server = createServer({ key: pem('EC PRIVATE KEY', key), cert }, (_, response) => {
    response.writeHead(404).end()
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `https://localhost:${port}`,
    connections: () => connections,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function ask(kind: 'openai-compatible' | 'anthropic', baseUrl: string) {
  const models = createModelRegistry()
  const definition = { slug: 'p', kind, baseUrl, apiKey: canaryKey, headers: {} }
  models.setProviders([{ ...definition, isPrivateAllowed: true }])
  const { streamModel } = models.resolve('p/m', deadlineSettingsSchema.parse({}))
  const events = await collect(streamModel(hello('m'), new AbortController().signal))
  await models.close()
  return events
}

describe.each(['openai-compatible', 'anthropic'] as const)('a provider (%s)', (kind) => {
  test.each([
    ['has expired', expired, /expired/],
    ['is not valid yet', future, /not valid yet.*clock/],
    ['is for another host', other, /another host name.*base URL/],
    ['is self-signed', selfSigned, /self-signed.*NODE_EXTRA_CA_CERTS/],
  ])(
    'whose certificate %s is refused once, and the reader told what to do',
    async (_, cert, words) => {
      await using server = await startServer(cert)
      const [event, ...more] = await ask(kind, server.url)
      expect(more).toEqual([])
      expect(event).toMatchObject({
        type: 'error',
        failure: { code: 'provider-tls', retryable: false },
      })
      expect(JSON.stringify(event)).toMatch(words)
      expect(server.connections()).toBe(1)
    },
  )

  test('whose certificate is good is asked', async () => {
    await using server = await startServer(good)
    expect(await ask(kind, server.url)).toMatchObject([{ failure: { status: 404 } }])
  })
})
