'use client'

import { Camera, Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { IconButton } from '#components/ui/button.tsx'

/** iOS converts HEIC pictures to one of these types because HEIC is not listed. */
const pictures = 'image/png,image/jpeg,image/webp,image/gif'

/** Buttons to choose files and, on a touch screen, to take a picture. */
export function AttachButtons({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useTranslations('chat.files')
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const chosen = [...(currentTarget.files ?? [])]
    // Cleared, because choosing the same file again fires no `change` event otherwise.
    currentTarget.value = ''
    if (chosen.length > 0) onFiles(chosen)
  }
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={take}
        data-testid="file-input"
      />
      <input
        ref={camera}
        type="file"
        accept={pictures}
        capture="environment"
        hidden
        aria-label={t('camera')}
        onChange={take}
      />
      <IconButton label={t('attach')} onClick={() => files.current?.click()} data-testid="attach">
        <Paperclip />
      </IconButton>
      <IconButton
        label={t('camera')}
        onClick={() => camera.current?.click()}
        className="pointer-fine:hidden"
      >
        <Camera />
      </IconButton>
    </>
  )
}
