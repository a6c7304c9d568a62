'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import {
  chooseTransport,
  type TransportChoice,
  transportChoice,
  transportChoices,
} from '#components/chat/open-chat/transport-choice.ts'
import { Field, Select } from '#components/ui/field.tsx'

/** How answers come to this browser. */
export function TransportSetting() {
  const t = useTranslations('account.transport')
  const [chosen, setChosen] = useState(transportChoice)
  const choose = (choice: TransportChoice) => {
    chooseTransport(choice)
    setChosen(choice)
  }
  return (
    <Field label={t('label')} help={t('text')}>
      {(control) => (
        <Select
          {...control}
          value={chosen}
          onChange={({ target }) => choose(target.value as TransportChoice)}
        >
          {transportChoices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`choices.${choice}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
