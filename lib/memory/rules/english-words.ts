import { anyOf } from '../text/patterns.ts'

/** Words of statements that stay true for long, as parts of regular expressions. */

export const nationalities = anyOf(`
  american, argentin(?:e|ian), australian, austrian, belgian, brazilian, british, bulgarian,
  canadian, chilean, chinese, colombian, croatian, cuban, czech, danish, dutch, egyptian, english,
  estonian, ethiopian, filipino, finnish, french, german, ghanaian, greek, hungarian, icelandic,
  indian, indonesian, iranian, iraqi, irish, israeli, italian, japanese, kenyan, korean, latvian,
  lebanese, lithuanian, malaysian, mexican, moroccan, nepali, nigerian, norwegian, pakistani,
  persian, peruvian, polish, portuguese, romanian, russian, scottish, serbian, singaporean, slovak,
  slovenian, spanish, swedish, swiss, syrian, taiwanese, thai, tunisian, turkish, ukrainian,
  venezuelan, vietnamese, welsh`)

export const states = anyOf(`
  vegan, vegetarian, pescatarian, married, single, divorced, separated, widowed, engaged, retired,
  pregnant, diabetic, asthmatic, dyslexic, autistic, coeliac, celiac, deaf, blind, sober, teetotal,
  colou?r-?blind, partially blind, left-handed, right-handed, bilingual, trilingual, unemployed,
  self-employed, freelance, gay, lesbian, bisexual, queer, trans(?:gender)?, non-?binary, jewish,
  muslim, christian, catholic, protestant, orthodox, hindu, buddhist, sikh, atheist, agnostic,
  mormon, (?:lactose|gluten|histamine)[- ]intolerant, gluten[- ]free, near-?sighted,
  short-?sighted, far-?sighted, introverted, extroverted, hard of hearing`)

export const relatives = anyOf(`
  wife, husband, spouse, partner, girlfriend, boyfriend, fianc(?:e|ee|é|ée), son, daughter, child,
  kid, baby, twins?, brother, sister, sibling, mother, mom, mum, father, dad, parent,
  grand(?:ma|mother|pa|father|parent|son|daughter|child), aunt, uncle, cousin, nephew, niece,
  (?:mother|father|sister|brother|son|daughter)-in-law, in-law, stepmother, stepfather, boss,
  manager, colleague, coworker, co-worker, roommate, flatmate, housemate, friend, neighbou?r,
  landlord, doctor, therapist, dentist, dog, cat, puppy, kitten, horse, rabbit, parrot, hamster,
  pet, tortoise, family`)

/** "My birthday is …". */
export const attributes = anyOf(`
  (?:full |first |last |middle |nick)?name, birthday, birth date, date of birth, age, height, weight,
  job, profession, occupation, hobby, hobbies, main hobby, address, (?:phone|mobile) number,
  e-?mail(?: address)?, blood (?:type|group), (?:native|first|second) language, mother tongue,
  nationality, pronouns, (?:star|zodiac) sign, dream(?: job)?, goal, diet, shoe size, time ?zone,
  home ?town, anniversary, favou?rite [\\w' -]{2,30}, degree, major, instrument, religion, salary,
  budget, best friend`)

/** "My car is a Honda", but not "my car is broken". */
export const belongings = anyOf(
  'employer, company, car, laptop, phone, camera, house, flat, apartment, school, university, team',
)

/** What takes place on a day. */
export const occasions = anyOf(`
  appointment, meeting, exam, test, interview, flight, wedding, party, concert, deadline, trip,
  surgery, operation, check-?up, presentation, conference, date, marathon, race, match, game, class,
  course, lesson, train`)

const people = `
  kid, child, children, son, daughter, twin, triplet, brother, sister, sibling, wife, husband,
  partner, girlfriend, boyfriend, nephew, niece, grandchild, grandchildren, grandson, granddaughter,
  stepson, stepdaughter`
const pets = `
  dog, cat, puppy, kitten, horse, pony, rabbit, parrot, hamster, guinea pig, goldfish, bird, pet,
  tortoise, turtle, snake, chicken, hen`
const health = `
  allergy, allergies, asthma, diabetes, adhd, autism, dyslexia, epilepsy, migraine, arthritis,
  eczema, co?eliac disease, hypertension, high blood pressure, insomnia, anxiety, depression, ibs,
  crohn's, intolerance, phobia, disability, pacemaker, bad back, bad knee, astigmatism`
const things = `
  degree, phd, master's, bachelor's, mba, driv(?:ing|er's) licen[cs]e, house, flat, apartment,
  garden, balcony, car, bike, motorbike, motorcycle, boat, camper van, piano, guitar, violin,
  business, company, startup, blog, youtube channel, podcast, mortgage, tattoo,
  years'? (?:of )?experience, (?:blue|brown|green|grey) eyes, sweet tooth, green card,
  dual citizenship`
/** "I have …". */
export const possessions = anyOf([people, pets, health, things].join(', '))

/** What one does for years. */
export const vocations = anyOf(`
  live, reside, study, speak, teach, own, drive(?! the\\b| me\\b), ride, collect, practi[sc]e, raise,
  breed, volunteer, coach, suffer from, attend, belong to, come from, identify as, believe in,
  celebrate, commute, avoid, speciali[sz]e in, major in,
  work (?:at|for|in|as|from|part|full|nights|remotely|freelance|(?:night |day |late )?shifts|with (?:children|kids|people|animals|patients)|on a farm)`)

export const habits = anyOf(`
  play (?!around|back|with the), cook, bake, paint, knit, sew, sing, dance, swim, jog, cycle, hike,
  ski, surf, climb, meditate, smoke, vape, eat, drink, wear, sleep, keep (?:bees|kosher|chickens|halal),
  write (?:poetry|novels|songs|books|fiction|music)`)

/** "I am …ing", for long. */
export const longDoings = anyOf(`
  learning, studying, training to, training as, living, teaching, raising, expecting, dating,
  recovering, renovating, seeing a, planning (?:a|my|our|to), practi[sc]ing,
  writing (?:a|my) (?:\\S+ )?(?:book|novel|thesis|dissertation|memoir|phd),
  working (?:at|for|as|in|from|part|full|nights|on (?:a|my) (?:phd|thesis|book|novel|degree|masters?)),
  saving to,
  trying to (?:lose|gain|quit|become|conceive|get (?:pregnant|fit|in shape)|eat|drink|cut down|save|learn)\\b,
  taking (?:insulin|medication|antidepressants|antibiotics|(?:\\S+ )?lessons|(?:\\S+ )?classes|care of)`)

/** "I am … on Friday". */
export const plannedDoings = anyOf(`
  getting (?:married|divorced|a|my|our), having (?:a|an|surgery|guests|my|our), moving, flying,
  travell?ing, visiting, going, starting, leaving, taking, meeting, hosting, running, graduating,
  retiring, attending, giving, turning, celebrating, seeing, coming, driving, presenting, racing,
  competing, performing, defending, launching,
  on (?:vacation|holiday|leave|parental leave|a (?:business )?trip), away, off`)

/** "I want to …". */
export const wishes = anyOf(`
  visit, move, run, learn, travel, go to, climb, study, buy, write a, become, start (?:a|my),
  get (?:married|a), retire, quit, lose, finish (?:school|my degree), adopt, have (?:a|kids|children),
  open (?:a|my), build (?:a|my) house, live, work (?:as|in|abroad)`)

/** What happened once and changes a life. */
export const lifeEvents = anyOf(`
  (?:was|were) (?:born|diagnosed|raised|promoted|fired|laid off|adopted|hired|made redundant), grew up,
  graduated, got (?:married|divorced|engaged|promoted|fired|laid off|hired|pregnant),
  got (?:a|an) (?:new |first )?(?:\\S+ )?(?:job|dog|cat|puppy|kitten|car|house|degree|tattoo|promotion|baby|role|offer),
  retired, resigned, became, founded, co-founded, gave up, gave birth, divorced, married, moved (?:out|in),
  quit (?:my|our|school|university|college|uni|\\w+ing|the (?:team|company|band|choir)), quit$,
  adopted (?:a|an|two|our|my), joined (?:a|an|the|my) (?:\\S+ ){0,2}(?:team|club|band|company|choir|gym|army|navy|church|party),
  left (?:my|our) (?:job|company|husband|wife|boyfriend|girlfriend|partner|country|position|role|church),
  lost (?:my|our) (?:job|mother|father|dog|cat|wife|husband),
  started (?:a|my|our) (?:\\S+ )?(?:job|business|company|degree|phd|blog|family|course|podcast),
  started (?:(?:at|university|college|school|uni)\\b|(?:learning|studying|working (?:at|for|as)|running|playing|dating)\\b),
  bought (?:a|an|my|our) (?:\\S+ ){0,3}(?:house|flat|apartment|car|bike|boat|dog|piano|guitar|motorbike|home),
  broke up, (?:broke|hurt|injured|sprained|tore) my (?:arm|leg|wrist|ankle|foot|hand|hip|nose|finger|toe|rib|back|knee|shoulder|neck),
  stopped \\w+ing(?! (?:it|this|that|the)\\b),
  had (?:surgery|an operation|a baby|a stroke|a heart attack|twins),
  (?:worked|lived|studied|majored|served) (?:at|for|as|in|on|abroad|with),
  won (?:\\S+ ){1,3}(?:prize|award|medal|competition|contest|championship|tournament|lottery|race|cup|scholarship|election),
  turned \\d, (?:passed|failed) my, met my, sold my, visited (?!the|this|your|a page)`)
