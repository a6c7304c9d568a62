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

/** Texts for the message field; the admin's first two are offered to everybody. */
export const seedPrompts: {
  id: string
  userId: SeedUserId
  title: string
  text: string
  shared?: true
}[] = [
  {
    ...{ id: 'seed-prompt-summary', userId: 'seed-ada', title: 'Summarise', shared: true },
    text: 'Summarise the following in {{sentences=three}} sentences for {{reader=a colleague}}:\n\n{{text}}',
  },
  {
    ...{ id: 'seed-prompt-translate', userId: 'seed-ada', title: 'Translate', shared: true },
    text: 'Translate into {{language=English}}, and keep the tone:\n\n{{text}}',
  },
  {
    ...{ id: 'seed-prompt-parents', userId: 'seed-ada', title: 'Letter to parents' },
    text: 'Write a short, friendly letter to the parents of class {{class}} about {{topic}}. It is sent on {{day=Monday}}.',
  },
  {
    ...{ id: 'seed-prompt-review', userId: 'seed-wei', title: '代码审查' },
    text: '请审查下面的 {{语言=TypeScript}} 代码，先指出错误，再给出改进建议：\n\n{{代码}}',
  },
  {
    ...{ id: 'seed-prompt-week', userId: 'seed-wei', title: '周报' },
    text: '请根据下面的要点写一份周报，语气{{语气=正式}}，不超过{{字数=300}}字：\n\n{{要点}}',
  },
]
