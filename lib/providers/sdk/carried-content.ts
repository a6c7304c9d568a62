import type { LanguageModelV4Message, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { parseArguments } from '../completions/tool-call-collector.ts'

type Content = Extract<LanguageModelV4Message, { role: 'assistant' }>['content']
type ContentPart = Content[number]
type Options = ContentPart['providerOptions']
type TextPart = Extract<ContentPart, { type: 'text' | 'reasoning' }>

/** Longest content that is sent back, in characters. */
const longestCarried = 2_000_000

/** Collects a step's answer, signatures included, as the next step's prompt must repeat it. */
export function createCarriedContent() {
  const content: Content = []
  const open = new Map<string, TextPart>()
  let isNeeded = false
  let length = 0

  const noteOptions = (part: { providerOptions?: Options }, options: Options) => {
    if (!options) return
    isNeeded = true
    part.providerOptions = mergeOptions(part.providerOptions, options)
  }
  const begin = (type: TextPart['type'], id: string): TextPart => {
    const known = open.get(id)
    if (known?.type === type) return known
    const part: TextPart = { type, text: '' }
    open.set(id, part)
    content.push(part)
    if (type === 'reasoning') isNeeded = true
    return part
  }

  return {
    add(part: LanguageModelV4StreamPart) {
      switch (part.type) {
        case 'text-start':
        case 'reasoning-start':
          noteOptions(
            begin(part.type === 'text-start' ? 'text' : 'reasoning', part.id),
            part.providerMetadata,
          )
          break
        case 'text-delta':
        case 'reasoning-delta': {
          const block = begin(part.type === 'text-delta' ? 'text' : 'reasoning', part.id)
          length += part.delta.length
          if (length <= longestCarried) block.text += part.delta
          noteOptions(block, part.providerMetadata)
          break
        }
        case 'text-end':
        case 'reasoning-end': {
          const block = open.get(part.id)
          if (block) noteOptions(block, part.providerMetadata)
          open.delete(part.id)
          break
        }
        case 'tool-call': {
          const call = asCall(part)
          noteOptions(call, part.providerMetadata)
          content.push(call)
          break
        }
        case 'tool-result': {
          const { toolCallId, toolName, result } = part
          const output = { type: 'json' as const, value: result }
          content.push({ type: 'tool-result', toolCallId, toolName, output })
          break
        }
      }
    },
    /** Undefined when the text and calls alone hold the same, or when it is too long. */
    value(): Content | undefined {
      if (!isNeeded || length > longestCarried) return undefined
      const said = content.filter(
        (part) => !(part.type === 'text' && part.text === '' && !part.providerOptions),
      )
      return said
    },
  }
}

function asCall(part: Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>): ContentPart {
  const { toolCallId, toolName, providerExecuted } = part
  return {
    type: 'tool-call',
    toolCallId,
    toolName,
    input: parseArguments(part.input).input ?? {},
    ...(providerExecuted && { providerExecuted }),
  }
}

function mergeOptions(known: Options, more: NonNullable<Options>): Options {
  const merged = { ...known }
  for (const [provider, options] of Object.entries(more))
    merged[provider] = { ...merged[provider], ...options }
  return merged
}
