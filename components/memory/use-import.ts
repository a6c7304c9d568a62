'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'

export interface ImportState {
  done: number
  total: number
}

const batchSize = 250

/** Imports a file in batches. Batches imported before a stop or an error stay. */
export function useImport(onChanged: () => Promise<unknown>) {
  const t = useTranslations('memories')
  const errorText = useErrorText()
  const [progress, setProgress] = useState<ImportState | null>(null)
  const isStopped = useRef(false)

  async function start(file: File) {
    const { importBatches, readImportFile } = await import('./import-file.ts')
    const read = readImportFile(await file.text())
    if ('badItem' in read) {
      toast.error(read.badItem === 0 ? t('badFile') : t('badItem', { position: read.badItem }))
      return
    }
    const total = read.items.length
    let done = 0
    let imported = 0
    let refused = 0
    isStopped.current = false
    setProgress({ done, total })
    try {
      for (const items of importBatches(read.items, batchSize)) {
        if (isStopped.current) break
        const answer = await callApi<{ imported: number; refused?: number }>(
          'POST',
          '/api/memories/import',
          {
            items,
          },
        )
        imported += answer.imported
        refused += answer.refused ?? 0
        done += items.length
        setProgress({ done, total })
      }
      toast.success(t('imported', { imported, duplicates: done - imported - refused, refused }))
    } catch (error) {
      toast.error(t('importFailed', { imported, total, reason: errorText(error) }))
    }
    setProgress(null)
    await onChanged()
  }

  return {
    progress,
    start,
    stop: () => {
      isStopped.current = true
    },
  }
}
