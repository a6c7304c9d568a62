'use client'

import { Download, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'

/** Exports all agents as a file, and creates those of such a file. */
export function AgentTransfer({ onImported }: { onImported: () => unknown }) {
  const t = useTranslations('settings.agents.transfer')
  const errorText = useErrorText()
  const input = useRef<HTMLInputElement>(null)

  async function bring(file: File) {
    try {
      const json: unknown = await file.text().then(JSON.parse)
      const { items } = await callApi<{ items: unknown[] }>('POST', '/api/agents/import', json)
      toast.success(t('imported', { count: items.length }))
      await onImported()
    } catch (error) {
      toast.error(error instanceof SyntaxError ? t('unreadable') : errorText(error))
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t('import')}
        data-testid="agents-file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file) void bring(file)
        }}
      />
      <Button variant="outline" onClick={() => input.current?.click()}>
        <Upload aria-hidden /> {t('import')}
      </Button>
      <Button variant="outline" asChild>
        <a href="/api/agents/export" download>
          <Download aria-hidden /> {t('export')}
        </a>
      </Button>
    </>
  )
}
