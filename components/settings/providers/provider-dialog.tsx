'use client'

import { ArrowLeft, Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { type ProviderPreset, providerPresets } from '#lib/contracts/models/provider-presets.ts'
import { ProviderForm } from './provider-form.tsx'

/** Adds a provider, from a preset or manually, or edits one. */
export function ProviderDialog({
  provider,
  onClose,
  onSaved,
}: {
  /** The provider to edit, `new` to add one, null when closed. */
  provider: Provider | 'new' | null
  onClose: () => void
  onSaved: (provider: Provider) => void
}) {
  const t = useTranslations('settings.providers')
  const [preset, setPreset] = useState<ProviderPreset | 'custom' | null>(null)
  const isNew = provider === 'new'
  const title = isNew ? t('add') : t('editTitle', { name: provider?.name ?? '' })
  const close = () => {
    setPreset(null)
    onClose()
  }
  const saved = (result: Provider) => {
    setPreset(null)
    onSaved(result)
  }
  return (
    <Dialog open={provider !== null} onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent title={title} description={isNew && !preset ? t('presetText') : undefined}>
        {isNew && !preset && <PresetGrid onChoose={setPreset} />}
        {isNew && preset && (
          <>
            <Button
              variant="ghost"
              size="sm"
              className="-ml-2 mt-2"
              onClick={() => setPreset(null)}
            >
              <ArrowLeft aria-hidden /> {t('otherPreset')}
            </Button>
            <ProviderForm
              preset={preset === 'custom' ? null : preset}
              onCancel={close}
              onSaved={saved}
            />
          </>
        )}
        {provider && !isNew && (
          <ProviderForm key={provider.id} provider={provider} onCancel={close} onSaved={saved} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function PresetGrid({ onChoose }: { onChoose: (preset: ProviderPreset | 'custom') => void }) {
  const t = useTranslations('settings.providers')
  const item =
    'flex min-h-14 flex-col items-start justify-center rounded-md border bg-card px-3 py-2 text-left hover:border-input hover:bg-muted/50'
  return (
    <div className="mt-4 grid grid-cols-2 gap-2 sm:grid-cols-3" data-testid="provider-presets">
      {providerPresets.map((preset) => (
        <button key={preset.name} type="button" className={item} onClick={() => onChoose(preset)}>
          <span className="font-medium text-sm">{preset.name}</span>
          {preset.isLocal && (
            <span className="text-muted-foreground text-xs">{t('localPreset')}</span>
          )}
        </button>
      ))}
      <button type="button" className={item} onClick={() => onChoose('custom')}>
        <span className="inline-flex items-center gap-2 font-medium text-sm">
          <Pencil aria-hidden className="size-3.5" /> {t('custom')}
        </span>
        <span className="text-muted-foreground text-xs">{t('customText')}</span>
      </button>
    </div>
  )
}
