import { services } from '../services.ts'
import { createRoute } from './create-route.ts'

/** Makes a Next.js route handler that declares who may call it; see `createRoute`. */
export const route = createRoute(services)
