'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as DialogPrimitive } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { useFocusReturn } from './use-focus-return.ts'

export interface DialogContentProps {
  title: string
  description?: string
  /** `left` is a sheet, for the phone's sidebar. */
  side?: 'center' | 'left'
  children: ReactNode
}

export const Root = DialogPrimitive.Root

export function Content({ title, description, side = 'center', children }: DialogContentProps) {
  const t = useTranslations('common')
  const focusReturn = useFocusReturn()
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className="fixed inset-0 z-40 bg-black/40 backdrop-blur-[1px]" />
      <DialogPrimitive.Content
        {...focusReturn}
        className={classNames(
          'animate-in fixed z-50 bg-background shadow-xl outline-none',
          side === 'center'
            ? 'top-1/2 left-1/2 max-h-[90dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border p-5'
            : 'inset-y-0 left-0 w-[min(19rem,85vw)] border-r',
        )}
      >
        <BeforeFocus act={focusReturn.onOpenAutoFocus} />
        <div className={classNames('flex items-start gap-4', side === 'left' && 'sr-only')}>
          <div className="min-w-0 flex-1">
            <DialogPrimitive.Title className="font-semibold text-base">
              {title}
            </DialogPrimitive.Title>
            <DialogPrimitive.Description
              className={description ? 'mt-1 text-muted-foreground text-sm' : 'sr-only'}
            >
              {description ?? title}
            </DialogPrimitive.Description>
          </div>
          <DialogPrimitive.Close asChild>
            <IconButton label={t('close')}>
              <X />
            </IconButton>
          </DialogPrimitive.Close>
        </div>
        {children}
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  )
}

/** Acts as the content is first rendered, before a field with `autoFocus` in it takes the focus. */
function BeforeFocus({ act }: { act: () => void }) {
  useState(act)
  return null
}
