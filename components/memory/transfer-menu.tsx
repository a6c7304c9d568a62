'use client'

import { Download, Ellipsis, Trash2, Upload } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef } from 'react'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { useConfirm } from '#components/ui/confirm.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { exportMemories } from './export-memories.ts'
import { ImportProgress } from './import-progress.tsx'
import { useImport } from './use-import.ts'

/** Exports, imports or deletes all memories. */
export function TransferMenu({ onChanged }: { onChanged: () => Promise<unknown> }) {
  const t = useTranslations('memories')
  const format = useFormatter()
  const errorText = useErrorText()
  const ask = useConfirm()
  const fileInput = useRef<HTMLInputElement>(null)
  const { progress, start, stop } = useImport(onChanged)

  async function runExport() {
    const id = toast.loading(t('exporting', { size: format.number(0) }))
    try {
      await exportMemories((bytes) =>
        toast.loading(t('exporting', { size: format.number(Math.round(bytes / 1024)) }), { id }),
      )
      toast.success(t('exported'), { id })
    } catch (error) {
      toast.error(errorText(error), { id })
    }
  }

  async function deleteAll() {
    const isSure = await ask({
      title: t('deleteAllTitle'),
      description: t('deleteAllText'),
      action: t('deleteAll'),
    })
    if (!isSure) return
    try {
      await callApi('DELETE', '/api/memories')
      toast.success(t('allDeleted'))
    } catch (error) {
      toast.error(errorText(error))
    }
    await onChanged()
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="outline" size="icon" className="size-10" aria-label={t('actions')}>
            <Ellipsis />
          </Button>
        }
      >
        <MenuItem onSelect={() => void runExport()}>
          <Download /> {t('export')}
        </MenuItem>
        <MenuItem onSelect={() => fileInput.current?.click()}>
          <Upload /> {t('import')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => void deleteAll()}>
          <Trash2 /> {t('deleteAll')}
        </MenuItem>
      </Menu>
      <input
        ref={fileInput}
        type="file"
        accept=".json,application/json"
        aria-label={t('import')}
        tabIndex={-1}
        className="sr-only"
        data-testid="memory-import"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // Cleared, because choosing the same file again fires no `change` event otherwise.
          event.target.value = ''
          if (file) void start(file)
        }}
      />
      <ImportProgress progress={progress} onStop={stop} />
    </>
  )
}
