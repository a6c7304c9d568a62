import type account from '../../messages/en/account.json'
import type answer from '../../messages/en/answer.json'
import type audit from '../../messages/en/audit.json'
import type auth from '../../messages/en/auth.json'
import type chat from '../../messages/en/chat.json'
import type common from '../../messages/en/common.json'
import type diagnosis from '../../messages/en/diagnosis.json'
import type latency from '../../messages/en/latency.json'
import type memories from '../../messages/en/memories.json'
import type prompts from '../../messages/en/prompts.json'
import type settings from '../../messages/en/settings.json'
import type share from '../../messages/en/share.json'
import type shell from '../../messages/en/shell.json'
import type webhooks from '../../messages/en/webhooks.json'
import type { Locale } from './locale.ts'

declare module 'next-intl' {
  /** Lets the type checker know the key of every message. */
  interface AppConfig {
    Locale: Locale
    Messages: {
      account: typeof account
      answer: typeof answer
      audit: typeof audit
      auth: typeof auth
      chat: typeof chat
      common: typeof common
      share: typeof share
      shell: typeof shell
      webhooks: typeof webhooks
      diagnosis: typeof diagnosis
      latency: typeof latency
      memories: typeof memories
      prompts: typeof prompts
      settings: typeof settings
    }
  }
}
