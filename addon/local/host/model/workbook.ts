import type { Area } from './area.ts';
import type { Condition } from './conditions.ts';

export type Locale = 'fr_FR' | 'en_US';

/** A cell that holds a formula keeps its text; this host computes none of them. */
export interface Formula {
  formula: string;
}
/** What a script gets by writing NaN: a cell in error. */
export interface CellError {
  error: string;
}
/** Dates are serial numbers (days since 30 December 1899) in a cell with a date format. */
export type Content = string | number | boolean | Formula | CellError | null;

/** Only what differs from the default stands in it. An absent `format` is «Automatic». */
export interface Style {
  format?: string;
  bold?: boolean;
  italic?: boolean;
  background?: string;
  colour?: string;
  size?: number;
  align?: 'left' | 'center' | 'right';
  verticalAlign?: 'top' | 'middle' | 'bottom';
  wrap?: boolean;
  border?: string;
  validation?: ValidationRule;
}

export interface ValidationRule {
  condition: Condition;
  allowInvalid: boolean;
  helpText: string | null;
}

/** Index 0 is column A. Arrays may be shorter than the tab is wide. */
export interface Row {
  values: Content[];
  /** Index into `Workbook.styles`; 0 is the plain style. */
  styles: number[];
  notes?: Record<number, string>;
  hiddenByUser?: boolean;
  hiddenByFilter?: boolean;
}

export interface ProtectedArea {
  id: number;
  kind: 'RANGE' | 'SHEET';
  /** Means nothing for a protected sheet, which is all of it however it grows. */
  area: Area;
  description: string;
  warningOnly: boolean;
  unprotected: Area[];
  editors: string[];
}

export interface FilterCriteriaSpec {
  hiddenValues?: string[];
  visibleValues?: string[];
  condition?: Condition;
}

export interface FilterState {
  area: Area;
  /** By sheet column, counted from 1. */
  criteria: Record<number, FilterCriteriaSpec>;
}

export interface FormatRule {
  areas: Area[];
  condition: Condition;
  background?: string;
  colour?: string;
  bold?: boolean;
  italic?: boolean;
}

export interface Metadata {
  id: number;
  key: string;
  value: string | null;
  visibility: 'DOCUMENT' | 'PROJECT';
  /** Absent: it belongs to the spreadsheet. */
  tabId?: number;
}

export interface Tab {
  id: number;
  name: string;
  hidden: boolean;
  colour: string | null;
  rowCount: number;
  columnCount: number;
  /** Index 0 is row 1; a row that was never touched is null. */
  rows: (Row | null)[];
  frozenRows: number;
  frozenColumns: number;
  hiddenColumns: number[];
  columnWidths: Record<number, number>;
  rowHeights: Record<number, number>;
  protections: ProtectedArea[];
  merges: Area[];
  filter: FilterState | null;
  formatRules: FormatRule[];
}

/** A spreadsheet in memory: plain data, so that saving it is writing it as JSON. */
export interface Workbook {
  id: string;
  name: string;
  locale: Locale;
  timeZone: string;
  tabs: Tab[];
  styles: Style[];
  metadata: Metadata[];
  lastId: number;
}

export function newTab(id: number, name: string): Tab {
  return {
    id,
    name,
    hidden: false,
    colour: null,
    rowCount: 1000,
    columnCount: 26,
    rows: [],
    frozenRows: 0,
    frozenColumns: 0,
    hiddenColumns: [],
    columnWidths: {},
    rowHeights: {},
    protections: [],
    merges: [],
    filter: null,
    formatRules: [],
  };
}

export function newWorkbook(id: string, name: string, locale: Locale, timeZone: string): Workbook {
  // Google's first tab has the id 0, which is falsy: a script that writes `if (sheetId)` fails here too.
  const tabs = [newTab(0, locale === 'fr_FR' ? 'Feuille 1' : 'Sheet1')];
  return { id, name, locale, timeZone, tabs, styles: [{}], metadata: [], lastId: 0 };
}
