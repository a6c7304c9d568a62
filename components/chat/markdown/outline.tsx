'use client'

import { ListTree } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useState } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'

/**
 * The headings of a long answer as links. The button is sticky and takes no space in the layout.
 */
export function Outline({ answer }: { answer: RefObject<HTMLElement | null> }) {
  const t = useTranslations('answer')
  const [headings, setHeadings] = useState<HTMLElement[]>([])
  const read = () =>
    setHeadings([...(answer.current?.querySelectorAll<HTMLElement>('h3, h4, h5, h6') ?? [])])
  return (
    <div className="outline-place answer-tool">
      <Menu
        align="end"
        trigger={
          <IconButton
            label={t('outline')}
            variant="outline"
            onPointerDown={read}
            onKeyDown={read}
            data-testid="outline"
          >
            <ListTree />
          </IconButton>
        }
      >
        {headings.map((heading, index) => {
          const key = `heading-${index}`
          return (
            <MenuItem key={key} onSelect={() => jumpTo(heading)}>
              <span
                className="min-w-0 truncate"
                style={{ paddingInlineStart: `${Number(heading.tagName[1]) - 3}rem` }}
              >
                {heading.textContent}
              </span>
            </MenuItem>
          )
        })}
      </Menu>
    </div>
  )
}

function jumpTo(heading: HTMLElement) {
  heading.tabIndex = -1
  // Waits for the menu, which returns the focus to its button when it closes.
  requestAnimationFrame(() => {
    heading.scrollIntoView({ block: 'start' })
    heading.focus({ preventScroll: true })
  })
}
