/** The zips: a signed link of ten minutes, opened by the browser itself; the link stays (E10, E26), beside what proves the file. */
import type { Count, SnapshotLink } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el } from '../dom.ts';
import { setStatus } from '../page.ts';
import { quantityText, say, words } from '../words.ts';

const says = words.counts;
/** Renewed a minute before it ends. */
const LINK_LASTS_MS = 9 * 60_000;
/** The service makes a zip in the seconds after the opening or the confirmation. */
const ASKED_AGAIN_MS = 4_000;

/** A block that downloads one zip: by itself once where `atOnce`, and whenever its link is pressed. */
export function zipDownload(
  { id, snapshots, blind, state: stands, may }: Count,
  which: 'before' | 'after',
  atOnce: boolean,
): HTMLElement {
  // It holds what its counters may not see yet (Q22).
  if (blind && (stands === 'open' || stands === 'closed') && !may.lead)
    return el('section', {}, el('h2', {}, says[which]), el('p', { class: 'quiet' }, says.zipBlind));
  const problem = el('p', { class: 'error', hidden: true });
  // Both have their place before there is anything in them: nothing below moves under the mouse.
  const place = el('p', { class: 'zip-link' });
  const state = el('div', { class: 'quiet zip-state' });
  let stored = false;
  let madeAt = 0;

  /** «En préparation», then «Prêt» with the size and the SHA-256 of the stored file (B10). */
  function tell({ [which]: { state: now, sha256, bytes } }: Count['snapshots']): void {
    stored = now === 'stored';
    state.replaceChildren(
      ...(stored
        ? [
            el('p', {}, say(says.zipReady, { size: quantityText(Math.ceil((bytes ?? 0) / 1024)) })),
            el('p', { class: 'hash' }, say(says.zipHash, { sha256 })),
          ]
        : [el('p', {}, says.zipPending)]),
    );
  }

  async function lookAgain(): Promise<void> {
    const read = await call('readCount', id);
    if (read.ok) tell(read.count.snapshots);
  }

  /** As long as it is on the screen and not ready. */
  function follow(): void {
    window.setTimeout(async () => {
      if (stored || !state.isConnected) return;
      await lookAgain();
      follow();
    }, ASKED_AGAIN_MS);
  }

  async function fetchLink(): Promise<SnapshotLink | null> {
    setStatus(says.downloading);
    const made = await call('snapshotLink', newId(), id, which);
    setStatus('');
    problem.hidden = made.ok;
    // Of a count that is over: another, blind one runs over the same goods.
    const refused = made.ok || made.code !== 'FORBIDDEN' ? null : says.zipBlind;
    problem.textContent = made.ok ? '' : (refused ?? made.message);
    madeAt = Date.now();
    // Whoever asks for its link has it made, where it was not yet.
    if (made.ok && !stored) void lookAgain();
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

  tell(snapshots);
  if (!stored) follow();
  if (atOnce) void download();
  else place.append(button(says.download, () => void download()));
  return el(
    'section',
    {},
    el('h2', {}, says[which]),
    place,
    problem,
    state,
    el('p', { class: 'quiet' }, says.keepSafe),
    which === 'after' && el('p', { class: 'quiet' }, says.forAccounting),
  );
}
