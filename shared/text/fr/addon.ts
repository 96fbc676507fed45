/** What the add-on says in Google Sheets, a file for each part of it. */

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

export const addon = {
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
  voucher: { print: 'Imprimer', close: 'Fermer' },
  help,
  selfTest,
} as const;
