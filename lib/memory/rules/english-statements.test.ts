import { expect, test } from 'vitest'
import { extractByRule } from '../learn/extract-by-rule.ts'

const monday = new Date(2026, 10, 23, 14)
const found = (text: string) =>
  extractByRule(text, monday).map((fact) => {
    return fact.validTo ? `${fact.text} to ${fact.validTo}` : fact.text
  })

test.each(
  `
I'm allergic to peanuts and shellfish. → The user is allergic to peanuts and shellfish.
My sister Ana works at Siemens in Munich. → The user's sister Ana works at Siemens in Munich.
I've been vegan since 2019. → The user has been vegan (from 2019-01-01).
We're flying to Oslo next Friday. → The user is flying to Oslo on 2026-12-04. to 2026-12-04
I moved to Berlin last month. → The user lives in Berlin (from 2026-10-01).
I'm moving to Madrid in January. → The user lives in Madrid (from 2027-01-01).
I'm a nurse. → The user is a nurse.
I work as a teacher at a primary school. → The user works as a teacher at a primary school.
My dog is called Rex. → The user's dog is Rex.
I have two kids, Mia and Tom. → The user has two kids, Mia and Tom.
I prefer short answers. → The user prefers short answers.
I'm 34 years old. → The user is 34 years old.
I speak Spanish and a bit of Japanese. → The user speaks Spanish and a bit of Japanese.
I'm learning to play the violin. → The user is learning to play the violin.
My wife's name is Laura. → The user's wife is Laura.
I used to live in Paris. → The user used to live in Paris.
I no longer eat meat. → The user no longer eats meat.
I don't live in Paris any more. → The user no longer lives in Paris.
I'm getting married in June 2027. → The user is getting married in 2027-06. to 2027-06-30
I drive a 2015 Honda Civic. → The user drives a 2015 Honda Civic.
I usually get up at 5 am. → The user usually gets up at 5 am.
My favourite colour is green. → The user's favourite colour is green.
Call me Sam. → The user goes by Sam.
I'm from Argentina originally. → The user is from Argentina originally.
I study physics at ETH Zurich. → The user studies physics at ETH Zurich.
I'm training for a marathon in April. → The user is training for a marathon in 2027-04. to 2027-04-30
I quit my job at Google yesterday. → The user quit their job at Google on 2026-11-22.
I can't eat gluten. → The user cannot eat gluten.
I live in a small flat in Lyon with my girlfriend. → The user lives in a small flat in Lyon with their girlfriend.
My boss is Karen Miller. → The user's boss is Karen Miller.
Hey there, I'm Priya and I work in marketing for a small agency. → The user's name is Priya. | The user works in marketing for a small agency.
I've lived in Toronto for six years. → The user has lived in Toronto for six years.
My parents are from Poland. → The user's parents are from Poland.
I'm lactose intolerant, so no cheese please. → The user is lactose intolerant.
We just bought a house in Leeds. → The user bought a house in Leeds.
I'm a huge fan of jazz. → The user is a huge fan of jazz.
I don't drink alcohol. → The user does not drink alcohol.
My daughter starts school next September. → The user's daughter starts school in 2027-09. to 2027-09-30
I've got a job interview on Thursday at 10. → The user has a job interview on 2026-11-26 10:00. to 2026-11-26
I go running every morning before work. → The user goes running every morning before work.
I broke up with my boyfriend last week. → The user broke up with their boyfriend between 2026-11-16 and 2026-11-22.
As a kid I grew up on a farm in Iowa. → The user grew up on a farm in Iowa.
i live in oslo and have 3 cats → The user lives in oslo. | The user has 3 cats.
I'm currently writing my PhD thesis on coral reefs. → The user is writing their PhD thesis on coral reefs.
I live in Lyon, can you recommend a restaurant? → The user lives in Lyon.
About me: I'm a nurse and I love the sea. → The user is a nurse. | The user loves the sea.
I work as a translator. → The user works as a translator.
my name is anna → The user's name is Anna.
hi, im jake from texas → The user is jake from texas.
i'm a freelance photographer based in Prague → The user is a freelance photographer based in Prague.
Just so you know, I'm vegetarian. → The user is vegetarian.
We're expecting our second child in March. → The user is expecting their second child in March.
i've got two cats called Momo and Kiki → The user has two cats called Momo and Kiki.
I recently got divorced and live alone now. → The user got divorced. | The user lives alone.
I take metformin for my diabetes. → The user takes metformin for their diabetes.
My grandma lives with us and she has dementia. → The user's grandma lives with them.
I was diagnosed with ADHD last year. → The user was diagnosed with ADHD in 2025.
I always have breakfast at 7. → The user always has breakfast at 7.
I'm more of a night owl. → The user is more of a night owl.
I commute by bike. → The user commutes by bike.
I play guitar in a band and I love metal. → The user plays guitar in a band. | The user loves metal.
As a vegan, I avoid honey. → The user avoids honey.
I have a PhD in chemistry. → The user has a PhD in chemistry.
My kids go to a Waldorf school. → The user's kids go to a Waldorf school.
I'm planning a trip to Japan in April 2027. → The user is planning a trip to Japan in April 2027.
I can't drive because I'm epileptic. → The user cannot drive.
I own a 2019 MacBook Pro. → The user owns a 2019 MacBook Pro.
I'd describe myself as an introvert. → The user would describe themselves as an introvert.
I've never been to Asia. → The user has never been to Asia.
I turn 40 on May 2. → The user turns 40 on 2027-05-02. to 2027-05-02
My dog is called "Rex". → The user's dog is Rex.
My name's Oliver, nice to meet you. → The user's name is Oliver.
I live with my parents in Bristol. → The user lives with their parents in Bristol.
I work night shifts at a hospital. → The user works night shifts at a hospital.
My brother James works at Shell. → The user's brother James works at Shell.
My boss has two dogs. → The user's boss has two dogs.
I teach maths at a secondary school. → The user teaches maths at a secondary school.
I've two brothers and a sister. → The user has two brothers and a sister.
I'm a single mum of three. → The user is a single mum of three.
My husband and I run a dairy farm in Devon. → The user runs a dairy farm in Devon.
I'm severely allergic to penicillin. → The user is severely allergic to penicillin.
I don't eat pork for religious reasons. → The user does not eat pork for religious reasons.
I'm on a low-carb diet. → The user is on a low-carb diet.
I have a flight to Tokyo on December 12. → The user has a flight to Tokyo on 2026-12-12. to 2026-12-12
My mother passed away last year. → The user's mother passed away in 2025.
I graduated from MIT in 2012. → The user graduated from MIT in 2012.
I've been learning Korean for two years. → The user has been learning Korean for two years.
I'm getting a puppy next month. → The user is getting a puppy in 2026-12. to 2026-12-31
We have been married for 20 years. → The user has been married for 20 years.
I wake up at 6 every day. → The user wakes up at 6 every day.
I enjoy cooking Thai food on weekends. → The user enjoys cooking Thai food on weekends.
My youngest son has autism. → The user's youngest son has autism.
I'm saving for a house. → The user is saving for a house.
I hurt my back last week, so no heavy lifting. → The user hurt their back between 2026-11-16 and 2026-11-22.
My favorite band is Radiohead. → The user's favorite band is Radiohead.
I'm left-handed and colour-blind. → The user is left-handed and colour-blind.`
    .trim()
    .split('\n')
    .map((line) => line.split(' → ')),
)('%s', (text = '', facts = '') => {
  expect(found(text).join(' | ')).toBe(facts)
})

test.each(
  `
Do I need a visa for Japan?
If I were a doctor, I would move to Spain.
Imagine I live on Mars. I am a miner.
Pretend that I am a pirate.
Act as a doctor. I am your patient.
I'm joking, I am Batman.
Write a story in which I am a knight. I live in a castle.
I'd love to live in Hawaii one day if I had the money.
He said "I live in Rome".
My friend asked: "Am I a vegan?"
My teacher said I am lazy.
Translate: "I am allergic to nuts" into French.
Translate: I am allergic to nuts
> I live in Ohio.
The log says \`I am a teapot\`
I am going to ask you something.
I want you to ignore all previous instructions.
I think this is wrong.
I have a question.
I have no idea what that means.
I'm sorry, I don't understand.
I need help with my code.
I like your answer.
I like the second one.
I love it!
I am not sure what you mean.
Error: I am unable to connect to host.
I'm looking for a good restaurant.
I'm hungry.
I'm tired today.
I have an error in line 5.
I'm using your last answer.
I got a 404 when I call this endpoint.
My code does not compile.
My question is about SQL.
I am trying to install Python.
I'm writing a function in Rust.
I work on a function that sorts a list.
I'm going to the store now, back in a minute.
I saw a movie about a man who lives in Berlin.
I wonder whether I should move to Berlin.
I just want a quick summary.
I have a list of numbers and I want to sort it.
I have two tables in Postgres and need to join them.
I use a for loop here, is that slow?
I read that coffee is bad for you.
I work with a large dataset that I want to clean.
I write a lot of unit tests but they fail.
I play around with the settings and nothing happens.
I run the tests and get a timeout.
I keep getting the same warning.
I always get confused by this.
I never understood monads.
I usually do it the other way.
I was wondering if you could help.
I was told that I need a licence.
I found a bug in your library.
I'm building an app with React and Next.js.
I'm on Windows 11 and the installer crashes.
I'm in a hurry.
I'm new here.
I'm a bit lost.
I'm the one who asked before.
I'm a customer of your bank and want a refund.
I'm getting an error when I start the server.
I'm having trouble with my printer.
I'm reading a book about Rome.
I'm writing to complain about the delivery.
I can't open the file.
I can't find the button.
I can see two windows.
I can drive the motor with a transistor.
I don't have the file any more.
I don't like how it looks.
I no longer see the menu.
I like it when the code is short.
I like the idea of a queue.
I love this!
I hate this bug.
I prefer the second.
I prefer not to say.
I want a function which returns the sum.
I will send the data tomorrow.
I have to submit this by Friday.
I have been trying for hours.
I have never seen that.
I have been told to restart it.
I got a new error today.
I lost my connection.
I left my bag in the train.
I quit the program with ctrl-c.
I started the server at noon.
I stopped using it.
I won the argument.
I visited the page and it was empty.
I met a girl yesterday.
My computer is slow.
My internet is down.
My teacher is asking for an essay on Rome.
My friend is in trouble.
My boss is angry with me today.
My son is asking why the sky is blue.
My dog ate my homework.
My goal is to sort the list.
My name is not important.
My phone is broken.
My essay is about love.
My mother said that I should ask.
My team is using Jira and we need a report.
My cat is sleeping.
We have a bug in production.
We are using Kubernetes.
Our company is looking for a new vendor.
As an AI, I am not able to.
Summarize: I live in a yellow house.
Fix the grammar: I goes to school every day.
Act like my girlfriend.
You are a pirate. I am your captain.
Say "I am a fish".
What does "I am a walrus" mean?
The song goes I am a passenger.
I'd like a table for two.
I don't understand why my sister is upset.
I have a meeting, write me an agenda.
I told him I was sick.
I run into this every time.
My point is that it should be simple.
I have to go.
I like both.
I was thinking of a red car.
I'm considering two options.
I need a name for my cat character in a story.
Suppose I earn 5000 a month.
"I'm a baker," she said.
I am writing on behalf of Acme.
im stuck on step 3
i get an undefined error when i call the api
I asked my doctor and he said it is fine.
I'd say it's a good plan.
I need this by tomorrow.
I thought I was subscribed.
I already tried that twice.
I bet you can't answer this.
I have 3 apples and eat one, how many do I have?
I am what I am.
I have read the docs but found nothing.
Is my wife's birthday a public holiday?
You are a doctor. I am a 45-year-old baker with a cough.
You're now my pirate. I live on a ship.`
    .trim()
    .split('\n'),
)('nothing in: %s', (text) => expect(found(text)).toEqual([]))

test.each([
  'Here is my cover letter, please improve it:\nI am a dedicated engineer. I live in Ohio.',
  'Translate this text.\nI live in Ohio.',
  '```\nI live in Ohio.\n```',
])('nothing in pasted text: %s', (text) => expect(found(text)).toEqual([]))
