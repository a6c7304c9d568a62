import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * The rules of accessibility that a page breaks, each with the first element that does.
 * @param only the one rule to check; all without it
 * @param except a rule to leave out
 */
export async function brokenRules(
  page: Page,
  { only, except }: { only?: string; except?: string } = {},
): Promise<[rule: string, html: string | undefined][]> {
  // The legacy mode leaves out frames of other origins, which Lumos has none of, and a second page
  // that gathers their results: without it a check takes twice the processor time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (only) axe.withRules(only)
  if (except) axe.disableRules(except)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html])
}
