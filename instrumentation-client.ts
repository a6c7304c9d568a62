// Runs before any other script of a page. The pages' policy allows no `eval`, and zod would try it
// before its first schema; it reads its settings from here.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

// A module, not a script.
export {}
