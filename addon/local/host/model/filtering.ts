import { lastRow } from './area.ts';
import { contentAt, shownAt } from './cells.ts';
import { fulfils } from './conditions.ts';
import { announce, type OpenWorkbook, rowAt } from './open-workbook.ts';
import type { FilterCriteriaSpec, Tab, Workbook } from './workbook.ts';

function shows(
  criteria: FilterCriteriaSpec,
  workbook: Workbook,
  tab: Tab,
  row: number,
  column: number,
): boolean {
  const shown = shownAt(workbook, tab, row, column);
  if (criteria.hiddenValues?.includes(shown)) return false;
  if (criteria.visibleValues && !criteria.visibleValues.includes(shown)) return false;
  return !criteria.condition || fulfils(criteria.condition, contentAt(tab, row, column), shown);
}

/**
 * Hides and shows the rows under the filter's heading by its criteria. As in Sheets this happens when a
 * criterion is set, not when a cell changes afterwards.
 */
export function applyFilter(open: OpenWorkbook, tab: Tab): void {
  for (const row of tab.rows) if (row) row.hiddenByFilter = undefined;
  const { filter } = tab;
  if (filter) {
    const criteria = Object.entries(filter.criteria);
    for (let row = filter.area.row + 1; row <= lastRow(filter.area); row++) {
      const hidden = !criteria.every(([column, spec]) =>
        shows(spec, open.workbook, tab, row, Number(column)),
      );
      if (hidden) rowAt(tab, row).hiddenByFilter = true;
    }
  }
  announce(open, { what: 'layout', sheetId: tab.id });
}
