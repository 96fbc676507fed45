/** A page as somebody without a mouse, or on a phone, meets it. */
import type { Frame, Page } from 'playwright-core';

/** Where the Tab key stops: of a date each of its parts, and the calendar. */
const PARTS_OF_A_DATE = 4;

/**
 * Goes through a page by the Tab key alone, from its top. Tells each control that the key does not reach, those it
 * reaches in another order than they stand in, and those that do not show that they are reached.
 */
export async function keyboardFaults(page: Page, frame: Frame = page.mainFrame()): Promise<string[]> {
  const stops = await frame.evaluate((parts) => {
    const walk = { stops: [] as Element[], reached: [] as Element[], dull: [] as string[] };
    const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    walk.stops = [...document.querySelectorAll(all)].filter(
      (one) => one.checkVisibility() && !one.matches(':disabled'),
    );
    document.addEventListener('focusin', ({ target }) => {
      const reached = target as Element;
      if (walk.reached.includes(reached)) return;
      walk.reached.push(reached);
      const { outlineStyle, outlineWidth } = getComputedStyle(reached);
      const { width, height } = reached.getBoundingClientRect();
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 || width * height === 0)
        walk.dull.push(reached.outerHTML.slice(0, 120));
    });
    Object.assign(window, { walk });
    const dates = walk.stops.filter((one) => one.matches('[type=date]')).length;
    return walk.stops.length + dates * parts + 1;
  }, PARTS_OF_A_DATE);
  for (let stop = 0; stop < stops; stop++) await page.keyboard.press('Tab');
  return frame.evaluate(() => {
    const { walk } = window as unknown as { walk: { stops: Element[]; reached: Element[]; dull: string[] } };
    const shown = (one: Element | undefined) => one?.outerHTML.slice(0, 120) ?? 'nothing';
    const missed = walk.stops.filter((one) => !walk.reached.includes(one));
    const reached = walk.reached.filter((one) => walk.stops.includes(one));
    const astray = reached.findIndex(
      (one, at) => one !== walk.stops.filter((stop) => reached.includes(stop))[at],
    );
    return [
      ...missed.map((one) => `not reached: ${shown(one)}`),
      ...(astray >= 0 ? [`out of order: ${shown(reached[astray])}`] : []),
      ...walk.dull.map((one) => `not seen: ${one}`),
    ];
  });
}

/** How much wider than the screen the page is, and the first thing that makes it so; null where nothing is. */
export function widerThanScreen(page: Page | Frame): Promise<string | null> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    // Half pixels are rounded up.
    if (scrollWidth <= clientWidth + 1) return null;
    const beyond = [...document.querySelectorAll('body *')].find(
      (one) => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest('.scroll'),
    );
    return `${scrollWidth - clientWidth} px: ${beyond?.outerHTML.slice(0, 200)}`;
  });
}
