/** The accounts of the seed. All of them have the same password. */
export const seedPassword = 'lumos-seed-2026'

export interface SeedUser {
  id: string
  name: string
  email: string
  role: 'admin' | 'user'
}

export const seedUsers = [
  { id: 'seed-ada', name: 'Ada Berger', email: 'ada@example.com', role: 'admin' },
  { id: 'seed-wei', name: '李伟', email: 'wei@example.com', role: 'user' },
  { id: 'seed-sofia', name: 'Sofia Marino', email: 'sofia@example.com', role: 'user' },
  { id: 'seed-tom', name: 'Tom Okafor', email: 'tom@example.com', role: 'user' },
] as const satisfies SeedUser[]
export type SeedUserId = (typeof seedUsers)[number]['id']

/** What the agents remember of them: the facts' texts, newest last. */
export const seedMemories: Record<SeedUserId, { text: string; type: string; daysAgo: number }[]> = {
  'seed-ada': [
    { text: 'Ada lives in Zurich.', type: 'profile', daysAgo: 28 },
    { text: 'Ada runs the IT of a school with 900 students.', type: 'profile', daysAgo: 28 },
    { text: 'Ada prefers short answers with an example.', type: 'preference', daysAgo: 21 },
    { text: 'Ada is planning a hike in the Dolomites in June.', type: 'event', daysAgo: 12 },
    { text: "Ada's daughter Mia is learning the cello.", type: 'relation', daysAgo: 6 },
  ],
  'seed-wei': [
    { text: '用户住在杭州。', type: 'profile', daysAgo: 26 },
    { text: '用户是一名前端工程师，主要使用 TypeScript。', type: 'profile', daysAgo: 26 },
    { text: '用户对花生过敏。', type: 'profile', daysAgo: 18 },
    { text: '用户喜欢先看代码，再看解释。', type: 'preference', daysAgo: 9 },
    { text: '用户正在准备十二月的半程马拉松。', type: 'task', daysAgo: 3 },
  ],
  'seed-sofia': [
    {
      text: 'Sofia writes grant applications for a museum in Turin.',
      type: 'profile',
      daysAgo: 24,
    },
    { text: 'Sofia is a vegetarian.', type: 'preference', daysAgo: 15 },
    { text: 'Sofia has a deadline for the EU grant on Friday.', type: 'task', daysAgo: 4 },
  ],
  'seed-tom': [
    { text: 'Tom restores old wooden boats.', type: 'profile', daysAgo: 20 },
    { text: "Tom's boat is called Halcyon.", type: 'relation', daysAgo: 20 },
  ],
}
