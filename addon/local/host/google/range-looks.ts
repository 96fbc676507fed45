import type { Style } from '../model/workbook.ts';
import { enumName } from './enums.ts';
import { asBlock, placeOf } from './place.ts';
import { RangeCells } from './range-cells.ts';
import { model } from './remote.ts';
import { whole } from './service.ts';
import { validationOf } from './validation.ts';

type G = GoogleAppsScript.Spreadsheet.Range;
type Align = 'left' | 'center' | 'normal' | 'right' | null;

/** CSS names and short hex as Sheets gives them back: `#rrggbb` in lower case where it is hex. */
export const colour = (css: string | null): string | null =>
  css === null ? null : css.toLowerCase().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/, '#$1$1$2$2$3$3');

const format = (pattern: string): string | null => (/^general$/i.test(pattern) ? null : pattern);

/** The part of Range that sets how cells look and what they accept. */
export class RangeLooks
  extends RangeCells
  implements
    Pick<
      G,
      | 'clearDataValidations'
      | 'setBackground'
      | 'setBackgrounds'
      | 'setBorder'
      | 'setDataValidation'
      | 'setFontColor'
      | 'setFontColors'
      | 'setFontSize'
      | 'setFontStyle'
      | 'setFontWeight'
      | 'setFontWeights'
      | 'setHorizontalAlignment'
      | 'setNumberFormat'
      | 'setNumberFormats'
      | 'setVerticalAlignment'
      | 'setWrap'
      | 'setWrapStrategy'
    >
{
  #all(change: { [K in keyof Style]?: Style[K] | null }): G {
    const { tabId, area } = placeOf(this);
    model.restyle(tabId, area, change);
    return whole(this);
  }
  #each<K extends keyof Style, T>(
    key: K,
    values: T[][],
    method: string,
    read: (value: T) => Style[K] | null,
  ): G {
    const { tabId, area } = placeOf(this);
    model.restyleEach(
      tabId,
      area,
      key,
      asBlock<T>(values, method).map((cells) => cells.map(read)),
    );
    return whole(this);
  }
  setNumberFormat(numberFormat: string): G {
    return this.#all({ format: format(numberFormat) });
  }
  setNumberFormats(numberFormats: string[][]): G {
    return this.#each('format', numberFormats, 'setNumberFormats', format);
  }
  setBackground(css: string | null): G {
    return this.#all({ background: colour(css) });
  }
  setBackgrounds(colours: (string | null)[][]): G {
    return this.#each('background', colours, 'setBackgrounds', colour);
  }
  setFontColor(css: string | null): G {
    return this.#all({ colour: colour(css) });
  }
  setFontColors(colours: (string | null)[][]): G {
    return this.#each('colour', colours, 'setFontColors', colour);
  }
  setFontWeight(weight: GoogleAppsScript.Spreadsheet.FontWeight | null): G {
    return this.#all({ bold: weight === 'bold' || null });
  }
  setFontWeights(weights: (GoogleAppsScript.Spreadsheet.FontWeight | null)[][]): G {
    return this.#each('bold', weights, 'setFontWeights', (weight) => weight === 'bold' || null);
  }
  setFontStyle(style: GoogleAppsScript.Spreadsheet.FontStyle | null): G {
    return this.#all({ italic: style === 'italic' || null });
  }
  setFontSize(size: number): G {
    return this.#all({ size });
  }
  setHorizontalAlignment(alignment: Align): G {
    return this.#all({ align: alignment === 'normal' ? null : alignment });
  }
  setVerticalAlignment(alignment: 'top' | 'middle' | 'bottom' | null): G {
    return this.#all({ verticalAlign: alignment });
  }
  setWrap(wrap: boolean): G {
    return this.#all({ wrap: wrap || null });
  }
  setWrapStrategy(strategy: GoogleAppsScript.Spreadsheet.WrapStrategy): G {
    return this.#all({ wrap: enumName(strategy) === 'WRAP' || null });
  }
  /** Kept so that it can be read back; the grid draws no borders. */
  setBorder(...sides: unknown[]): G {
    return this.#all({ border: sides.map((side) => (side === null ? '' : String(side))).join(' ') });
  }
  setDataValidation(rule: GoogleAppsScript.Spreadsheet.DataValidation | null): G {
    return this.#all({ validation: rule === null ? null : validationOf(rule) });
  }
  clearDataValidations(): G {
    return this.#all({ validation: null });
  }
}
