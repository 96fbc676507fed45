import type { CellKind, CellView, SheetView } from '../types.ts';
import { a1Of, contains } from './area.ts';
import { fulfils } from './conditions.ts';
import { displayed, isDateFormat } from './display.ts';
import { wholeNumber } from './number-format.ts';
import type { OpenWorkbook } from './open-workbook.ts';
import { mayEdit } from './protecting.ts';
import { styleOf } from './styles.ts';
import { DATE_FORMAT, TIME_FORMAT } from './typed-dates.ts';
import { needsApostrophe } from './typing.ts';
import { warning } from './validating.ts';
import type { Content, FormatRule, Row, Style, Tab, Workbook } from './workbook.ts';

function kindOf(content: Content, style: Style): CellKind {
  if (content === null) return 'empty';
  if (typeof content === 'number') return isDateFormat(style.format) ? 'date' : 'number';
  return typeof content === 'boolean' ? 'boolean' : 'text';
}

/** What F2 puts in the editor: typing it back gives the same content. */
function editText(content: Content, style: Style, { locale }: Workbook): string {
  if (content === null) return '';
  if (typeof content === 'string')
    return needsApostrophe(content, locale, style.format) ? `'${content}` : content;
  if (typeof content === 'object') return 'formula' in content ? content.formula : content.error;
  if (typeof content === 'number' && isDateFormat(style.format)) {
    const day = DATE_FORMAT[locale];
    if (content < 1) return displayed(content, TIME_FORMAT[locale], locale);
    return displayed(content, content % 1 === 0 ? day : `${day} ${TIME_FORMAT[locale]}`, locale);
  }
  if (typeof content === 'number' && style.format?.endsWith('%')) {
    return `${wholeNumber(Number((content * 100).toPrecision(15)), locale)}%`;
  }
  return typeof content === 'number' ? wholeNumber(content, locale) : displayed(content, undefined, locale);
}

function ruleFor(
  tab: Tab,
  row: number,
  column: number,
  content: Content,
  shown: string,
): FormatRule | undefined {
  return tab.formatRules.find(
    (rule) =>
      rule.areas.some((area) => contains(area, row, column)) && fulfils(rule.condition, content, shown),
  );
}

function cellView(
  workbook: Workbook,
  tab: Tab,
  row: number,
  column: number,
  line: Row | null | undefined,
): CellView {
  const content = line?.values[column - 1] ?? null;
  const style = styleOf(workbook, line?.styles, column);
  const text = displayed(content, style.format, workbook.locale);
  const rule = tab.formatRules.length > 0 ? ruleFor(tab, row, column, content, text) : undefined;
  const view: CellView = { text, edit: editText(content, style, workbook), kind: kindOf(content, style) };
  const [bold, background, colour] = [
    rule?.bold ?? style.bold,
    rule?.background ?? style.background,
    rule?.colour ?? style.colour,
  ];
  if (bold) view.bold = bold;
  if (background) view.background = background;
  if (colour) view.colour = colour;
  if (style.align) view.align = style.align;
  if (style.wrap) view.wrap = style.wrap;
  const note = line?.notes?.[column];
  if (note) view.note = note;
  const disliked = style.validation && warning(style.validation, { value: content }, style.format, workbook);
  if (disliked) view.warning = disliked;
  return view;
}

export function viewRows(
  { workbook }: OpenWorkbook,
  tab: Tab,
  firstRow: number,
  rowCount: number,
): CellView[][] {
  const last = Math.min(tab.rowCount, firstRow + rowCount - 1);
  const rows: CellView[][] = [];
  for (let row = Math.max(1, firstRow); row <= last; row++) {
    const line = tab.rows[row - 1];
    const cells: CellView[] = [];
    for (let column = 1; column <= tab.columnCount; column++) {
      cells.push(cellView(workbook, tab, row, column, line));
    }
    rows.push(cells);
  }
  return rows;
}

/** The tab's shape; `viewer` decides which protections are open to that person. */
export function sheetView(tab: Tab, viewer: string | undefined): SheetView {
  const hiddenRows = tab.rows.flatMap((row, at) =>
    row?.hiddenByUser || row?.hiddenByFilter ? [at + 1] : [],
  );
  return {
    id: tab.id,
    name: tab.name,
    hidden: tab.hidden,
    rows: tab.rowCount,
    columns: tab.columnCount,
    frozenRows: tab.frozenRows,
    frozenColumns: tab.frozenColumns,
    hiddenColumns: [...tab.hiddenColumns].sort((a, b) => a - b),
    hiddenRows,
    columnWidths: { ...tab.columnWidths },
    protections: tab.protections.map((protection) => ({
      a1: a1Of(
        protection.kind === 'SHEET'
          ? { row: 1, column: 1, rows: tab.rowCount, columns: tab.columnCount }
          : protection.area,
      ),
      description: protection.description,
      warningOnly: protection.warningOnly,
      mayEdit: viewer === undefined ? protection.warningOnly : mayEdit(protection, viewer),
    })),
  };
}
