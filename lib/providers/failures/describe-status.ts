/** Kind of a provider's refusal, with a display message that does not quote the provider. */
export interface StatusKind {
  code: string
  retryable: boolean
  text: string
}

const tooLong =
  /context.{0,20}(length|window|size)|maximum context|too many tokens|(prompt|input|request|messages?|conversation)( is| are)? too (long|large)|total length of all messages|input token count.{0,20}exceed|token (count|limit).{0,40}exceed|exceed\w{0,6}.{0,30}(token limit|max(imum)? (input|prompt|number of tokens)|context)|reduce the length of|maximum (allowed )?(input|prompt) length|range of input length|prompt exceeds max length|max_prompt_tokens|input_tokens.{0,30}max_new_tokens|string_above_max_length|输入(内容)?(过长|超过|超出)|(上下文|tokens?).{0,12}(超过|超出|过长|上限)|超长/i
const usedUp =
  /insufficient.?(quota|balance|funds|credit)|exceeded.?(your.?)?current.?quota|free allocated quota|(quota|balance|credits?|allowance).{0,12}(exhausted|used up|exceeded|depleted)|out of credits?|credit (balance|limit)|(key|spend\w{0,6}|monthly|usage) limit.{0,20}(exceeded|reached)|used all available credits|billing|arrearage|余额不足|欠费|额度(不足|已用)|无可用资源包/i
const wrongKey =
  /api.?key.{0,30}(not valid|invalid|incorrect|expired|missing|required|not found|不正确|无效)|(invalid|incorrect|wrong|expired|missing|no|malformed) (api.?key|authentication|credentials?|token\b)|API_KEY_INVALID|invalid_api_key|authentication_error|unauthenticated|unauthorized|令牌(无效|不正确|已过期)|身份验证失败/i
const noModel =
  /model_not_found|model_decommissioned|invalid_model|unknown_model|model.{0,120}(does ?n[o']t exist|not exist|not found|is not supported for|has been (decommissioned|deprecated|shut ?down|retired)|is not (a )?(valid|available|served))|not found the model|(not a valid|invalid|unknown) model|no such model|try pulling it|模型(不存在|未找到|已下线)/i
const filtered =
  /content_filter|content.?management.?policy|content_policy|data_inspection_failed|inappropriate content|content exists risk|safety system|moderation|flagged|敏感(内容|信息)|不安全|违规|ResponsibleAI/i
const loading =
  /(loading|warming up|starting).{0,20}model|model.{0,40}(loading|warming up|not (yet )?(ready|loaded))|正在加载|加载中/i
const toolUse = /tool_use_failed|failed to call a function/i

/** @param words the provider's message with the machine-readable kinds of its error */
export function describeStatus(status: number, words: string): StatusKind {
  if (status >= 300 && status < 400) {
    return {
      code: 'redirect-refused',
      retryable: false,
      text: 'The provider redirects to another address, which Lumos does not follow. Check its base URL',
    }
  }
  return (
    kindOfWords(status, words) ?? {
      ...kindOfStatus(status),
      ...(status >= 500 && loading.test(words) && modelLoads),
    }
  )
}

const modelLoads: StatusKind = {
  code: 'provider-loading',
  retryable: true,
  text: 'The provider still loads the model',
}

/** Vendors use one status for several failures, and 400 for all of them. */
function kindOfWords(status: number, words: string): StatusKind | undefined {
  const is = (code: string, text: string, retryable = false) => ({ code, retryable, text })
  if (status >= 500) return undefined
  if (toolUse.test(words)) return is('tool-use-failed', 'The model called a tool wrongly', true)
  if (tooLong.test(words) && status !== 429)
    return is('context-length', 'The conversation is too long for this model')
  if (status === 402 || (usedUp.test(words) && !isRateLimit(status, words)))
    return is('provider-quota', 'The quota at the provider is used up')
  if (status === 401 || (status < 404 && wrongKey.test(words)))
    return is('provider-auth', 'The provider refused the API key')
  if (status < 404 && filtered.test(words))
    return is('content-filter', 'The provider’s content filter refused this message')
  if (status === 400 && noModel.test(words))
    return is('provider-not-found', 'The provider does not know this model or address')
  return undefined
}

/** Gemini calls every limit a quota; a limit per minute is temporary. */
function isRateLimit(status: number, words: string): boolean {
  if (status !== 429 || /per.?day/i.test(words)) return false
  return /per.?(minute|second)|retrydelay/i.test(words)
}

function kindOfStatus(status: number): StatusKind {
  const is = (code: string, retryable: boolean, text: string) => ({ code, retryable, text })
  switch (status) {
    case 403:
      return is('provider-auth', false, 'The provider refused access with this API key')
    case 404:
      return is('provider-not-found', false, 'The provider does not know this model or address')
    case 413:
      return is('context-length', false, 'The request is too large for the provider')
    case 429:
      return is('provider-rate-limit', true, 'The provider limits the rate of requests')
  }
  return status >= 500
    ? is('provider-error', true, `The provider failed (HTTP ${status})`)
    : is('provider-error', false, `The provider refused the request (HTTP ${status})`)
}

/** Errors within a stream have no status, so it is derived from the message. */
export function statusOfWords(words: string): number | undefined {
  if (toolUse.test(words) || tooLong.test(words)) return 400
  if (isRateLimit(429, words)) return 429
  if (usedUp.test(words)) return 402
  if (/rate.?limit|too many requests|resource_exhausted/i.test(words)) return 429
  if (/overloaded/i.test(words)) return 529
  if (wrongKey.test(words)) return 401
  return filtered.test(words) || noModel.test(words) ? 400 : undefined
}
