import type { SeedChat } from './seed-chat.ts'

const { raw } = String

export const englishChats: SeedChat[] = [
  {
    userId: 'seed-ada',
    agentId: 'seed-everyday',
    folderId: 'seed-folder-school',
    title: 'Wi-Fi for the gym hall',
    daysAgo: 1,
    isPinned: true,
    turns: [
      [
        'We have 200 people in the gym hall on Friday and one access point. Will that do?',
        'No. One access point serves 30 to 40 active devices well. For 200 people plan:\n\n- **4 access points**, 5 GHz only, 20 MHz channels, low transmit power\n- one cable each to a PoE switch; no mesh, it halves the bandwidth\n- a separate network with 2 Mbit/s per device, so that one video does not spoil it\n\nIf you can only borrow two, put them on opposite long walls and switch 2.4 GHz off.',
      ],
      [
        'Which channels?',
        'With four access points at 20 MHz: 36, 44, 52 and 100. They do not overlap, and 52 and 100 use DFS, so switch them on an hour early: they listen for radar first.',
      ],
    ],
  },
  {
    userId: 'seed-ada',
    agentId: 'seed-research',
    folderId: 'seed-folder-school',
    title: 'Compare three backup strategies',
    daysAgo: 4,
    turns: [
      [
        'Compare snapshots, nightly dumps and continuous archiving for our 40 GB PostgreSQL, with what each loses at worst.',
        '| strategy | lost at worst | restore | effort |\n|---|---|---|---|\n| nightly `pg_dump` | 24 hours | 40 min for 40 GB | a cron job |\n| hourly disk snapshots | 1 hour | minutes, whole machine | storage that can do it |\n| base backup + WAL archiving | seconds | 15 min plus replay | `pgBackRest`, monitoring |\n\nFor a school I would take **WAL archiving with pgBackRest** and a `pg_dump` once a week: the dump is the only one of the three that survives a corrupted page, because it reads every row.\n\nTry a restore once a term. A backup that was never restored is a hope.',
      ],
    ],
  },
  {
    userId: 'seed-ada',
    agentId: 'seed-everyday',
    folderId: 'seed-folder-travel',
    title: 'Four days in the Dolomites',
    daysAgo: 11,
    turns: [
      [
        'Plan four days hut to hut in the Dolomites in June, not more than 900 m up a day.',
        'Around the Drei Zinnen, in 4 days:\n\n1. Sexten → Zsigmondyhütte, 730 m up, 4 h\n2. → Büllelejochhütte → Dreizinnenhütte, 620 m up, 3.5 h\n3. → Lavaredo → Auronzohütte, 350 m up, 4 h, the view of the trip\n4. → Misurina, mostly down, bus to Toblach\n\nIn June there can be snow above 2,400 m on north sides: ask the hut the evening before, and take light spikes.',
      ],
      [
        'What do I pack for it?',
        'For huts: sleeping bag liner, headlamp, 2 litres of water, rain jacket, warm layer, spikes, sun hat, cash (many huts take no cards), and a power bank. Under 8 kg is realistic.',
      ],
    ],
  },
  {
    userId: 'seed-ada',
    agentId: 'seed-archive',
    title: 'Laptop policy, paragraph 7',
    daysAgo: 6,
    turns: [
      [
        'What does our handbook say about lost laptops?',
        'Paragraph 7: the loss is reported within 24 hours to IT, which wipes the device remotely and locks the account. The school pays the first loss; a second one within two years is shared 50:50, unless it was theft with a police report.',
      ],
    ],
  },
  {
    userId: 'seed-sofia',
    agentId: 'seed-everyday',
    folderId: 'seed-folder-grants',
    title: 'Shorten the abstract',
    daysAgo: 2,
    turns: [
      [
        'Shorten to 60 words: Our museum aims to create, in close collaboration with schools of the region, a digital collection that enables children to discover everyday objects of the 19th century, their makers and the stories behind them, thereby strengthening local identity.',
        '> With schools of the region, our museum builds a digital collection of everyday objects from the 19th century. Children meet the makers and their stories, and with them the place where they live. Teachers receive ready lessons; visitors find the same objects in the galleries. The project leaves a collection that grows with every class that takes part.\n\n58 words. I replaced “aims to create” and “thereby strengthening”: reviewers skip them.',
      ],
      [
        'And one sentence for the website?',
        'Children of our region rediscover the things of their great-great-grandparents, and tell you about them.',
      ],
    ],
  },
  {
    userId: 'seed-sofia',
    agentId: 'seed-office',
    title: 'A budget table for the application',
    daysAgo: 5,
    turns: [
      [
        'Make a budget table for 48,000 €: 60 % staff, 25 % digitisation, 10 % events, the rest indirect costs.',
        '| item | share | € |\n|---|---:|---:|\n| staff | 60 % | 28,800 |\n| digitisation | 25 % | 12,000 |\n| events | 10 % | 4,800 |\n| indirect costs | 5 % | 2,400 |\n| **sum** | 100 % | **48,000** |\n\nMany calls allow 7 % indirect costs of the *direct* ones: that would be 3,192 €.',
      ],
    ],
  },
  {
    userId: 'seed-tom',
    agentId: 'seed-coach',
    title: 'Steaming a plank',
    daysAgo: 8,
    turns: [
      [
        'How long do I steam a 22 mm oak plank before bending it?',
        'An hour per inch of thickness, so about **52 minutes** for 22 mm, from the moment the box holds 98 °C. Green oak bends better than dried: with kiln-dried wood soak it for two days first. You have some 20 seconds from the box to the clamps, so dry-fit everything before.',
      ],
      [
        'How tight may the bend be?',
        raw`With a steel strap on the outside, a radius of about 12 times the thickness works:

$$r \approx 12 \cdot 22\,\text{mm} = 264\,\text{mm}$$

Without the strap take 30 times, or the outer fibres tear.`,
      ],
    ],
  },
  {
    userId: 'seed-tom',
    agentId: 'seed-support',
    title: 'The invoice has the wrong address',
    daysAgo: 14,
    turns: [
      [
        'My invoice 2026-118 has my old address. Can you change it?',
        'An issued invoice is not changed, it is corrected: you get a credit note for 2026-118 and a new invoice with the right address. Write the address as it should stand and I prepare both; the payment stays as it is.',
      ],
    ],
  },
]
