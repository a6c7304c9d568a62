/** Variables of Lumos that would influence the tests. */
const ownVariable = /^(LUMOS_|DATABASE_URL$|PORT$|HOST$|OTEL_|.*_(API_KEY|BASE_URL)$)/

/**
 * The environment of tests: nothing of the person's own Lumos in it. The PostgreSQL of
 * `TEST_DATABASE_URL` or `DATABASE_URL`, where one is set, is offered to tests that make databases
 * of their own there.
 */
export function testEnvironment(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !ownVariable.test(name) && name !== 'TEST_DATABASE_URL'),
  )
}

export function givenTestDatabase({ TEST_DATABASE_URL, DATABASE_URL } = process.env) {
  return TEST_DATABASE_URL || DATABASE_URL || undefined
}
