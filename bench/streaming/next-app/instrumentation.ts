/**
 * Empty on purpose: without this file Next.js would use Lumos's instrumentation from the parent
 * folder and start Lumos beside these routes.
 */
export function register() {}
