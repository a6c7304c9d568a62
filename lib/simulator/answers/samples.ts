export type SampleKind =
  | 'greeting'
  | 'remember'
  | 'table'
  | 'code'
  | 'formula'
  | 'list'
  | 'latency'
  | 'thanks'
  | 'other'

const fence = '```'

/** Texts of the demo models, each a function of the user's words. */
export const samples: Record<'en' | 'zh', Record<SampleKind, (words: string) => string>> = {
  en: {
    greeting: () =>
      'Hello! I am a **simulated demo model**: my words are made up, but the time I take is real, and Lumos shows you where it goes. Ask for code, a table, a formula or a long text to see how answers look.',
    remember: () =>
      'Noted. I will know it in your next chats too; you can see and change it under **Memories**.',
    table: () =>
      'Here is a comparison:\n\n| | HTTP/1.1 | HTTP/2 |\n|---|---|---|\n| Connections | several per host | one per host |\n| Multiplexing | no | yes |\n| Headers | plain text | compressed |\n| First byte on a warm connection | fast | fast |\n\nFor the first token of a chat a *warm* connection matters more than the version.',
    code: () =>
      `This function waits until the calls pause:\n\n${fence}ts\nexport function debounce<T extends unknown[]>(work: (...args: T) => void, waitMs: number) {\n  let timer: ReturnType<typeof setTimeout> | undefined\n  return (...args: T) => {\n    clearTimeout(timer)\n    timer = setTimeout(() => work(...args), waitMs)\n  }\n}\n${fence}\n\nCall it with \`debounce(save, 300)\`: \`save\` runs once, 300 ms after the last call.`,
    formula: () =>
      'The integral of the normal density is one:\n\n$$\\int_{-\\infty}^{\\infty} \\frac{1}{\\sqrt{2\\pi}}\\, e^{-x^2/2}\\, dx = 1$$\n\nInline, Euler wrote $e^{i\\pi} + 1 = 0$.',
    list: () =>
      'Three steps to a faster first token:\n\n1. **Look** at the waterfall below an answer.\n2. **Find** the longest bar: it is usually the model.\n3. **Choose** a faster model for the agent in Settings.',
    latency: () =>
      'Because an answer passes through many stages before its first token, and one of them is usually slow. Open the figure below this answer: its waterfall shows every stage. With a reasoning model the longest bar is the model itself; a faster model in **Settings → Agents** cures it.',
    thanks: () =>
      'You are welcome! Ask for anything else, or open the figure below to see where the time went.',
    other: (words) =>
      `You wrote: “${words}”. I am a **simulated demo model**, so I cannot really answer that, but the wait you just saw was real: the figure below opens its waterfall, stage by stage. An admin can add a real provider in **Settings → Providers**.`,
  },
  zh: {
    greeting: () =>
      '你好！我是一个**模拟的演示模型**：我说的话是编的，但等待的时间是真实的，Lumos 会告诉你时间花在哪里。试试让我写代码、表格、公式或长文。',
    remember: () => '记住了。下次对话时我也会知道；你可以在**记忆**页面查看和修改。',
    table: () =>
      '对比如下：\n\n| | HTTP/1.1 | HTTP/2 |\n|---|---|---|\n| 连接 | 每个主机多个 | 每个主机一个 |\n| 多路复用 | 否 | 是 |\n| 头部 | 明文 | 压缩 |\n\n对首字来说，*预热的*连接比版本更重要。',
    code: () =>
      `这个函数会等到调用停下来：\n\n${fence}ts\nexport function debounce<T extends unknown[]>(work: (...args: T) => void, waitMs: number) {\n  let timer: ReturnType<typeof setTimeout> | undefined\n  return (...args: T) => {\n    clearTimeout(timer)\n    timer = setTimeout(() => work(...args), waitMs)\n  }\n}\n${fence}\n\n例如 \`debounce(save, 300)\`：最后一次调用 300 毫秒后执行一次。`,
    formula: () =>
      '正态分布密度的积分为一：\n\n$$\\int_{-\\infty}^{\\infty} \\frac{1}{\\sqrt{2\\pi}}\\, e^{-x^2/2}\\, dx = 1$$\n\n行内公式：$e^{i\\pi} + 1 = 0$。',
    list: () =>
      '让首字更快的三步：\n\n1. **查看**回答下方的瀑布图。\n2. **找到**最长的一条：通常是模型。\n3. 在设置中为智能体**选择**更快的模型。',
    latency: () =>
      '因为一个回答在首字之前要经过许多阶段，其中通常有一个很慢。点开这个回答下方的数字，瀑布图会显示每个阶段。推理模型最长的一条就是模型本身；在**设置 → 智能体**中换一个更快的模型就能解决。',
    thanks: () => '不客气！还可以继续问，或者点开下方的数字看看时间花在哪里。',
    other: (words) =>
      `你写道：“${words}”。我是一个**模拟的演示模型**，无法真正回答，但你刚才的等待是真实的：点开下方的数字可以看到每个阶段。管理员可以在**设置 → 服务商**中添加真实的服务商。`,
  },
}
