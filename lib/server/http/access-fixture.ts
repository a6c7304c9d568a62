import type { World } from './access-world.ts'
import type { Access } from './route-spec.ts'

/** What the access matrix needs for one method of a route. */
export interface AccessFixture {
  /** Callers that the HTTP contract allows. */
  access: Access
  path: (world: World) => string
  body?: (world: World) => object
  /** Content of a file that is sent as a form instead of a body. */
  file?: (world: World) => string
  /** The route addresses an object of the owner: 404 for everybody else. */
  isOwned?: boolean
  /** The answer is an endless stream, of which only the beginning is read. */
  isEndless?: boolean
  /** Admins may read the owner's object too. */
  mayAdmin?: boolean
  /**
   * Status for allowed callers as well: the fixture sends a refused input, so that the world stays
   * intact.
   */
  refusal?: number
}
