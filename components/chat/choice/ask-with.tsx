'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover as PopoverPrimitive } from 'radix-ui'
import { use, useState } from 'react'
import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { IconButton } from '#components/ui/button.tsx'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { ChoiceContext } from './choice-context.ts'
import { choosable, ModelChoices } from './model-choices.tsx'

/** Answers again with another model, where the chat's agent allows the choice. */
export function AskWith({
  model,
  onAsk,
}: {
  /** The model of the answer. */
  model: string | undefined
  onAsk: (model: string) => void
}) {
  const t = useTranslations('chat.choice')
  const mayChoose = use(ChoiceContext)
  const [isOpen, setIsOpen] = useState(false)
  if (!mayChoose) return null
  return (
    <PopoverPrimitive.Root open={isOpen} onOpenChange={setIsOpen}>
      <PopoverPrimitive.Trigger asChild>
        <IconButton
          label={t('ask-with')}
          className="whenever-idle -ml-2 w-6"
          data-testid="ask-with"
        >
          <ChevronDown />
        </IconButton>
      </PopoverPrimitive.Trigger>
      <PopoverPrimitive.Portal>
        <PopoverPrimitive.Content
          aria-label={t('ask-with')}
          align="start"
          sideOffset={6}
          collisionPadding={12}
          className="animate-in z-50 w-[min(30rem,calc(100vw-1.5rem))] rounded-lg border bg-card p-4 shadow-xl outline-none"
        >
          <OtherModels
            model={model}
            onAsk={(other) => {
              setIsOpen(false)
              onAsk(other)
            }}
          />
        </PopoverPrimitive.Content>
      </PopoverPrimitive.Portal>
    </PopoverPrimitive.Root>
  )
}

function OtherModels({ model, onAsk }: Parameters<typeof AskWith>[0]) {
  const t = useTranslations('chat.choice')
  const { data } = useSWR<{ items: ModelInfo[] }>('/api/models', fetchApi)
  const others = choosable(data?.items).filter(({ id }) => id !== model)
  return (
    <ModelChoices
      models={others}
      label={t('ask-with')}
      value={null}
      onChoose={(chosen) => chosen && onAsk(chosen)}
    />
  )
}
