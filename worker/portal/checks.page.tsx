import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { Health } from '../books/health.ts';
import { tellDifference } from '../books/verify.ts';
import type { Caller } from '../people/caller.ts';
import { tellSeal, tellSealFault } from '../seals/tell.ts';
import { instant, page, type Reader } from './layout.tsx';

/** Whether the books, the chain and the schedule are well, and every difference in words. */
export function checksPage(reader: Reader & { caller: Caller }, health: Health) {
  const { language, caller } = reader;
  const words = textOf(language).portal.checks;
  const at = (moment: string | null) =>
    moment === null ? words.never : instant(moment, caller.organisation.timeZone, language);
  const count = (key: 'books' | 'zips' | 'unsealed', number: number, of?: number) =>
    say(words[key], language, { number, ...(of !== undefined && { of }) });
  const faults = [
    ...health.differences.map((difference) => tellDifference(difference, language)),
    ...(health.untold > 0 ? [say(textOf(language).books.more, language, { more: health.untold })] : []),
    ...(health.seal?.faults ?? []).map((fault) => tellSealFault(fault, language)),
  ];
  const { made, all } = health.checks;
  const costs = health.costsReplayed ? words.costs : words.costsUnread;
  const verdict =
    health.status !== 'ok'
      ? words.degraded
      : made === all && health.seal
        ? words.well
        : made > 0
          ? words.begun
          : words.unchecked;
  const rows: [string, string][] = [
    [words.lastRun, at(health.lastRun)],
    [words.whole, at(health.wholeAt)],
    [words.booksTitle, count('books', made, all)],
    [words.costsTitle, costs],
    [
      words.sealTitle,
      health.seal
        ? `${tellSeal(health.seal, language, at).join(' ')} (${at(health.sealedAt)})`
        : words.sealUnread,
    ],
    [words.zipsTitle, health.zipsPending > 0 ? count('zips', health.zipsPending) : words.nothing],
    [words.unsealedTitle, health.unsealed > 0 ? count('unsealed', health.unsealed) : words.nothing],
  ];
  return page(
    reader,
    words.title,
    'checks',
    <>
      <p class="lead">{words.intro}</p>
      <p class={health.status === 'ok' ? 'said' : 'said bad'} role="status">
        {verdict}
      </p>
      <table>
        <tbody>
          {rows.map(([name, told]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{told}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {faults.length > 0 && (
        <>
          <h2>{words.faults}</h2>
          <ul>
            {faults.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </>,
  );
}
