/** The agents that Lumos makes at its first start; pages show their texts in the reader's language. */
export const firstAgents = [
  {
    key: 'lumos',
    name: 'Lumos',
    description: 'Answers at once and remembers what you tell it.',
  },
  {
    key: 'deep',
    name: 'Deep thinker',
    description: 'Thinks for a long while first: watch where the wait comes from.',
  },
] as const
