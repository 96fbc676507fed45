/** The count panel: which screen shows a count, by the state it stands in. */
import type { Count } from '../../shared/contract/counts.ts';
import { call } from './call.ts';
import { showCreate } from './counts/create.ts';
import { endedText, showClosedBlind } from './counts/ended.ts';
import { showFinished } from './counts/finished.ts';
import { showList } from './counts/list.ts';
import { showOverview } from './counts/overview.ts';
import { showRecap } from './counts/recap.ts';
import type { CountScreens } from './counts/screens.ts';
import { showSpotCount } from './counts/spotCount.ts';
import { showFirst, showOpen, showTyping } from './counts/typing.ts';
import { button, el, notice } from './dom.ts';
import { type Panel, showScreen, showWaiting } from './page.ts';
import { startPanel } from './startPanel.ts';
import { words } from './words.ts';

void startPanel('counts', (panel) => {
  const screens = screensOf(panel);
  screens.list();
});

function screensOf(panel: Panel): CountScreens {
  const screens: CountScreens = {
    panel,
    list: (message) => void showList(screens, message),
    create: () => showCreate(screens),
    spot: () => showSpotCount(screens),
    opened: (count) => showOpen(screens, count, { justOpened: true }),
    count: (count, message) => void open(count, message),
    sheet: (count, tab, message) => void showTyping(screens, count, tab, { message }),
    imported: (count, tab, message) => void showTyping(screens, count, tab, { message, asks: true }),
    follow: (count, tab) => void showTyping(screens, count, tab, { follows: true }),
    goOn: (count, tab) => void showTyping(screens, count, tab, { follows: true, goesOn: true }),
    firstCount: (count) => showFirst(screens, count, {}),
    overview: (count) => showOverview(screens, count),
    recap: (count, recap, message) => showRecap(screens, count, recap, message),
  };

  /** Continues where the count stands. */
  async function open(count: Count, message?: string): Promise<void> {
    if (count.state === 'open') return showOpen(screens, count, { message });
    if (count.state !== 'closed') return showFinished(screens, count, { message });
    showWaiting(count.name, words.counts.reading);
    // Somebody may have confirmed, cancelled or reopened it since it was read.
    const [now, read] = await Promise.all([call('readCount', count.id), call('readRecap', count.id, {})]);
    if (now.ok && now.count.state !== 'closed')
      return open(now.count, message && endedText(now.count, panel.me));
    if (now.ok && read.ok) return showRecap(screens, now.count, read.recap, message);
    if (now.ok && !read.ok && read.code === 'FORBIDDEN') return showClosedBlind(screens, now.count);
    const failed = now.ok ? read : now;
    showScreen(
      count.name,
      failed.ok ? null : notice('danger', failed.message),
      el(
        'div',
        { class: 'actions' },
        button(words.panel.retry, () => void open(count, message), 'primary'),
        button(words.counts.heading, () => screens.list()),
      ),
    );
  }

  return screens;
}
