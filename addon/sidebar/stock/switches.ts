/** The three switches that serial numbers need: which one is off, where it stands, and who may turn it on (G5 to G8). */
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { homeLink, type Reader } from './reading.ts';

const says = words.stock.serials;
const SWITCHES = ['lots', 'stockManaged', 'serials'] as const;

export function allOn({ me }: Reader): boolean {
  return SWITCHES.every((name) => me.organisation[name]);
}

export function showSwitches(reader: Reader): void {
  const { organisation, admin } = reader.me;
  const told = el('div', {});
  const open = async () => {
    const opened = await whileWorking(words.panel.working, () => call('openOther', 'settings'));
    if (opened && !opened.ok) told.replaceChildren(notice('danger', opened.message));
  };
  showScreen(
    words.stock.pages.serials.title,
    homeLink(reader),
    notice('warning', says.off),
    el('p', {}, says.offWhy),
    el(
      'ul',
      { class: 'plain' },
      ...SWITCHES.map((name) =>
        el(
          'li',
          { class: 'card card-head' },
          el('span', { class: 'card-title' }, says.switches[name]),
          organisation[name]
            ? el('span', { class: 'state confirmed' }, says.isOn)
            : el('span', { class: 'state closed' }, says.isOff),
        ),
      ),
    ),
    el('p', {}, says.where),
    el('p', {}, admin ? says.mayYou : say(says.askThem, { names: organisation.administrators.join(', ') })),
    told,
    admin && button(says.openSettings, () => void open(), 'primary'),
  );
}
