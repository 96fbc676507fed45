import type { addon as french } from '../fr/addon.ts';
import type { Same } from '../same.ts';
import { countForms } from './addon/countForms.ts';
import { countOpen } from './addon/countOpen.ts';
import { countPrint } from './addon/countPrint.ts';
import { countRecap } from './addon/countRecap.ts';
import { rows, sheet } from './addon/countSheet.ts';
import { counts } from './addon/counts.ts';
import { exitSheet } from './addon/exitSheet.ts';
import { exits } from './addon/exits.ts';
import { failures } from './addon/failures.ts';
import { flows } from './addon/flows.ts';
import { drafts, fields, panel, refused } from './addon/frame.ts';
import { help } from './addon/help.ts';
import { lines } from './addon/lines.ts';
import { panels, titles } from './addon/panels.ts';
import { personalData } from './addon/personalData.ts';
import { reports } from './addon/reports.ts';
import { scan } from './addon/scan.ts';
import { selfTest } from './addon/selfTest.ts';
import { ownSheet, settings } from './addon/settings.ts';
import { stock } from './addon/stock.ts';

export const addon: Same<typeof french> = {
  name: 'Décompte',
  panels,
  titles,
  panel,
  fields,
  drafts,
  refused,
  scan,
  reports,
  stock,
  settings,
  ownSheet,
  personalData,
  failures,
  lines,
  counts,
  countOpen,
  countForms,
  countRecap,
  countPrint,
  sheet,
  rows,
  exits,
  flows,
  exitSheet,
  voucher: { print: 'Print', close: 'Close' },
  help,
  selfTest,
};
