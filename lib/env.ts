import { resolve } from 'node:path'
import { z } from 'zod'
import { isLoopbackName, trustedProxiesSchema } from './addresses.ts'
import { StartError } from './errors.ts'
import { processWide } from './process-wide.ts'

const url = (protocol: RegExp) => z.url({ protocol })

const keyNames = [
  'OPENAI_API_KEY',
  'ZHIPU_API_KEY',
  'DEEPSEEK_API_KEY',
  'ANTHROPIC_API_KEY',
  'GEMINI_API_KEY',
  'OPENROUTER_API_KEY',
] as const
export type ProviderKeyName = (typeof keyNames)[number]

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A proxy's URL; without a scheme `http://` is assumed. */
const proxyUrl = z
  .string()
  .transform((text) => (text.includes('://') ? text : `http://${text}`))
  .pipe(url(/^(https?|socks5)$/))
  .optional()
  .meta({ description: 'a URL such as http://proxy.example.com:8080', isSecret: true })

/**
 * The permitted values of each variable. Its description states what is expected; the value of a
 * secret is never shown.
 */
const shape = {
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(3000)
    .meta({ description: 'a port number from 1 to 65535' }),
  HOST: z.string().min(1).default('127.0.0.1').meta({ description: 'an address to listen on' }),
  LUMOS_DATA_DIR: z.string().min(1).default('./data').meta({ description: 'a folder' }),
  LUMOS_URL: url(/^https?$/)
    .refine((text) => URL.parse(text)?.href === `${URL.parse(text)?.origin}/`)
    .optional()
    .meta({ description: 'the public address without a path, such as https://chat.example.com' }),
  LUMOS_TRUSTED_PROXIES: trustedProxiesSchema.optional().meta({
    description: 'addresses such as 10.0.0.5, 10.0.0.0/8, "loopback" or "private", with commas',
  }),
  DATABASE_URL: url(/^postgres(ql)?$/)
    .optional()
    .meta({
      description: 'a URL such as postgresql://user:password@host:5432/database',
      isSecret: true,
    }),
  LUMOS_DB_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(9)
    .max(1_000)
    .optional()
    .meta({ description: 'a number from 8 to 1000' }),
  REDIS_URL: url(/^rediss?$/)
    .optional()
    .meta({ description: 'a URL such as redis://:password@host:6379', isSecret: true }),
  LUMOS_SECRET: z
    .string()
    .min(32)
    .optional()
    .meta({ description: 'at least 32 characters', isSecret: true }),
  LUMOS_PRIVATE_PROVIDERS: z
    .enum(['allow', 'deny'])
    .optional()
    .meta({ description: '"allow" or "deny"' }),
  LUMOS_STDIO_MCP: z
    .enum(['allow', 'deny'])
    .default('deny')
    .meta({ description: '"allow" or "deny"' }),
  LUMOS_DRAIN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_600_000)
    .optional()
    .meta({ description: 'milliseconds from 0 to 3600000' }),
  LUMOS_LOCAL_DISCOVERY: z.enum(['on', 'off']).default('on').meta({ description: '"on" or "off"' }),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?$/)
    .optional()
    .meta({ description: 'an http or https URL' }),
  HTTP_PROXY: proxyUrl,
  HTTPS_PROXY: proxyUrl,
  NO_PROXY: z.string().optional().meta({ description: 'host names with commas' }),
  LUMOS_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .meta({ description: 'at least 16 characters', isSecret: true }),
  LUMOS_LOG_LEVEL: z
    .enum(logLevels)
    .default('warn')
    .meta({ description: `one of ${logLevels.join(', ')}` }),
}

const baseUrlOf = (keyName: ProviderKeyName) => keyName.replace('_API_KEY', '_BASE_URL')

/** Every variable that this module reads. */
export const variableNames = [
  ...Object.keys(shape),
  ...keyNames.flatMap((name) => [name, baseUrlOf(name)]),
]

/** The proxies on the way to providers. */
export interface ProxySettings {
  http: string | undefined
  https: string | undefined
  /** Where none is used, as `NO_PROXY` writes it. */
  except: string
}

export interface Env {
  port: number
  host: string
  dataDir: string
  /** The origin at which browsers reach Lumos, if it is behind a proxy. */
  publicUrl: string | undefined
  /** Whether an address is that of a proxy whose `X-Forwarded-For` is trusted. */
  isTrustedProxy: (address: string) => boolean
  /** Whether only programs on this machine reach the listener and no public address is set. */
  isLocalOnly: boolean
  /** Whether the listener accepts connections of this machine only. */
  isLoopbackListener: boolean
  databaseUrl: string | undefined
  /** Of this instance. */
  databaseConnections: number | undefined
  /** Makes what instances tell each other faster. */
  redisUrl: string | undefined
  secret: string | undefined
  /** How long running answers may go on after a signal to end; undefined: see `drain`. */
  drainMs: number | undefined
  /** Whether provider URLs may be loopback or private addresses. */
  arePrivateProvidersAllowed: boolean
  /** Whether admins may have MCP servers started as programs. */
  isStdioMcpAllowed: boolean
  /** Whether to look for model servers on loopback at start. */
  isLocalDiscoveryOn: boolean
  proxy: ProxySettings
  otlpEndpoint: string | undefined
  /** The token that other machines need for `/api/metrics`. */
  metricsToken: string | undefined
  logLevel: LogLevel
  /** API keys that become providers at first start. */
  providerKeys: Partial<Record<ProviderKeyName, { apiKey: string; baseUrl: string | undefined }>>
}

/** @throws StartError with one line that names the variable, its value and what is expected */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const source = withoutEmpty(variables)
  const parsed = z.object(shape).safeParse(source)
  if (!parsed.success) throw wrongVariable(source, String(parsed.error.issues[0]?.path[0]))
  const values = parsed.data
  const isLoopback = isLoopbackName(values.HOST)
  const publicUrl = values.LUMOS_URL === undefined ? undefined : new URL(values.LUMOS_URL)
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.LUMOS_DATA_DIR),
    publicUrl: publicUrl?.origin,
    isTrustedProxy: values.LUMOS_TRUSTED_PROXIES ?? (() => false),
    isLocalOnly: isLoopback && (!publicUrl || isLoopbackName(publicUrl.hostname)),
    isLoopbackListener: isLoopback,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.LUMOS_DB_CONNECTIONS,
    redisUrl: values.REDIS_URL,
    secret: values.LUMOS_SECRET,
    drainMs: values.LUMOS_DRAIN_MS,
    arePrivateProvidersAllowed:
      (values.LUMOS_PRIVATE_PROVIDERS ?? (isLoopback ? 'allow' : 'deny')) === 'allow',
    isStdioMcpAllowed: values.LUMOS_STDIO_MCP === 'allow',
    isLocalDiscoveryOn: values.LUMOS_LOCAL_DISCOVERY === 'on',
    proxy: { http: values.HTTP_PROXY, https: values.HTTPS_PROXY, except: values.NO_PROXY ?? '' },
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    metricsToken: values.LUMOS_METRICS_TOKEN,
    logLevel: values.LUMOS_LOG_LEVEL,
    providerKeys: providerKeys(source),
  }
}

function providerKeys(source: Record<string, string | undefined>): Env['providerKeys'] {
  const keys: Env['providerKeys'] = {}
  for (const name of keyNames) {
    const apiKey = source[name]
    if (!apiKey) continue
    const baseUrlName = baseUrlOf(name)
    const baseUrl = source[baseUrlName]
    if (baseUrl && !url(/^https?$/).safeParse(baseUrl).success)
      throw wrongVariable(source, baseUrlName)
    keys[name] = { apiKey, baseUrl }
  }
  return keys
}

/** Removes empty variables, which count as unset. */
function withoutEmpty(source: Record<string, string | undefined>) {
  const trimmed = Object.entries(source).map(([name, value]) => [name, value?.trim()])
  // The lower-case names are older, and most programs prefer them.
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
    const value = source[name.toLowerCase()]?.trim()
    if (value) trimmed.push([name, value])
  }
  return Object.fromEntries(trimmed.filter(([, value]) => value)) as Record<string, string>
}

function wrongVariable(source: Record<string, string | undefined>, name: string): StartError {
  const { description, isSecret } = Object.entries(shape)
    .find(([variable]) => variable === name)?.[1]
    .meta() ?? { description: 'an http or https URL' }
  const value = isSecret ? 'holds an unusable value' : `is "${source[name]}"`
  return new StartError(`${name} ${value}; expected ${description}.`)
}

/** The environment of this process; parsed once. */
export function env(): Env {
  return processWide('env', () => parseEnv(process.env))
}
