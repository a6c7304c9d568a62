import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test.ts'

interface Rules {
  /** The one rule to check; all without it. */
  only?: string
  /** A rule to leave out. */
  except?: string
}

/** Expects that the page breaks no rule of accessibility. What fades has little contrast meanwhile. */
export async function expectAccessible(page: Page, rules: Rules = {}): Promise<void> {
  await expect.poll(() => brokenRules(page, rules)).toEqual([])
}

/** Each with the first element that breaks it. */
async function brokenRules(page: Page, { only, except }: Rules) {
  // The legacy mode leaves out frames of other origins, which Lumos has none of, and a second page
  // that gathers their results: without it a check takes twice the processor time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (only) axe.withRules(only)
  if (except) axe.disableRules(except)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html])
}
