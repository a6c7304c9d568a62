import { expect, test } from 'vitest'
import { inSecondPerson } from './second-person.ts'

test.each(
  `
The user lives in Berlin. → You live in Berlin.
The user is a nurse. → You are a nurse.
The user has two cats. → You have two cats.
The user no longer works at Initech. → You no longer work at Initech.
The user hardly ever eats fish. → You hardly ever eat fish.
The user does not drink alcohol. → You do not drink alcohol.
The user cannot eat gluten. → You cannot eat gluten.
The user used to live in Paris. → You used to live in Paris.
The user sold their Golf on 2024-08-01. → You sold your Golf on 2024-08-01.
The user studies physics. → You study physics.
The user teaches maths. → You teach maths.
The user goes running every morning. → You go running every morning.
The user would describe themselves as an introvert. → You would describe yourself as an introvert.
The user lives with their parents. → You live with your parents.
The user was born in Ohio. → You were born in Ohio.
The user moved to Rome. → You moved to Rome.
The user's dog is called Rex. → Your dog is called Rex.
The user's sister Ana lives in Munich. → Your sister Ana lives in Munich.
From 2027 the user will live in Lisbon. → From 2027 you will live in Lisbon.
I like green tea. → I like green tea.
Buses stop at nine. → Buses stop at nine.
用户住在柏林。 → 你住在柏林。
用户的妹妹住在慕尼黑。 → 你的妹妹住在慕尼黑。
用戶對花生過敏。 → 你對花生過敏。`
    .trim()
    .split('\n')
    .map((line) => line.split(' → ')),
)('%s', (fact = '', said = '') => expect(inSecondPerson(fact)).toBe(said))
