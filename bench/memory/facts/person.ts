/** An invented person; dates are ISO days. */
export interface Person {
  language: 'en' | 'zh'
  homes: [before: string, now: string]
  movedOn: string
  employers: [before: string, now: string]
  job: string
  changedJobOn: string
  partner: string
  marriedOn: string
  child: string
  pet: [kind: string, name: string]
  gotPetOn: string
  diet: string
  allergy: string
  color: string
  dish: string
  drinks: [liked: string, likes: string]
  hobby: string
  instrument: string
  studies: string
  cars: [sold: string, drives: string]
  birthday: string
  gaveUp: string
  trip: [place: string, on: string]
  sibling: [name: string, city: string]
  degree: string
}

const row = (language: Person['language'], line: string): Person => {
  const part = line.split('|').map((text) => text.trim())
  const at = (index: number) => part[index] ?? ''
  return {
    language,
    homes: [at(0), at(1)],
    movedOn: at(2),
    employers: [at(3), at(4)],
    job: at(5),
    changedJobOn: at(6),
    partner: at(7),
    marriedOn: at(8),
    child: at(9),
    pet: [at(10), at(11)],
    gotPetOn: at(12),
    diet: at(13),
    allergy: at(14),
    color: at(15),
    dish: at(16),
    drinks: [at(17), at(18)],
    hobby: at(19),
    instrument: at(20),
    studies: at(21),
    cars: [at(22), at(23)],
    birthday: at(24),
    gaveUp: at(25),
    trip: [at(26), at(27)],
    sibling: [at(28), at(29)],
    degree: at(30),
  }
}

const english = `
Dresden|Lisbon|2024-03-02|Norrvik Shipping|Kestrel Robotics|welder|2023-09-01|Henrik|2019-06-15|Mia|dog|Rex|2022-05-01|vegetarian|peanuts|green|lentil curry|coffee|oolong tea|pottery|cello|Portuguese|Golf|Zoe|May 3|smoking|Oslo|2027-02-10|Ana|Munich|chemistry
Leeds|Ghent|2023-07-11|Tarn Foods|Vela Optics|accountant|2024-01-15|Sofia|2015-08-22|Leo|cat|Miso|2023-01-10|vegan|shellfish|orange|mushroom risotto|beer|kombucha|birdwatching|accordion|Dutch|Corsa|Leaf|November 12|ballet|Iceland|2027-06-01|Tom|York|history
Austin|Denver|2022-10-30|Bluewing Air|Pinehill Clinic|nurse|2021-04-01|Marcus|2012-05-05|Ruby|horse|Comet|2018-09-09|gluten-free|penicillin|purple|enchiladas|soda|sparkling water|rock climbing|banjo|Spanish|Mustang|Tacoma|July 8|skating|Patagonia|2027-01-20|Grace|Tulsa|biology
Cork|Galway|2025-01-05|Dunmore Bank|Atlantic Weather Office|meteorologist|2025-01-20|Niamh|2020-09-19|Finn|rabbit|Clover|2024-04-04|pescatarian|latex|turquoise|seafood chowder|whiskey|ginger beer|sailing|fiddle|Irish|Fiesta|Kona|March 30|rugby|Madeira|2027-05-14|Declan|Sligo|physics
Pune|Toronto|2021-08-18|Saraswati Press|Maple Textbooks|editor|2022-02-02|Arjun|2017-12-03|Isha|parrot|Mango|2020-02-20|Jain|dust|saffron|masala dosa|lassi|filter coffee|calligraphy|sitar|French|Swift|Civic|October 21|badminton|Kyoto|2027-03-28|Meera|Nashik|linguistics
Lyon|Montreal|2023-05-25|Dubreuil Wines|Nordlicht Games|illustrator|2023-06-10|Camille|2021-07-07|Jules|hamster|Noisette|2025-03-03|low-carb|cats|indigo|ratatouille|wine|cider|ice fishing|harmonica|German|Clio|Twizy|August 14|fencing|Corsica|2027-07-02|Elise|Grenoble|graphic design
Kraków|Bergen|2020-06-06|Wisla Steel|Fjordkraft Lab|geologist|2020-06-15|Ola|2016-10-01|Kasia|tortoise|Kamyk|2015-05-15|halal|eggs|crimson|pierogi|vodka|birch juice|mushroom picking|organ|Norwegian|Polonez|Enyaq|January 27|chess|Svalbard|2027-04-18|Piotr|Gdynia|geology
Perth|Hobart|2024-11-11|Swanport Mining|Derwent Museum|curator|2024-12-01|Imogen|2018-03-17|Archie|goldfish|Bubbles|2025-06-21|keto|bee stings|teal|lamb roast|cola|pinot noir|beekeeping|ukulele|Japanese|Commodore|Forester|September 2|cricket|Hokkaido|2027-02-05|Bruce|Cairns|archaeology
Nairobi|Cape Town|2022-01-09|Savanna Telecom|Table Bay Hospital|pharmacist|2022-03-01|Wanjiru|2014-11-29|Amani|lizard|Spike|2021-07-30|dairy-free|pollen|yellow|nyama choma|tonic water|rooibos|trail running|marimba|Afrikaans|Vitz|Polo|June 19|boxing|Zanzibar|2027-08-09|Otieno|Kisumu|pharmacy
Porto|Zurich|2019-04-30|Douro Cork|Helvetia Trains|engineer|2019-05-13|Beatriz|2022-02-22|Tiago|ferret|Zorro|2023-08-08|paleo|walnuts|white|bacalhau|port|hot chocolate|paragliding|guitar|Swiss German|Panda|Ioniq|December 6|surfing|Azores|2027-09-12|Rui|Braga|mechanics`
const chinese = `
上海|柏林|2024-03-02|远航物流|海鸥机器人|焊工|2023-09-01|李雷|2019-06-15|小米|狗|豆豆|2022-05-01|素食|花生|绿色|麻婆豆腐|咖啡|乌龙茶|陶艺|大提琴|德语|高尔夫|蔚来|5月3日|抽烟|奥斯陆|2027-02-10|小芳|杭州|化学
西安|成都|2023-07-11|秦岭食品|锦江光学|会计|2024-01-15|王梅|2015-08-22|乐乐|猫|年糕|2023-01-10|纯素|虾|橙色|蘑菇烩饭|啤酒|酸梅汤|观鸟|手风琴|法语|捷达|比亚迪|11月12日|跳舞|冰岛|2027-06-01|大勇|延安|历史
广州|昆明|2022-10-30|白云航空|滇池医院|护士|2021-04-01|陈强|2012-05-05|朵朵|马|流星|2018-09-09|无麸质|青霉素|紫色|过桥米线|汽水|苏打水|攀岩|琵琶|西班牙语|朗逸|哈弗|7月8日|滑冰|巴塔哥尼亚|2027-01-20|阿丽|珠海|生物
天津|青岛|2025-01-05|海河银行|黄海气象台|气象员|2025-01-20|刘洋|2020-09-19|小峰|兔子|团团|2024-04-04|只吃鱼不吃肉|乳胶|青色|海鲜疙瘩汤|白酒|姜茶|帆船|二胡|韩语|夏利|大众途观|3月30日|橄榄球|马德拉|2027-05-14|建军|烟台|物理
武汉|多伦多|2021-08-18|江汉出版社|枫叶教材|编辑|2022-02-02|赵敏|2017-12-03|依依|鹦鹉|芒果|2020-02-20|清真|尘螨|金色|热干面|豆浆|手冲咖啡|书法|古筝|英语|福克斯|思域|10月21日|羽毛球|京都|2027-03-28|梅梅|宜昌|语言学
长沙|厦门|2023-05-25|湘江酒业|鹭岛游戏|插画师|2023-06-10|周杰|2021-07-07|朱朱|仓鼠|栗子|2025-03-03|低碳水|猫毛|靛蓝色|剁椒鱼头|红酒|苹果汁|钓鱼|口琴|日语|标致|五菱|8月14日|击剑|科西嘉|2027-07-02|小燕|岳阳|平面设计
哈尔滨|深圳|2020-06-06|松花江钢铁|南山实验室|地质学家|2020-06-15|孙丽|2016-10-01|雪儿|乌龟|石头|2015-05-15|不吃猪肉|鸡蛋|深红色|锅包肉|伏特加|桦树汁|采蘑菇|管风琴|挪威语|拉达|理想|1月27日|象棋|漠河|2027-04-18|志强|大庆|地质学
南京|兰州|2024-11-11|紫金矿业|敦煌博物馆|策展人|2024-12-01|吴倩|2018-03-17|阳阳|金鱼|泡泡|2025-06-21|生酮|蜂毒|灰色|烤羊排|可乐|三炮台|养蜂|尤克里里|藏语|桑塔纳|森林人|9月2日|乒乓球|北海道|2027-02-05|国华|苏州|考古
重庆|贵阳|2022-01-09|山城电信|花溪医院|药剂师|2022-03-01|郑凯|2014-11-29|平平|蜥蜴|刺刺|2021-07-30|不喝牛奶|花粉|黄色|酸汤鱼|汤力水|普洱茶|越野跑|木琴|苗语|奥拓|波罗|6月19日|拳击|桑给巴尔|2027-08-09|小梁|遵义|药学
福州|大连|2019-04-30|闽江软木|旅顺铁路|工程师|2019-05-13|何静|2022-02-22|涛涛|雪貂|闪电|2023-08-08|原始饮食|核桃|白色|佛跳墙|黄酒|热可可|滑翔伞|吉他|俄语|熊猫|零跑|12月6日|冲浪|亚速尔|2027-09-12|阿伟|泉州|机械`

export const people: Person[] = [
  ...english
    .trim()
    .split('\n')
    .map((line) => row('en', line)),
  ...chinese
    .trim()
    .split('\n')
    .map((line) => row('zh', line)),
]
