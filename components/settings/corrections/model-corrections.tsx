'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ModelFacts } from '#components/chat/choice/model-facts.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { ModelPicker } from '../model-picker.tsx'
import { FormSection } from '../section.tsx'
import { useModels } from '../use-model-catalog.ts'
import { CorrectionForm } from './correction-form.tsx'

/** What admins corrected of models, and the way to correct another one. */
export function ModelCorrections() {
  const t = useTranslations('settings.corrections')
  const { data } = useModels()
  const [editedId, setEditedId] = useState<string | null>(null)
  const edited = data?.items.find(({ id }) => id === editedId)
  const corrected = data?.items.filter((model) => model.corrected.length > 0) ?? []
  return (
    <FormSection title={t('title')} text={t('text')}>
      {corrected.length > 0 && (
        <ul className="flex flex-col divide-y">
          {corrected.map((model) => (
            <li key={model.id} className="flex items-center gap-3 py-2">
              <span className="min-w-0 flex-1 text-sm">
                <span className="block break-words">{model.id}</span>
                <ModelFacts model={model} />
              </span>
              <Button variant="outline" size="sm" onClick={() => setEditedId(model.id)}>
                {t('edit')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ModelPicker
        value={null}
        emptyLabel={t('choose')}
        label={t('choose')}
        testId="correct-model"
        onChange={setEditedId}
      />
      <Dialog open={edited !== undefined} onOpenChange={(isOpen) => !isOpen && setEditedId(null)}>
        {edited && (
          <DialogContent title={edited.id} description={t('dialog-text')}>
            <CorrectionForm model={edited} onClose={() => setEditedId(null)} />
          </DialogContent>
        )}
      </Dialog>
    </FormSection>
  )
}
