'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { usePageUser } from '#components/app/session-user.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { hasSimulated } from './model-name.tsx'

/** Shows that a demo model only simulates answers, with a link to set up a real one. */
export function DemoNotice({
  agent,
  models,
}: {
  agent: ChatAgent | undefined
  models: ModelInfo[] | undefined
}) {
  const t = useTranslations('chat')
  const { role } = usePageUser()
  const isSimulated = hasSimulated(models, agent)
  return (
    <p className="min-h-5 pt-1.5 text-center text-muted-foreground text-xs">
      {isSimulated && (
        <>
          {t('demo-notice')}{' '}
          {role === 'admin' && (
            <Link href="/settings/providers" className="underline underline-offset-2">
              {t('add-provider')}
            </Link>
          )}
        </>
      )}
    </p>
  )
}
