/** A question, a fact that answers it in other words, and a fact that only shares its words. */
export type ExamQuestion = readonly [question: string, answer: string, distractor: string]

export const examQuestions: Record<'latin' | 'han', ExamQuestion[]> = {
  latin: [
    [
      'What does my wife do for a living?',
      'His spouse is a nurse.',
      'He is living for the weekend.',
    ],
    [
      'Where is my home?',
      'The user resides in Lisbon.',
      'The user streams a home improvement show.',
    ],
    [
      'Which food must I avoid?',
      'The user is allergic to peanuts.',
      'The user must avoid the toll road.',
    ],
    [
      'How many kids do I have?',
      'The user has two daughters.',
      'The user is not kidding about the deadline.',
    ],
    ['What car do I drive?', 'The user owns an old Volvo.', 'The user has a drive full of photos.'],
    ['What is my job?', 'The user works as a dentist.', 'The user said the paint job looks good.'],
    ['Do I have any pets?', 'The user keeps a tabby cat.', 'The user’s pet peeve is loud music.'],
    [
      'Which instrument do I play?',
      'The user practises the cello daily.',
      'The user saw a play on Friday.',
    ],
    [
      'What sport am I into?',
      'The user goes bouldering twice a week.',
      'The user bought a sport jacket.',
    ],
    ['When was I born?', 'The user’s birthday is on 3 May.', 'The user admires a born leader.'],
    [
      'What do I drink in the morning?',
      'The user likes green tea at breakfast.',
      'The user reads the morning paper.',
    ],
    [
      'Where did I study?',
      'The user graduated from Kyoto University.',
      'The user painted the study blue.',
    ],
    [
      'Am I afraid of anything?',
      'The user has a phobia of spiders.',
      'The user is afraid the train is late.',
    ],
    [
      'Which language am I learning?',
      'The user takes lessons in Portuguese.',
      'The user dislikes strong language.',
    ],
    [
      'What is my favourite film?',
      'The user loves the movie Spirited Away most.',
      'The user bought film for a camera.',
    ],
    [
      'Where shall we travel next?',
      'The user plans a vacation in Norway.',
      'The user sits next to the window.',
    ],
  ],
  han: [
    ['我老婆做什么工作？', '用户的妻子是护士。', '用户的工作邮箱满了。'],
    ['我家在哪儿？', '用户住在杭州。', '用户认为大家都对。'],
    ['我不能吃什么？', '用户对花生过敏。', '用户能吃苦耐劳。'],
    ['我有几个孩子？', '用户有两个女儿。', '用户买了几个孩子气的贴纸。'],
    ['我开什么车？', '用户有一辆旧沃尔沃。', '用户九点开会。'],
    ['我的职业是什么？', '用户是一名牙医。', '用户喜欢看职业联赛。'],
    ['我养宠物了吗？', '用户家里有一只橘猫。', '用户修养很好。'],
    ['我会什么乐器？', '用户每天练大提琴。', '用户会准时到。'],
    ['我爱好什么运动？', '用户每周去攀岩两次。', '用户买了运动外套。'],
    ['我哪天出生的？', '用户的生日是五月三日。', '用户哪天都有空。'],
    ['我早上喝什么？', '用户早餐时喜欢绿茶。', '用户早上看报纸。'],
    ['我在哪里上的大学？', '用户毕业于京都大学。', '用户在路上堵车了。'],
    ['我害怕什么？', '用户有蜘蛛恐惧症。', '用户害怕迟到了赶不上火车。'],
    ['我在学什么语言？', '用户在上葡萄牙语课。', '用户的语言风格很幽默。'],
    ['我最喜欢哪部电影？', '用户最爱看的片子是《千与千寻》。', '用户买了电影院的会员卡。'],
    ['我们接下来去哪里旅行？', '用户计划去挪威度假。', '用户接下来要开会。'],
  ],
}
