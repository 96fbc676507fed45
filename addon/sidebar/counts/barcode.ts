/**
 * Code 128 as SVG: each bar is printed at its true width. Borders would be printed in whole pixels, which no scanner
 * reads, and browsers leave backgrounds out.
 */
import { code128 } from 'bwip-js/generic';

/** The narrowest bar, in millimetres: common scanners read a quarter of one. */
const MODULE_MM = 0.26;
/** Blank on both sides, in modules: without it a scanner finds no beginning (ISO/IEC 15417). */
const QUIET = 10;

interface Bar {
  left: number;
  width: number;
}

/** Null where the text holds what Code 128 has no sign for. */
export function barcode(text: string): SVGSVGElement | null {
  try {
    const bars = code128({ bcid: 'code128', text, scale: 1, includetext: false }, bars128());
    const modules = Math.max(...bars.map(({ left, width }) => left + width)) + 2 * QUIET;
    const [root, drawn] = emptyDrawing();
    drawn.setAttribute(
      'd',
      bars.map(({ left, width }) => `M${QUIET + left} 0h${width}v1h${-width}z`).join(''),
    );
    root.setAttribute('class', 'barcode');
    root.setAttribute('aria-hidden', 'true');
    root.setAttribute('viewBox', `0 0 ${modules} 1`);
    root.setAttribute('preserveAspectRatio', 'none');
    root.setAttribute('width', `${(modules * MODULE_MM).toFixed(2)}mm`);
    return root;
  } catch {
    return null;
  }
}

/** By the parser, which knows the namespace of SVG: a page holds no address (test/unit/addon-bundle). */
function emptyDrawing(): [SVGSVGElement, SVGPathElement] {
  const parsed = new DOMParser().parseFromString('<svg><path></path></svg>', 'text/html');
  const root = document.importNode(parsed.querySelector('svg')!, true);
  return [root, root.querySelector('path')!];
}

/** A drawing that only remembers the upright bars. */
function bars128() {
  const bars: Bar[] = [];
  return {
    scale: (): null => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init() {},
    line(x0: number, _y0: number, _x1: number, _y1: number, width: number) {
      // The middle of a bar of odd width is given half a module to its right.
      bars.push({ left: Math.floor(x0 - width / 2), width });
    },
    polygon() {},
    hexagon() {},
    ellipse() {},
    fill() {},
    text() {},
    end: (): Bar[] => bars,
  };
}
