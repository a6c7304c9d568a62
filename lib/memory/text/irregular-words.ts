/** Words that no stemmer brings to their base form: the base, then its forms. */
const families = `
become became; begin began begun; bend bent; bite bit bitten; bleed bled; blow blew blown
break broke broken; breed bred; bring brought; build built; burn burnt; buy bought; catch caught
child children; choose chose chosen; come came; deal dealt; dig dug; draw drew drawn; dream dreamt
drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt
fight fought; find found; fly flew flown; foot feet; forget forgot forgotten
forgive forgave forgiven; freeze froze frozen; give gave given; go went gone; grow grew grown
hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known; lead led
learn learnt; leave left; lend lent; light lit; lose lost; make made; man men
marry marriage married; mean meant; meet met; mouse mice; pay paid; person people; ride rode ridden
ring rang rung; run ran; say said; see saw seen; seek sought; sell sold; send sent
shake shook shaken; shine shone; shoot shot; show shown; sing sang sung; sit sat; sleep slept
slide slid; speak spoke spoken; spell spelt; spend spent; stand stood; steal stole stolen
stick stuck; strike struck; sweep swept; swim swam swum; swing swung; take took taken; teach taught
tear tore torn; tell told; think thought; throw threw thrown; tooth teeth; understand understood
wake woke woken; wear wore worn; weep wept; wife wives; win won; woman women; write wrote written`

/** From a form to its base. */
export const baseForms = new Map(
  families
    .split(/[;\n]/)
    .map((family) => family.trim().split(' '))
    .flatMap(([base = '', ...forms]) => forms.map((form) => [form, base] as const)),
)
