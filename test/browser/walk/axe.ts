/** What axe finds in a panel that would keep somebody out: serious and critical only. */
import type { AxeResults } from 'axe-core';
import type { Panel } from './panel.ts';

/** `source`: the text of axe itself, run inside the panel's frame. */
export async function axeFindings(panel: Panel, source: string): Promise<string[]> {
  const body = panel.frame.locator('body');
  await body.evaluate((_, code) => {
    // The frame's own scripts are inline as well.
    const script = document.createElement('script');
    script.textContent = code;
    document.documentElement.appendChild(script);
  }, source);
  const results = await body.evaluate((_) => {
    const { axe } = window as unknown as { axe: { run(context: Document): Promise<AxeResults> } };
    return axe.run(document);
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}
