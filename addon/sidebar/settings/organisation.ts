/** The settings of the organisation: what is printed, Gestan's three switches (G5 to G8), money, controls. */
import type { Settings } from '../../../shared/contract/catalogue.ts';
import { call } from '../call.ts';
import { notice } from '../dom.ts';
import { showScreen, showWaiting } from '../page.ts';
import { say, words } from '../words.ts';
import { choiceControl, dateControl, flagControl, numberControl, textControl } from './controls.ts';
import type { Desk } from './desk.ts';
import { showForm, type Values } from './form.ts';
import { forAdministrators } from './kinds.ts';
import { logoControl } from './logoControl.ts';

const says = words.settings;

export async function showOrganisation(desk: Desk): Promise<void> {
  const { title } = says.organisation;
  showWaiting(title, words.panel.loading);
  const read = await call('readSettings');
  if (!read.ok) return showScreen(title, notice('danger', read.message));
  showForm({
    title,
    place: desk.place,
    draftOf: 'organisation',
    controls: controls(desk.me.today),
    sections: {
      name: says.sections.printed,
      lots: says.sections.products,
      currency: says.sections.money,
      clerkDaysBack: says.sections.control,
    },
    row: read.settings as unknown as Values,
    fixed: [],
    mayPut: desk.me.admin,
    closed: forAdministrators.closed(desk.me),
    toControls: ({ stockManaged, ...row }) => ({ ...row, stockManagedAll: stockManaged }) as Values,
    fromControls: ({ stockManagedAll, ...row }) => ({ ...row, stockManaged: stockManagedAll }) as Values,
    back: desk.home,
    backText: says.all,
    put: async (key, values) => {
      const put = await call('putSettings', key, values as unknown as Settings);
      return put.ok ? { ok: true, row: put.settings as unknown as Values } : put;
    },
    readAgain: async () => {
      const again = await call('readSettings');
      return again.ok ? { ok: true, row: again.settings as unknown as Values } : again;
    },
    saved: () => {
      desk.home();
      document.querySelector('main h1')?.after(notice('good', say(says.saved, { what: title })));
    },
  });
}

function controls(today: string) {
  const { hints, choices } = says;
  return [
    textControl({ name: 'name', longest: 200, required: true }),
    textControl({ name: 'address', longest: 500, lines: 3, hint: hints.address }),
    logoControl(),
    flagControl({ name: 'lots' }),
    flagControl({ name: 'stockManagedAll' }),
    flagControl({ name: 'serials' }),
    textControl({ name: 'currency', longest: 3, required: true }),
    numberControl({ name: 'currencyDecimals', decimals: 0, most: 4 }),
    choiceControl({
      name: 'language',
      choices: [
        ['fr', choices.fr],
        ['en', choices.en],
      ],
    }),
    textControl({ name: 'timeZone', longest: 64, required: true, hint: hints.timeZone }),
    numberControl({ name: 'clerkDaysBack', decimals: 0, most: 366 }),
    dateControl({ name: 'closedThrough', today, hint: hints.closedThrough }),
    flagControl({ name: 'confirmerDidNotCount' }),
    numberControl({
      name: 'approvalAbove',
      decimals: 2,
      most: 1e12,
      optional: true,
      hint: hints.approvalAbove,
    }),
  ];
}
