/** How long a model thinks before it answers. */
export const reasoningEfforts = ['none', 'low', 'medium', 'high'] as const
