'use client'

import { Command } from 'cmdk'
import { useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useFocusReturn } from '#components/ui/use-focus-return.ts'
import { ChatItems } from './chat-items.tsx'
import { PaletteItem } from './palette-item.tsx'
import { useCommands } from './use-commands.ts'

/** Finds chats, messages, agents, pages and actions by what is typed. */
export function Palette({
  isOpen,
  onOpenChange,
  onShowShortcuts,
}: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onShowShortcuts: () => void
}) {
  const t = useTranslations('shell.palette')
  const focusReturn = useFocusReturn()
  const [query, setQuery] = useState('')
  const groups = useCommands(onShowShortcuts)
  const close = () => {
    onOpenChange(false)
    setQuery('')
  }
  const words = query.trim().toLowerCase()
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? onOpenChange(true) : close())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content
          {...focusReturn}
          aria-describedby={undefined}
          data-testid="palette"
          className="animate-in fixed top-[min(12dvh,7rem)] left-1/2 z-50 w-[min(38rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border bg-background shadow-xl outline-none"
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Command label={t('title')} shouldFilter={false} loop>
            <Command.Input
              value={query}
              onValueChange={setQuery}
              placeholder={t('placeholder')}
              className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-muted-foreground md:text-[15px]"
            />
            <Command.List
              label={t('results')}
              className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
            >
              <Command.Empty className="px-2.5 py-6 text-center text-muted-foreground text-sm">
                {t('nothing')}
              </Command.Empty>
              {words === '' && <ChatItems query="" onDone={close} />}
              {groups.map(({ name, commands }) => {
                const found = commands.filter(({ label }) => label.toLowerCase().includes(words))
                if (found.length === 0) return null
                return (
                  <Command.Group key={name} heading={name}>
                    {found.map(({ id, label, icon, keys, run }) => (
                      <PaletteItem
                        key={id}
                        value={id}
                        icon={icon}
                        keys={keys}
                        onSelect={() => {
                          close()
                          run()
                        }}
                      >
                        {label}
                      </PaletteItem>
                    ))}
                  </Command.Group>
                )
              })}
              {words !== '' && <ChatItems query={query.trim()} onDone={close} />}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
