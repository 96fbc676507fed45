import type { Area } from '../model/area.ts';
import type { Clearing } from '../model/cells.ts';
import type { Style } from '../model/workbook.ts';
import { enumName } from './enums.ts';
import { Filter } from './filter.ts';
import { asBlock, placeOf } from './place.ts';
import { Protection } from './protection.ts';
import { RangeCells } from './range-cells.ts';
import { model, toWire } from './remote.ts';
import { expose, whole } from './service.ts';
import { Sheet } from './sheet.ts';
import { sortKeys } from './sort-keys.ts';
import { validationOf } from './validation.ts';

type G = GoogleAppsScript.Spreadsheet.Range;
type Align = 'left' | 'center' | 'normal' | 'right' | null;
type ClearOptions = {
  commentsOnly?: boolean | undefined;
  contentsOnly?: boolean | undefined;
  formatOnly?: boolean | undefined;
  validationsOnly?: boolean | undefined;
};

/** CSS names and short hex as Sheets gives them back: `#rrggbb` in lower case where it is hex. */
export const colour = (css: string | null): string | null =>
  css === null ? null : css.toLowerCase().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/, '#$1$1$2$2$3$3');

const format = (pattern: string): string | null => (/^general$/i.test(pattern) ? null : pattern);

export class Range
  extends RangeCells
  implements
    Pick<
      G,
      | 'activate'
      | 'breakApart'
      | 'clear'
      | 'clearContent'
      | 'clearDataValidations'
      | 'clearFormat'
      | 'clearNote'
      | 'createFilter'
      | 'getCell'
      | 'getSheet'
      | 'merge'
      | 'offset'
      | 'protect'
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
      | 'setFormula'
      | 'setFormulas'
      | 'setHorizontalAlignment'
      | 'setNote'
      | 'setNotes'
      | 'setNumberFormat'
      | 'setNumberFormats'
      | 'setValue'
      | 'setValues'
      | 'setVerticalAlignment'
      | 'setWrap'
      | 'setWrapStrategy'
      | 'sort'
    >
{
  static of(range: unknown): Range {
    placeOf(range);
    return range as Range;
  }

  getSheet(): GoogleAppsScript.Spreadsheet.Sheet {
    return whole(new Sheet(placeOf(this).tabId));
  }
  getCell(row: number, column: number): G {
    const { area } = placeOf(this);
    return this.#at({ row: area.row + row - 1, column: area.column + column - 1, rows: 1, columns: 1 });
  }
  offset(rowOffset: number, columnOffset: number, numRows?: number, numColumns?: number): G {
    const { row, column, rows, columns } = placeOf(this).area;
    return this.#at({
      row: row + rowOffset,
      column: column + columnOffset,
      rows: numRows ?? rows,
      columns: numColumns ?? columns,
    });
  }
  #at(area: Area): G {
    const { tabId } = placeOf(this);
    return whole(new Range(tabId, model.area(tabId, area)));
  }
  activate(): G {
    const { tabId, area } = placeOf(this);
    model.activate(tabId, area);
    return whole(this);
  }

  setValues(values: unknown[][]): G {
    const { tabId, area } = placeOf(this);
    model.write(
      tabId,
      area,
      asBlock(values, 'setValues').map((cells) => cells.map(toWire)),
    );
    return whole(this);
  }
  setValue(value: unknown): G {
    const { tabId, area } = placeOf(this);
    model.fill(tabId, area, toWire(value));
    return whole(this);
  }
  setFormulas(formulas: string[][]): G {
    const { tabId, area } = placeOf(this);
    model.writeFormulas(tabId, area, asBlock(formulas, 'setFormulas'));
    return whole(this);
  }
  setFormula(formula: string): G {
    const { tabId, area } = placeOf(this);
    const cells = Array.from({ length: area.rows }, () => new Array<string>(area.columns).fill(formula));
    model.writeFormulas(tabId, area, cells);
    return whole(this);
  }
  setNotes(notes: (string | null)[][]): G {
    const { tabId, area } = placeOf(this);
    model.setNotes(tabId, area, asBlock(notes, 'setNotes'));
    return whole(this);
  }
  setNote(note: string | null): G {
    const { area } = placeOf(this);
    return this.setNotes(
      Array.from({ length: area.rows }, () => new Array<string | null>(area.columns).fill(note)),
    );
  }

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

  #clear(what: Clearing): G {
    const { tabId, area } = placeOf(this);
    model.clear(tabId, area, what);
    return whole(this);
  }
  clear(options?: ClearOptions): G {
    if (!options || !Object.values(options).some(Boolean))
      return this.#clear({ contents: true, formats: true });
    return this.#clear({
      contents: options.contentsOnly,
      formats: options.formatOnly,
      notes: options.commentsOnly,
      validations: options.validationsOnly,
    });
  }
  clearContent(): G {
    return this.#clear({ contents: true });
  }
  clearFormat(): G {
    return this.#clear({ formats: true });
  }
  clearNote(): G {
    return this.#clear({ notes: true });
  }

  merge(): G {
    const { tabId, area } = placeOf(this);
    model.merge(tabId, area);
    return whole(this);
  }
  breakApart(): G {
    const { tabId, area } = placeOf(this);
    model.unmerge(tabId, area);
    return whole(this);
  }
  sort(spec: unknown): G {
    const { tabId, area } = placeOf(this);
    model.sort(tabId, area, sortKeys(spec));
    return whole(this);
  }
  createFilter(): GoogleAppsScript.Spreadsheet.Filter {
    const { tabId, area } = placeOf(this);
    model.createFilter(tabId, area);
    return whole(new Filter(tabId));
  }
  protect(): GoogleAppsScript.Spreadsheet.Protection {
    const { tabId, area } = placeOf(this);
    return whole(new Protection(tabId, model.protect(tabId, 'RANGE', area)));
  }
}
expose('Range', RangeCells, Range);
