/** Faults of accessibility that axe finds, as a person with a screen reader meets them. */
import axe, { type AxeResults } from 'axe-core';
import type { Locator } from 'playwright-core';

/** A page, a frame of it, a panel's or a dialog's frame. */
interface Shown {
  locator(selector: string): Locator;
}

/** Each serious or critical fault in words: rule, what is wrong, the element. */
export async function graveFaults(shown: Shown): Promise<string[]> {
  const root = shown.locator('html');
  // Evaluated, not added as a tag: the page's content security policy stays as it is. Once a frame: it is long.
  if (!(await root.evaluate('"axe" in window'))) await root.evaluate(axe.source);
  const { violations } = (await root.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary}`),
    );
}
