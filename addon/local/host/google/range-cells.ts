import { type Area, a1Of, lastColumn, lastRow } from '../model/area.ts';
import type { Style } from '../model/workbook.ts';
import { placeOf, setPlace } from './place.ts';
import { fromWire, model } from './remote.ts';
import { Service } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.Range;

/** One style property of every cell, with Google's word for an absent one. */
export function styles<K extends keyof Style, T>(
  range: object,
  key: K,
  read: (value: Style[K] | null) => T,
): T[][] {
  const { tabId, area } = placeOf(range);
  return model.styles(tabId, area, key).map((cells) => cells.map((value) => read(value as Style[K] | null)));
}

/** The half of Range that reads: where it is and what stands in its cells. */
export class RangeCells
  extends Service
  implements
    Pick<
      G,
      | 'canEdit'
      | 'getA1Notation'
      | 'getBackground'
      | 'getBackgrounds'
      | 'getColumn'
      | 'getDisplayValue'
      | 'getDisplayValues'
      | 'getFontWeight'
      | 'getFontWeights'
      | 'getFormula'
      | 'getFormulas'
      | 'getGridId'
      | 'getLastColumn'
      | 'getLastRow'
      | 'getNote'
      | 'getNotes'
      | 'getNumberFormat'
      | 'getNumberFormats'
      | 'getNumColumns'
      | 'getNumRows'
      | 'getRow'
      | 'getValue'
      | 'getValues'
      | 'getWrap'
      | 'isBlank'
    >
{
  constructor(tabId: number, area: Area) {
    super();
    setPlace(this, { tabId, area });
  }

  getRow(): number {
    return placeOf(this).area.row;
  }
  getColumn(): number {
    return placeOf(this).area.column;
  }
  getLastRow(): number {
    return lastRow(placeOf(this).area);
  }
  getLastColumn(): number {
    return lastColumn(placeOf(this).area);
  }
  getNumRows(): number {
    return placeOf(this).area.rows;
  }
  getNumColumns(): number {
    return placeOf(this).area.columns;
  }
  getGridId(): number {
    return placeOf(this).tabId;
  }
  getA1Notation(): string {
    return a1Of(placeOf(this).area);
  }
  canEdit(): boolean {
    const { tabId, area } = placeOf(this);
    return model.mayEdit(tabId, area);
  }

  getValues(): unknown[][] {
    const { tabId, area } = placeOf(this);
    const block = model.values(tabId, area);
    // In place: a block of ten thousand rows is not copied once more.
    for (const cells of block)
      for (const [at, wire] of cells.entries()) cells[at] = fromWire(wire) as typeof wire;
    return block;
  }
  getValue(): unknown {
    const { tabId, area } = placeOf(this);
    return fromWire(model.values(tabId, { ...area, rows: 1, columns: 1 })[0]![0]!);
  }
  getDisplayValues(): string[][] {
    const { tabId, area } = placeOf(this);
    return model.shown(tabId, area);
  }
  getDisplayValue(): string {
    const { tabId, area } = placeOf(this);
    return model.shown(tabId, { ...area, rows: 1, columns: 1 })[0]![0]!;
  }
  getFormulas(): string[][] {
    const { tabId, area } = placeOf(this);
    return model.formulas(tabId, area);
  }
  getFormula(): string {
    return this.getFormulas()[0]![0]!;
  }
  getNotes(): string[][] {
    const { tabId, area } = placeOf(this);
    return model.notes(tabId, area);
  }
  getNote(): string {
    return this.getNotes()[0]![0]!;
  }
  isBlank(): boolean {
    const { tabId, area } = placeOf(this);
    return model.shown(tabId, area).every((cells) => cells.every((text) => text === ''));
  }

  getNumberFormats(): string[][] {
    return styles(this, 'format', (format) => format ?? 'General');
  }
  getNumberFormat(): string {
    return this.getNumberFormats()[0]![0]!;
  }
  getBackgrounds(): string[][] {
    return styles(this, 'background', (colour) => colour ?? '#ffffff');
  }
  getBackground(): string {
    return this.getBackgrounds()[0]![0]!;
  }
  getFontWeights(): GoogleAppsScript.Spreadsheet.FontWeight[][] {
    return styles(this, 'bold', (bold) => (bold ? 'bold' : 'normal'));
  }
  getFontWeight(): GoogleAppsScript.Spreadsheet.FontWeight {
    return this.getFontWeights()[0]![0]!;
  }
  getWrap(): boolean {
    return styles(this, 'wrap', (wrap) => wrap === true)[0]![0]!;
  }
}
