/** A message and how far its top is below the top of the view, pixels. */
export interface ReadingPlace {
  messageId: string
  offset: number
}

/** Where a mounted message is: distances from the top of the view, pixels. */
export interface MessageBox {
  id: string
  top: number
  bottom: number
  isEdited: boolean
}

const prefix = 'message-'

/** The id of a message's element, which is also its fragment in the chat's address. */
export function messageElementId(messageId: string): string {
  return `${prefix}${messageId}`
}

/** The mounted messages, in their order. */
export function boxesIn(scroller: Element): MessageBox[] {
  const { top: viewTop } = scroller.getBoundingClientRect()
  const elements = scroller.querySelectorAll(`.messages > [id^="${prefix}"]`)
  return [...elements].map((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return {
      id: element.id.slice(prefix.length),
      top: top - viewTop,
      bottom: bottom - viewTop,
      isEdited: element.querySelector('textarea') !== null,
    }
  })
}

/** The first message in view. */
export function placeIn(boxes: MessageBox[]): ReadingPlace | null {
  const box = boxes.find(({ bottom }) => bottom > 0)
  return box ? { messageId: box.id, offset: box.top } : null
}

/** Scrolls a message to its place. Does nothing while it is not mounted. */
export function scrollToPlace(scroller: Element, { messageId, offset }: ReadingPlace): void {
  const element = document.getElementById(messageElementId(messageId))
  if (!element) return
  const { top } = element.getBoundingClientRect()
  scroller.scrollTop += Math.round(top - scroller.getBoundingClientRect().top - offset)
}
