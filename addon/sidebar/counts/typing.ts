/** An open count: which of its sheets is opened, and made where it is gone. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, notice, waiting } from '../dom.ts';
import { showScreen } from '../page.ts';
import { words } from '../words.ts';
import { zipDownload } from './downloads.ts';
import { type CountScreens, teamTab, wholeCount } from './screens.ts';
import { showTeams } from './teams.ts';
import { typingScreen } from './typingScreen.ts';

const says = words.counts;

interface How {
  justOpened?: boolean;
  message?: string | undefined;
}

/** Where the person counts in each count, while the panel stays open: without a team nothing else remembers it. */
const countsOn = new Map<string, CountTab>();

/** An open count: whoever counts in teams says first in which (Q21). */
export function showOpen(screens: CountScreens, count: Count, how: How): void {
  const zip = zipDownload(count, 'before', how.justOpened === true);
  const mine = count.myTeam > 0 ? teamTab(count.id, count.myTeam) : countsOn.get(count.id);
  const tab = count.teams.length === 0 ? wholeCount(count.id) : mine;
  if (tab) void showTyping(screens, count, tab, { ...how, zip });
  else showTeams(screens, count, { zip, message: how.message });
}

interface Shown extends How {
  zip?: HTMLElement;
}

/** Opens a sheet of a count, making it where it is gone, and starts to send what is typed. */
export async function showTyping(
  screens: CountScreens,
  count: Count,
  tab: CountTab,
  how: Shown,
): Promise<void> {
  const zip = how.zip ?? zipDownload(count, 'before', false);
  const zipFirst = how.justOpened === true;
  if (tab.round === 1) countsOn.set(count.id, tab);
  showScreen(count.name, waiting(says.writing), zip);
  const resumed = await call('resumeCountSheet', tab);
  if (!resumed.ok) {
    showScreen(
      count.name,
      notice('danger', resumed.message),
      button(
        words.panel.retry,
        () => void showTyping(screens, count, tab, { message: how.message }),
        'primary',
      ),
      button(says.heading, () => screens.list()),
      zip,
    );
    return;
  }
  // Somebody closed it between the list and now.
  if (resumed.count.state !== 'open') return screens.count(resumed.count);
  const typed = resumed.known.some(([, quantity]) => quantity !== null);
  const rebuilt = resumed.sheet.built && !how.justOpened && typed;
  const news = how.message ?? (rebuilt ? says.rebuilt : '');
  typingScreen(screens, resumed, tab, { zip, zipFirst, news: news ? notice('info', news) : null });
}
