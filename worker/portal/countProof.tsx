import type { Count } from '../../shared/contract/counts.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { GapTotal } from '../counts/gaps.ts';
import { Gap, Zip } from './counts.page.tsx';
import type { SignedIn } from './frame.tsx';
import { address, money } from './layout.tsx';

interface Outcome {
  reader: SignedIn;
  count: Count;
  gap: GapTotal | undefined;
}

/** «Voici l’export avant, voici l’export après, voici l’écart.» */
export function Proof({ reader, count, gap }: Outcome) {
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
        <GapCard reader={reader} count={count} gap={gap} />
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
export function SpotOutcome({ reader, count, gap }: Outcome) {
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
      <GapCard reader={reader} count={count} gap={gap} />
    </section>
  );
}

function GapCard({ reader, count, gap }: Outcome) {
  const { language, caller } = reader;
  const words = textOf(language).portal.count;
  const { currency } = caller.organisation;
  return (
    <div class="card">
      <h2>{words.gap}</h2>
      <p>
        <strong>
          <Gap count={count} gap={gap} currency={currency} language={language} />
        </strong>
      </p>
      {gap && gap.gain !== 0 && (
        <p>{say(words.gain, language, { value: money(gap.gain, language, currency) })}</p>
      )}
      {gap && gap.loss !== 0 && (
        <p>{say(words.loss, language, { value: money(-gap.loss, language, currency) })}</p>
      )}
      {count.adjustment && (
        <p>
          <a href={`/documents/${count.adjustment.id}`}>
            {say(words.adjustment, language, { number: count.adjustment.number })}
          </a>
        </p>
      )}
    </div>
  );
}
