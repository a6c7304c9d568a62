import { isRecord } from '#lib/contracts/is-record.ts'
import type { ToolDefinition } from '../../model-port.ts'
import { splitJson } from '../split-json.ts'

export interface WrittenCall {
  name: string
  /** JSON text. */
  arguments: string
}

const longestBody = 400_000

/**
 * Parses the tool calls between a template's marks, in the formats of Qwen and Hermes, Mistral,
 * Llama, GLM, DeepSeek, Kimi and MiniMax.
 * @returns undefined for any other text
 */
export function parseWrittenCalls(
  body: string,
  tools: ToolDefinition[],
): WrittenCall[] | undefined {
  if (body.length > longestBody) return undefined
  const text = withoutEndTokens(body.replaceAll('｜DSML｜', ''))
  const found =
    asJson(text) ??
    asSections(text) ??
    asElements(text, tools) ??
    asPairs(text, tools) ??
    asNamed(text, tools)
  const isCall = found?.every(({ name }) => /^[\w.:/-]{1,128}$/.test(name))
  return found && found.length > 0 && isCall ? found : undefined
}

function withoutEndTokens(body: string): string {
  let text = body.trim()
  for (let at = text.lastIndexOf('<'); at > 0; at = text.lastIndexOf('<')) {
    if (!/^<(\|\w+\||\/s)>$/.test(text.slice(at))) break
    text = text.slice(0, at).trimEnd()
  }
  return text
}

function asJson(text: string): WrittenCall[] | undefined {
  const bare = text.replace(/^```\w*\n?/, '').replace(/\n?```$/, '')
  let json: unknown
  try {
    json = JSON.parse(bare)
  } catch {
    json = bare.startsWith('{') ? splitJson(bare) : undefined
  }
  if (json === undefined) return undefined
  const items = (Array.isArray(json) ? json : [json]).flatMap((item: unknown) => {
    if (!isRecord(item)) return []
    const call = isRecord(item.function) ? item.function : item
    const { name = call.tool_name ?? call.function } = call
    const input = call.arguments ?? call.parameters ?? call.args ?? call.input ?? {}
    if (typeof name !== 'string') return []
    return [{ name, arguments: typeof input === 'string' ? input : JSON.stringify(input) }]
  })
  return items.length > 0 ? items : undefined
}

/** Parses the calls of one section, separated by DeepSeek's and Kimi's tokens. */
function asSections(text: string): WrittenCall[] | undefined {
  const [, ...calls] = text.split(/<[|｜]tool[_▁]call[_▁]begin[|｜]>/)
  if (calls.length === 0) return undefined
  return calls.flatMap((call) => {
    const [said = ''] = call.split(/<[|｜]tool[_▁]call[_▁]end[|｜]>/)
    const parts = said.split(/<[|｜]tool[_▁](?:sep|call[_▁]argument[_▁]begin)[|｜]>/)
    // The older format begins with the word "function".
    const [head = '', ...rest] = parts[0]?.trim() === 'function' ? parts.slice(1) : parts
    const [name = '', ...lines] = head.trim().split('\n')
    const input = rest.length > 0 ? rest.join('') : lines.join('\n')
    const plain = name.replace(/^functions\./, '').replace(/:\d+$/, '')
    return [{ name: plain.trim(), arguments: unfenced(input) }]
  })
}

function unfenced(text: string): string {
  return text
    .trim()
    .replace(/^```\w*\n?/, '')
    .replace(/\n?```$/, '')
}

/** `<function=NAME><parameter=KEY>…`, `<invoke name="NAME"><parameter name="KEY">…` */
function asElements(text: string, tools: ToolDefinition[]): WrittenCall[] | undefined {
  const [before = '', ...calls] = text.split(/<(?:function=|invoke name=)/)
  if (calls.length === 0 || before.trim() !== '') return undefined
  return calls.map((call) => {
    const end = call.indexOf('>')
    const name = unquoted(call.slice(0, end))
    const [body = ''] = call.slice(end + 1).split(/<\/(?:function|invoke)>/)
    const [json = '', ...parameters] = body.split(/<parameter(?:=| name=)/)
    if (parameters.length === 0) return { name, arguments: json.trim() || '{}' }
    const pairs = parameters.map((parameter): [string, string] => {
      const open = parameter.indexOf('>')
      const [value = ''] = parameter.slice(open + 1).split('</parameter>')
      const [key = ''] = parameter.slice(0, open).split(/\s+string=/)
      return [unquoted(key), value.replace(/^\n/, '').replace(/\n$/, '')]
    })
    return { name, arguments: asArguments(name, pairs, tools) }
  })
}

function unquoted(text: string): string {
  return text.trim().replaceAll(/^["']|["']$/g, '')
}

/** GLM: a name, then alternating `<arg_key>` and `<arg_value>`. */
function asPairs(text: string, tools: ToolDefinition[]): WrittenCall[] | undefined {
  const [head = '', ...rest] = text.split('<arg_key>')
  const name = head.trim()
  if (rest.length === 0 || !/^[\w.-]+$/.test(name)) return undefined
  const pairs = rest.map((pair): [string, string] => {
    const [key = '', value = ''] = pair.split('</arg_key>')
    const [, inner = value] = value.split('<arg_value>')
    return [key.trim(), inner.split('</arg_value>')[0] ?? '']
  })
  return [{ name, arguments: asArguments(name, pairs, tools) }]
}

/** Values are parsed as JSON unless the tool's schema expects text. */
function asArguments(name: string, pairs: [string, string][], tools: ToolDefinition[]): string {
  const schema = tools.find((tool) => tool.name === name)?.inputSchema.properties
  const values = pairs.map(([key, value]) => {
    const property = isRecord(schema) ? schema[key] : undefined
    const isText = isRecord(property) && property.type === 'string'
    return [key, isText ? value : parsedOr(value)]
  })
  return JSON.stringify(Object.fromEntries(values))
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Mistral: a sequence of `NAME[ARGS]{…}`, or a name alone for a call without arguments. */
function asNamed(text: string, tools: ToolDefinition[]): WrittenCall[] | undefined {
  const calls = text.split('[TOOL_CALLS]').map((call) => {
    const [, name = '', input = ''] =
      /^([\w.-]+)(?:\[CALL_ID\]\w*)?(?:\[ARGS\])?\s*(\{[\s\S]*)?$/.exec(call.trim()) ?? []
    const isCall = input !== '' || tools.some((tool) => tool.name === name)
    return { name: isCall ? name : '', arguments: input || '{}' }
  })
  return calls.every(({ name }) => name !== '') ? calls : undefined
}
