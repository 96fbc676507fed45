import { type Area, intersects } from './area.ts';
import { fail } from './failure.ts';
import type { ProtectedArea, Tab } from './workbook.ts';

/** True where every cell of `area` lies in one of the `allowed` areas. */
function isCovered(area: Area, allowed: Area[]): boolean {
  for (let row = area.row; row < area.row + area.rows; row++) {
    let column = area.column;
    while (column < area.column + area.columns) {
      const over = allowed.find(
        (free) =>
          row >= free.row &&
          row < free.row + free.rows &&
          column >= free.column &&
          column < free.column + free.columns,
      );
      if (!over) return false;
      column = over.column + over.columns;
    }
  }
  return true;
}

function touches(protection: ProtectedArea, area: Area): boolean {
  if (protection.kind === 'RANGE') return intersects(protection.area, area);
  return !isCovered(area, protection.unprotected);
}

export const mayEdit = (protection: ProtectedArea, email: string): boolean =>
  protection.warningOnly || protection.editors.includes(email);

/** The protection that keeps this person out of the area, if there is one. */
export const barrier = (tab: Tab, area: Area, email: string): ProtectedArea | undefined =>
  tab.protections.find((protection) => !mayEdit(protection, email) && touches(protection, area));

/** The protection that only asks «edit anyway?». Scripts are never asked. */
export const caution = (tab: Tab, area: Area): ProtectedArea | undefined =>
  tab.protections.find((protection) => protection.warningOnly && touches(protection, area));

/** A script runs into a hard protection exactly as the person who runs it would. */
export function checkScriptMayEdit(tab: Tab, area: Area, email: string): void {
  if (barrier(tab, area, email)) {
    fail(
      'You are trying to edit a protected cell or object. ' +
        'Please contact the spreadsheet owner to remove protection if you need to edit.',
    );
  }
}
