import type { SeedChat } from './seed-chat.ts'

export const chineseChats: SeedChat[] = [
  {
    userId: 'seed-wei',
    agentId: 'seed-everyday',
    folderId: 'seed-folder-work',
    title: '防抖和节流的区别',
    daysAgo: 1,
    turns: [
      [
        '防抖和节流有什么区别？什么时候用哪个？',
        '**防抖**：停下来之后才执行一次，适合搜索框。\n**节流**：每隔一段时间最多执行一次，适合滚动和拖动。\n\n```ts\nexport function debounce<A extends unknown[]>(run: (...args: A) => void, ms: number) {\n  let timer: ReturnType<typeof setTimeout> | undefined\n  return (...args: A) => {\n    clearTimeout(timer)\n    timer = setTimeout(() => run(...args), ms)\n  }\n}\n```\n\n简单的判断方法：只关心最后的结果，用防抖；过程中也要有反馈，用节流。',
      ],
      [
        '在 React 里直接用这个函数会有什么问题？',
        '每次渲染都会创建一个新的防抖函数，计时器互不相干，等于没有防抖。用 `useMemo` 固定它，并在卸载时清掉计时器；如果只是想让输入保持流畅，先试试 `useDeferredValue`。',
      ],
    ],
  },
  {
    userId: 'seed-wei',
    agentId: 'seed-research',
    folderId: 'seed-folder-work',
    title: '首屏慢的原因分析',
    daysAgo: 3,
    isPinned: true,
    turns: [
      [
        '首页首屏要 4.2 秒，其中 JS 1.9 MB。请帮我分析先做什么。',
        '按收益排序：\n\n1. **拆包**：1.9 MB 里图表库和编辑器首屏用不到，动态导入后通常能降到 600 KB 以下，约省 1.5 秒。\n2. **字体**：中文字体用子集，并加 `font-display: swap`，文字能早出现 0.5 秒左右。\n3. **接口**：首屏的三个请求是串行的，合并成一次可以省两个往返。\n4. **图片**：首图用 AVIF，并写明宽高，避免布局跳动。\n\n先量再改：用 Performance 面板看主线程，确认时间花在下载还是执行上。',
      ],
    ],
  },
  {
    userId: 'seed-wei',
    agentId: 'seed-translator',
    folderId: 'seed-folder-work',
    title: '把邮件译成英文',
    daysAgo: 5,
    turns: [
      [
        '译成英文：您好，附件是上周会议的纪要，请在周四之前确认，有问题随时联系我。',
        'Hello,\n\nPlease find attached the minutes of last week’s meeting. Could you confirm them by Thursday? If you have any questions, feel free to contact me at any time.\n\nBest regards',
      ],
    ],
  },
  {
    userId: 'seed-wei',
    agentId: 'seed-coach',
    folderId: 'seed-folder-life',
    title: '半马训练计划',
    daysAgo: 7,
    turns: [
      [
        '还有八周，目标两小时以内跑完半马，现在 10 公里 58 分钟。怎么练？',
        '可以。两小时以内意味着每公里 5 分 41 秒，您现在是 5 分 48 秒，差得不多。每周四次：\n\n| 日子 | 内容 |\n|---|---|\n| 周二 | 间歇：6 × 800 米，5 分 15 秒配速 |\n| 周四 | 轻松跑 8 公里，能说话的速度 |\n| 周六 | 节奏跑 6 公里，5 分 35 秒 |\n| 周日 | 长距离，从 12 公里每周加 1 到 2 公里，到 19 公里为止 |\n\n第四周和最后一周减量三分之一。膝盖疼就停，不要硬撑。',
      ],
      [
        '比赛前一天吃什么？',
        '碳水为主、清淡、吃过的东西：米饭、面条、土豆。少吃油和粗纤维。您对花生过敏，赛会发的能量棒要先看配料表，最好自己带。',
      ],
    ],
  },
  {
    userId: 'seed-wei',
    agentId: 'seed-everyday',
    folderId: 'seed-folder-life',
    title: '周末去莫干山',
    daysAgo: 13,
    turns: [
      [
        '周末两天从杭州去莫干山，不开车，怎么安排？',
        '**第一天**：杭州东坐高铁到德清，约 15 分钟，再乘公交到莫干山镇。下午走剑池到芦花荡一段，约 6 公里，傍晚住在庾村一带。\n\n**第二天**：早上人少，上旭光台看日出；上午逛庾村 1932 文创园，午饭后返回。\n\n秋天早晚只有十度左右，带一件外套。',
      ],
    ],
  },
  {
    userId: 'seed-ada',
    agentId: 'seed-translator',
    title: 'A welcome in Chinese',
    daysAgo: 9,
    turns: [
      [
        'Translate for our guests from Suzhou: Welcome to our school. Lunch is at half past twelve in the old library.',
        '欢迎来到我们学校。午餐十二点半在老图书馆。\n\n*Huānyíng láidào wǒmen xuéxiào. Wǔcān shí’èr diǎn bàn zài lǎo túshūguǎn.*',
      ],
    ],
  },
]
