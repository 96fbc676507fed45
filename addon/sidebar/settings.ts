/** The catalogue and settings panel: for those who may, what is known; and the start from one's own spreadsheet. */
import type { CatalogueKind } from '../server/calls/settings.ts';
import { button, el } from './dom.ts';
import { showScreen } from './page.ts';
import { showCatalogue } from './settings/catalogue.ts';
import type { Desk } from './settings/desk.ts';
import { showFileImport } from './settings/fileImport.ts';
import { showOrganisation } from './settings/organisation.ts';
import { showOwnSheet } from './settings/ownSheet.ts';
import { showPersonalData } from './settings/personalData.ts';
import { startPanelWithoutDepot } from './startPanel.ts';
import { words } from './words.ts';

const says = words.settings;
const KINDS = Object.keys(says.kinds) as CatalogueKind[];

startPanelWithoutDepot('settings', (me, place) => {
  const desk: Desk = { me, place, home: () => showHome(desk) };
  showHome(desk);
});

function showHome(desk: Desk): void {
  // People's rights are the administrator's to read as well.
  const kinds = KINDS.filter((name) => desk.me.admin || name !== 'people');
  const entry = ({ title, about }: { title: string; about: string }, open: () => void) =>
    el('li', {}, button(title, open), el('p', { class: 'quiet' }, about));
  showScreen(
    says.heading,
    el(
      'ul',
      { class: 'plain pages' },
      ...kinds.map((name) => entry(says.kinds[name], () => showCatalogue(desk, name))),
      entry(says.organisation, () => void showOrganisation(desk)),
      desk.me.admin && entry(says.own, () => void showOwnSheet(desk)),
      desk.me.admin && entry(says.files, () => showFileImport(desk)),
      desk.me.admin && entry(says.personal, () => showPersonalData(desk)),
    ),
  );
}
