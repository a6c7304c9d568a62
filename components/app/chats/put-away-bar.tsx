'use client'

import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { Button } from '#components/ui/button.tsx'

export type Place = 'archive' | 'bin'

/** Selects all chats of the list, and acts on those that are selected. */
export function PutAwayBar({
  ref,
  place,
  selected,
  all,
  onSelectAll,
  onRestore,
  onRemove,
  onEmpty,
}: {
  /** The box that selects all. */
  ref: RefObject<HTMLInputElement | null>
  place: Place
  selected: number
  all: number
  onSelectAll: (isOn: boolean) => void
  onRestore: () => void
  onRemove: () => void
  onEmpty: () => void
}) {
  const t = useTranslations('shell.archive-page')
  const shell = useTranslations('shell')
  return (
    <div
      role="toolbar"
      aria-label={shell('selection')}
      className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 border-b px-4 py-1.5 text-sm"
    >
      <label className="flex min-h-8 min-w-0 flex-1 basis-36 cursor-pointer items-center gap-3">
        <input
          ref={(box) => {
            ref.current = box
            if (box) box.indeterminate = selected > 0 && selected < all
          }}
          type="checkbox"
          checked={selected === all}
          onChange={({ target }) => onSelectAll(target.checked)}
          aria-label={t('select-all')}
          className="size-4 shrink-0 accent-primary"
        />
        <span role="status" className="truncate text-muted-foreground">
          {selected > 0 ? shell('selected', { count: selected }) : t('select-all')}
        </span>
      </label>
      {selected > 0 ? (
        <span className="flex gap-2">
          <Button variant="outline" size="sm" onClick={onRestore} data-testid="restore-selected">
            <ArchiveRestore /> {t('restore')}
          </Button>
          <Button variant="outline" size="sm" onClick={onRemove} data-testid="delete-selected">
            <Trash2 /> {place === 'bin' ? t('delete') : shell('delete')}
          </Button>
        </span>
      ) : (
        place === 'bin' && (
          <Button variant="outline" size="sm" onClick={onEmpty}>
            <Trash2 /> {t('empty')}
          </Button>
        )
      )}
    </div>
  )
}
