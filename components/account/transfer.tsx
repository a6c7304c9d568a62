'use client'

import { Download, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { reloadChats } from '#components/app/use-chats.ts'
import { FormSection } from '#components/settings/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useErrorText } from '#components/use-error-text.ts'
import type { ImportProgress, ImportReport } from '#lib/contracts/chat/import.ts'
import { ImportResult } from './import-result.tsx'
import { sendExport } from './send-export.ts'

const lookMs = 700

/** Exports all of the user's data, and imports chats from other programs. */
export function Transfer() {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const input = useRef<HTMLInputElement>(null)
  const [isImporting, setIsImporting] = useState(false)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [problem, setProblem] = useState<string>()
  const progress = useSWR<ImportProgress>(isImporting ? '/api/chats/import' : null, fetchApi, {
    refreshInterval: lookMs,
  })

  async function bring(file: File) {
    setIsImporting(true)
    setReport(null)
    setProblem(undefined)
    try {
      setReport(await sendExport(file))
      await reloadChats()
    } catch (error) {
      setProblem(errorText(error))
    }
    setIsImporting(false)
  }

  return (
    <FormSection as="h2" title={t('transfer')} text={t('transferText')}>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline">
          <a href="/api/account/export" download>
            <Download aria-hidden /> {t('exportAll')}
          </a>
        </Button>
        <Button
          variant="outline"
          disabled={isImporting}
          onClick={() => input.current?.click()}
          data-testid="import-chats"
        >
          <Upload aria-hidden /> {t('import')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".zip,.json,application/zip,application/json"
          className="sr-only"
          tabIndex={-1}
          aria-label={t('import')}
          onChange={({ target }) => {
            const file = target.files?.[0]
            target.value = ''
            if (file) void bring(file)
          }}
        />
      </div>
      <div aria-live="polite" className="text-sm">
        {isImporting && (
          <p className="flex items-center gap-2">
            <Spinner label={t('importing')} />
            {progress.data?.chats
              ? t('importedSoFar', { chats: progress.data.chats })
              : t('importing')}
          </p>
        )}
        {problem && <p className="text-danger">{problem}</p>}
        {report && <ImportResult report={report} />}
      </div>
    </FormSection>
  )
}
