'use client'

import { Download, Ellipsis, Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { ApiError, callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { promptsPath } from './use-prompts.ts'

/** Exports the own prompts as a file, and adds those of such a file. */
export function PromptTransfer({ onImported }: { onImported: () => Promise<unknown> }) {
  const t = useTranslations('prompts')
  const errorText = useErrorText()
  const input = useRef<HTMLInputElement>(null)

  async function bring(file: File) {
    try {
      const json: unknown = await file.text().then(JSON.parse)
      const counts = await callApi<{ imported: number; duplicates: number }>(
        'POST',
        `${promptsPath}/import`,
        json,
      )
      toast.success(t('imported', counts))
      await onImported()
    } catch (error) {
      const isOther =
        error instanceof SyntaxError || (error instanceof ApiError && error.status === 400)
      toast.error(isOther ? t('bad-file') : errorText(error))
    }
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
        <MenuItem asChild>
          <a href={`${promptsPath}/export`} download>
            <Download /> {t('export')}
          </a>
        </MenuItem>
        <MenuItem onSelect={() => input.current?.click()}>
          <Upload /> {t('import')}
        </MenuItem>
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('import')}
        data-testid="prompts-file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // Cleared, because choosing the same file again fires no `change` event otherwise.
          currentTarget.value = ''
          if (file) void bring(file)
        }}
      />
    </>
  )
}
