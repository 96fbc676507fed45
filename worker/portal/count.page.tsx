import type { Count, Recap } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { GapTotal } from '../counts/gaps.ts';
import { hidesTheoretical } from '../counts/read.ts';
import { chartsOf } from './charts.page.tsx';
import { Gap, Zip } from './counts.page.tsx';
import type { SignedIn } from './frame.tsx';
import { address, Choice, instant, money, Pages, page, type Query } from './layout.tsx';
import { RecapTable } from './recapTable.tsx';

interface Shown {
  count: Count;
  gap: GapTotal | undefined;
  /** null where the count is blind, or its second count runs, and its figures are not to be seen yet. */
  recap: Recap | null;
  /** Counts of the same depot to compare with. */
  others: Count[];
  query: Query;
}

/** One count as accounting reads it: the proof, who did what, and the recap line by line (B10, B11). */
export function countPage(reader: SignedIn, { count, gap, recap, others, query }: Shown) {
  const { portal } = textOf(reader.language);
  const words = portal.count;
  return page(
    reader,
    count.name,
    'counts',
    <>
      <Facts reader={reader} count={count} />
      {!count.spot && <Proof reader={reader} count={count} gap={gap} />}
      <People reader={reader} count={count} />
      {recap === null ? (
        <p class="said">{hidesTheoretical(count, reader.caller) ? words.hidden : words.recounting}</p>
      ) : (
        <>
          {recap.differing > 0 && chartsOf(reader.language, count.id)}
          <Compare reader={reader} count={count} others={others} />
          <h2 id="recap">{words.recap}</h2>
          <RecapFilters reader={reader} count={count} query={query} />
          <RecapTable reader={reader} recap={recap} />
          <Pages language={reader.language} path={`/counts/${count.id}`} query={query} next={recap.next} />
        </>
      )}
    </>,
  );
}

function Facts({ reader, count }: { reader: SignedIn; count: Count }) {
  const { language, caller } = reader;
  const { portal } = textOf(language);
  const words = portal.count;
  const done = (name: string, by: string | null, at: string | null) =>
    by && at
      ? {
          name,
          shown: instant(at, caller.organisation.timeZone, language),
          small: say(words.by, language, { name: by }),
        }
      : null;
  const facts = [
    {
      name: words.place,
      shown: count.depotName,
      small: count.spot ? portal.counts.spot : portal.kinds[count.kind],
    },
    { name: portal.counts.date, shown: formatDate(count.date, language), small: portal.states[count.state] },
    {
      name: words.lines,
      shown: formatNumber(count.lines, language),
      small: say(words.counted, language, { counted: count.counted }),
    },
    done(words.opened, count.openedBy, count.openedAt),
    done(words.closed, count.closedBy, count.closedAt),
    done(words.confirmed, count.confirmedBy, count.confirmedAt),
    done(words.cancelled, count.cancelledBy, count.cancelledAt),
  ];
  return (
    <dl class="facts" aria-label={words.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <div class="card">
              <dt>{fact.name}</dt>
              <dd>
                {fact.shown}
                <small>{fact.small}</small>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** «Voici l’export avant, voici l’export après, voici l’écart.» */
function Proof({ reader, count, gap }: { reader: SignedIn; count: Count; gap: GapTotal | undefined }) {
  const { language, caller } = reader;
  const words = textOf(language).portal.count;
  const { currency } = caller.organisation;
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
        <div class="card">
          <h2>{words.gap}</h2>
          <p>
            <strong>
              <Gap count={count} gap={gap} currency={currency} language={language} />
            </strong>
          </p>
          {gap && gap.differing > 0 && (
            <p>
              {say(words.gain, language, { value: money(gap.gain, language, currency) })}
              <br />
              {say(words.loss, language, { value: money(-gap.loss, language, currency) })}
            </p>
          )}
          {count.adjustment && (
            <p>
              <a href={`/documents/${count.adjustment.id}`}>
                {say(words.adjustment, language, { number: count.adjustment.number })}
              </a>
            </p>
          )}
        </div>
      </div>
      <p class="lead">
        {words.keep}{' '}
        {count.snapshots.after.state !== 'none' && <a href={`/counts/${count.id}/record`}>{words.record}</a>}
      </p>
    </section>
  );
}

/** Approvals, emergency exits and an undoing: what else was decided about it. */
function People({ reader, count }: { reader: SignedIn; count: Count }) {
  const { language, caller } = reader;
  const words = textOf(language).portal.count;
  const at = (moment: string) => instant(moment, caller.organisation.timeZone, language);
  const { reversal } = count;
  return (
    <>
      {count.approvals.length > 0 && (
        <section>
          <h2>{words.approvals}</h2>
          <ul>
            {count.approvals.map((approval) => (
              <li>{say(words.approvedBy, language, { by: approval.by, at: at(approval.at) })}</li>
            ))}
          </ul>
        </section>
      )}
      {count.emergencies.length > 0 && (
        <section>
          <h2>{words.emergencies}</h2>
          <ul>
            {count.emergencies.map(({ document, by, at: moment, reason, acknowledgedBy }) => (
              <li>
                <a href={`/documents/${document.id}`}>
                  {say(words.emergency, language, { number: document.number, by, at: at(moment), reason })}
                </a>
                {', '}
                {acknowledgedBy
                  ? say(words.acknowledged, language, { by: acknowledgedBy })
                  : words.unacknowledged}
              </li>
            ))}
          </ul>
        </section>
      )}
      {reversal && (
        <section>
          <h2>{words.reversal}</h2>
          <p>
            {say(words.reversalAsked, language, {
              by: reversal.askedBy,
              at: at(reversal.askedAt),
              reason: reversal.reason,
            })}
          </p>
          {reversal.approvedBy && reversal.approvedAt && (
            <p>
              {say(words.reversalApproved, language, {
                by: reversal.approvedBy,
                at: at(reversal.approvedAt),
              })}
            </p>
          )}
        </section>
      )}
    </>
  );
}

function Compare({ reader, count, others }: { reader: SignedIn; count: Count; others: Count[] }) {
  const words = textOf(reader.language).portal.count;
  const comparable = others.filter(({ id, confirmedAt }) => id !== count.id && confirmedAt !== null);
  if (count.confirmedAt === null || comparable.length === 0) return null;
  const name = (other: Count) => `${other.name}, ${formatDate(other.date, reader.language)}`;
  return (
    <form class="filters" method="get" action={`/counts/${count.id}/compare`}>
      <label>
        {words.compare}
        <select name="with">
          {comparable.map((other) => (
            <option value={other.id}>{name(other)}</option>
          ))}
        </select>
      </label>
      <button type="submit">{words.compareShow}</button>
    </form>
  );
}

function RecapFilters({ reader, count, query }: { reader: SignedIn; count: Count; query: Query }) {
  const { portal } = textOf(reader.language);
  const words = portal.count;
  const [, ...shows] = Object.entries(words.shows);
  const [, ...sorts] = Object.entries(words.sorts);
  return (
    <form class="filters" method="get" action={address(`/counts/${count.id}`, {})}>
      <Choice name="show" label={words.show} all={words.shows.gaps} chosen={query.show} options={shows} />
      <Choice name="sort" label={words.sort} all={words.sorts.value} chosen={query.sort} options={sorts} />
      <label>
        {portal.filters.q}
        <input type="search" name="q" value={query.q ?? ''} maxlength={100} />
      </label>
      <button type="submit">{portal.filters.show}</button>
    </form>
  );
}
