import { closeFrame } from './call.ts';
import { button, el } from './dom.ts';
import { showScreen } from './page.ts';
import { words } from './words.ts';

const says = words.help;
const topics: [title: string, text: string][] = [
  [says.exitsTitle, says.exits],
  [says.flowsTitle, says.flows],
  [says.countsTitle, says.counts],
  [says.stockTitle, says.stock],
  [says.settingsTitle, says.settings],
  [says.sheetTitle, says.sheet],
  [says.scanTitle, says.scan],
  [says.keysTitle, says.keys],
  [says.safetyTitle, says.safety],
  [says.whoTitle, says.who],
];

showScreen(
  words.panels.help.title,
  el('p', {}, says.intro),
  ...topics.flatMap(([title, text]) => [el('h2', {}, title), el('p', {}, text)]),
  el('h2', {}, says.termsTitle),
  el('ul', {}, ...Object.values(says.terms).map((term) => el('li', {}, term))),
  el(
    'div',
    { class: 'actions' },
    button(words.panel.close, () => closeFrame(), 'primary'),
  ),
);
