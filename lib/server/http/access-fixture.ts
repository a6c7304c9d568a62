import type { World } from './access-world.ts'
import type { Access } from './create-route.ts'

/** What the access matrix must know of a method of a route. */
export interface AccessFixture {
  /** Who may call it, as the HTTP contract says. */
  access: Access
  path: (world: World) => string
  body?: (world: World) => object
  /** Sent in the place of a body, as a form with this file. */
  file?: (world: World) => string
  /** It is about a thing of the owner: 404 for everybody else. */
  isOwned?: boolean
  /** The answer is a stream without an end, of which the beginning is read. */
  isEndless?: boolean
  /** Admins may see that thing too. */
  mayAdmin?: boolean
  /** Who may call it is refused, too, by what the fixture sends: nothing of the world is lost. */
  refusal?: number
}
