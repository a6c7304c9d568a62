/** What kinds of facts a memory may hold. */
export const memoryTypes = ['profile', 'preference', 'event', 'task', 'relation'] as const
