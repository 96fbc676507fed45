import type { Area } from '../model/area.ts';
import type { Clearing } from '../model/cells.ts';
import { Filter } from './filter.ts';
import { asBlock, placeOf } from './place.ts';
import { Protection } from './protection.ts';
import { RangeCells } from './range-cells.ts';
import { RangeLooks } from './range-looks.ts';
import { model, toWire } from './remote.ts';
import { expose, whole } from './service.ts';
import { Sheet } from './sheet.ts';
import { sortKeys } from './sort-keys.ts';

type G = GoogleAppsScript.Spreadsheet.Range;
type ClearOptions = {
  commentsOnly?: boolean | undefined;
  contentsOnly?: boolean | undefined;
  formatOnly?: boolean | undefined;
  validationsOnly?: boolean | undefined;
};

export class Range
  extends RangeLooks
  implements
    Pick<
      G,
      | 'activate'
      | 'breakApart'
      | 'clear'
      | 'clearContent'
      | 'clearFormat'
      | 'clearNote'
      | 'createFilter'
      | 'getCell'
      | 'getSheet'
      | 'merge'
      | 'offset'
      | 'protect'
      | 'setFormula'
      | 'setFormulas'
      | 'setNote'
      | 'setNotes'
      | 'setValue'
      | 'setValues'
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
expose('Range', RangeCells, RangeLooks, Range);
