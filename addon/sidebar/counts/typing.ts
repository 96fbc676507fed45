/** An open count: which of its sheets is opened, and made where it is gone. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, notice, waiting } from '../dom.ts';
import { showScreen } from '../page.ts';
import { words } from '../words.ts';
import { zipDownload } from './downloads.ts';
import { endedText } from './ended.ts';
import { showOverview } from './overview.ts';
import { type CountScreens, secondTab } from './screens.ts';
import { showTeams } from './teams.ts';
import { typingScreen } from './typingScreen.ts';
import { showWaitingFigures } from './waitingFigures.ts';
import { countsSecond, firstTab, isLookedAfter, rememberTab } from './whereCounted.ts';

const says = words.counts;

interface How {
  justOpened?: boolean;
  message?: string | undefined;
}

/** An open count, on the sheet of the round that one was counting. */
export function showOpen(screens: CountScreens, count: Count, how: How): void {
  if (countsSecond(count)) void showTyping(screens, count, secondTab(count.id), how);
  else showFirst(screens, count, how);
}

/** The first count: whoever counts in teams says first in which (Q21). */
export function showFirst(screens: CountScreens, count: Count, how: How): void {
  if (isLookedAfter(count)) {
    showOverview(screens, count, how.message);
    return;
  }
  const zip = zipDownload(count, 'before', how.justOpened === true);
  const tab = firstTab(count);
  if (tab) void showTyping(screens, count, tab, { ...how, zip });
  else showTeams(screens, count, { zip, message: how.message });
}

interface Shown extends How {
  zip?: HTMLElement;
  /** The person is looking at what is wanted already. */
  follows?: boolean;
  /** His panel sends this sheet already. */
  goesOn?: boolean;
  /** Figures came past the sheet: one's own are no exception where it shows others. */
  asks?: boolean;
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
  rememberTab(tab);
  showScreen(count.name, waiting(says.writing), zip);
  const resumed = await call('resumeCountSheet', tab, !how.follows, how.goesOn === true);
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
  if (resumed.count.state !== 'open')
    return screens.count(resumed.count, endedText(resumed.count, screens.panel.me));
  const told = how.message ?? (resumed.sheet.again ? says.rebuilt : '');
  const news = told ? notice('info', told) : null;
  if (tab.round === 1 && resumed.sheet.holder)
    return showWaitingFigures(screens, resumed, tab, { zip, news });
  typingScreen(screens, resumed, tab, {
    ...{ zip, zipFirst, news },
    asks: how.asks === true,
  });
}
