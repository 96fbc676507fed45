import type { Count, Recap } from '../../shared/contract/counts.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { GapTotal } from '../counts/gaps.ts';
import { GapFigure, Zip } from './counts.page.tsx';
import type { SignedIn } from './frame.tsx';
import { address, money } from './layout.tsx';

interface Outcome {
  reader: SignedIn;
  count: Count;
  gap: GapTotal | undefined;
  /** null where its figures are not to be seen yet. */
  recap: Recap | null;
}

/** «Voici l’export avant, voici l’export après, voici l’écart.» */
export function Proof({ reader, count, gap, recap }: Outcome) {
  const words = textOf(reader.language).portal.count;
  return (
    <section aria-label={words.proof}>
      <div class="facts">
        <div class="card">
          <h2>{words.before}</h2>
          <Zip reader={reader} count={count} moment="before" />
        </div>
        <div class="card">
          <h2>{words.after}</h2>
          <Zip reader={reader} count={count} moment="after" />
        </div>
        <GapCard reader={reader} count={count} gap={gap} recap={recap} />
      </div>
      <p class="lead">
        {words.keep}{' '}
        {count.snapshots.after.state !== 'none' && <a href={`/counts/${count.id}/record`}>{words.record}</a>}
      </p>
      {count.confirmedAt && (
        <p>
          <a href={sinceThen(count, reader)}>{say(words.since, reader.language, { date: count.date })}</a>
        </p>
      )}
    </section>
  );
}

/** The cut-off: what moved from the count's date to today, or to the closing date that is chosen there (B11). */
const sinceThen = ({ depot, date }: Count, { caller }: SignedIn) =>
  address('/movements', { depot, from: date, to: caller.today });

/** A spot count has no zips: its reason, the gap, and the one document that it posted (Q20). */
export function SpotOutcome({ reader, count, gap, recap }: Outcome) {
  const words = textOf(reader.language).portal.count;
  const { acknowledgedBy, adjustment, confirmedBy } = count;
  // A manager's own needs nobody else's nod.
  const seen = acknowledgedBy === confirmedBy ? null : acknowledgedBy;
  return (
    <section class="facts" aria-label={words.outcome}>
      <div class="card">
        <h2>{words.reason}</h2>
        <p>{count.reason}</p>
        {adjustment && (seen || !acknowledgedBy) && (
          <p>{seen ? say(words.seen, reader.language, { by: seen }) : words.waits}</p>
        )}
      </div>
      <GapCard reader={reader} count={count} gap={gap} recap={recap} />
    </section>
  );
}

/** What is there: the gap that was decided; before that, what was counted so far comes to, and what it waits for. */
function GapCard({ reader, count, gap, recap }: Outcome) {
  const { language, caller } = reader;
  const words = textOf(language).portal.count;
  const { currency } = caller.organisation;
  const { state } = count;
  const decided = state === 'confirmed' || state === 'reversed';
  const soFar = decided ? gap : gapSoFar(count, recap);
  return (
    <div class="card">
      <h2>{decided ? words.gap : words.gapSoFar[state]}</h2>
      {soFar && (
        <p>
          <strong>
            <GapFigure gap={soFar} currency={currency} language={language} />
          </strong>
        </p>
      )}
      {soFar && soFar.gain !== 0 && (
        <p>{say(words.gain, language, { value: money(soFar.gain, language, currency) })}</p>
      )}
      {soFar && soFar.loss !== 0 && (
        <p>{say(words.loss, language, { value: money(-soFar.loss, language, currency) })}</p>
      )}
      {state !== 'confirmed' && <p>{say(words.standing[state], language, { ...count })}</p>}
      {count.adjustment && (
        <p>
          <a href={address(`/documents/${count.adjustment.id}`, { back: reader.here })}>
            {say(words.adjustment, language, { number: count.adjustment.number })}
          </a>
        </p>
      )}
    </div>
  );
}

/** What its figures come to now; nothing of a count that was given up, is hidden, or where nobody counted yet. */
function gapSoFar(count: Count, recap: Recap | null): GapTotal | undefined {
  if (count.state === 'cancelled' || !recap || count.counted === 0) return undefined;
  const { differing, gapValue: value, gainValue: gain, lossValue: loss } = recap;
  return { differing, more: 0, less: 0, value, gain, loss };
}
