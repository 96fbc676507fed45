/** Faults of accessibility that axe finds in a page, or in a frame of it, as a person with a screen reader meets them. */
import axe, { type AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

/** Each serious or critical fault in words: rule, what is wrong, the element. */
export async function graveFaults(page: Page | Frame): Promise<string[]> {
  // Evaluated, not added as a tag: the page's content security policy stays as it is.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
