/** Code 128 drawn with borders, which browsers print where they leave backgrounds out. */
import { code128 } from 'bwip-js/generic';
import { el } from '../dom.ts';

/** The narrowest bar, in millimetres: common scanners read a quarter of one. */
const MODULE_MM = 0.26;

interface Bar {
  left: number;
  width: number;
}

/** Null where the text holds what Code 128 has no sign for. */
export function barcode(text: string): HTMLElement | null {
  try {
    const bars = code128({ bcid: 'code128', text, scale: 1, includetext: false }, bars128());
    let end = 0;
    const drawn = [...bars]
      .sort((one, other) => one.left - other.left)
      .map(({ left, width }) => {
        const space = Math.max(left - end, 0);
        end = left + width;
        const style = `margin-left:${mm(space)};border-left:${mm(width)} solid #000`;
        return el('i', { style });
      });
    return el('div', { class: 'barcode', 'aria-hidden': 'true' }, ...drawn);
  } catch {
    return null;
  }
}

const mm = (modules: number) => `${(modules * MODULE_MM).toFixed(2)}mm`;

/** A drawing that only remembers the upright bars. */
function bars128() {
  const bars: Bar[] = [];
  return {
    scale: (): null => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init() {},
    line(x0: number, _y0: number, _x1: number, _y1: number, width: number) {
      bars.push({ left: x0 - width / 2, width });
    },
    polygon() {},
    hexagon() {},
    ellipse() {},
    fill() {},
    text() {},
    end: (): Bar[] => bars,
  };
}
