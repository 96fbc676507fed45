/** The zips: a signed link of ten minutes, opened by the browser itself; the link stays (E10, E26). */
import type { SnapshotLink } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el } from '../dom.ts';
import { setStatus } from '../page.ts';
import { words } from '../words.ts';

const says = words.counts;
/** Renewed a minute before it ends. */
const LINK_LASTS_MS = 9 * 60_000;

/** A block that downloads one zip: by itself once where `atOnce`, and whenever its link is pressed. */
export function zipDownload(count: string, which: 'before' | 'after', atOnce: boolean): HTMLElement {
  const problem = el('p', { class: 'error', hidden: true });
  const place = el('p', {});
  let madeAt = 0;

  async function fetchLink(): Promise<SnapshotLink | null> {
    setStatus(says.downloading);
    const made = await call('snapshotLink', newId(), count, which);
    setStatus('');
    problem.hidden = made.ok;
    problem.textContent = made.ok ? '' : made.message;
    madeAt = Date.now();
    return made.ok ? made.link : null;
  }

  /** Press, so that the browser downloads: its own window, since a frame may not leave its page. */
  async function download(): Promise<void> {
    const link = await fetchLink();
    if (!link) return place.replaceChildren(button(says.download, () => void download()));
    const anchor = anchorOf(link);
    place.replaceChildren(anchor);
    anchor.click();
  }

  function anchorOf({ url, fileName }: SnapshotLink): HTMLAnchorElement {
    const anchor = el(
      'a',
      { class: 'button', href: url, target: '_blank', rel: 'noopener', download: fileName },
      says.download,
    );
    anchor.addEventListener('click', (event) => {
      if (Date.now() - madeAt < LINK_LASTS_MS) return;
      event.preventDefault();
      void download();
    });
    return anchor;
  }

  if (atOnce) void download();
  else place.append(button(says.download, () => void download()));
  return el(
    'section',
    {},
    el('h2', {}, says[which]),
    place,
    problem,
    el('p', { class: 'quiet' }, says.keepSafe),
    which === 'after' && el('p', { class: 'quiet' }, says.forAccounting),
  );
}
