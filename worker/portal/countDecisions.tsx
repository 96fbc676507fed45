import type { Count } from '../../shared/contract/counts.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { SignedIn } from './frame.tsx';
import { address, instant, money } from './layout.tsx';

/** Approvals, emergency exits and an undoing: what else was decided about it. */
export function Decisions({ reader, count }: { reader: SignedIn; count: Count }) {
  const { language, caller } = reader;
  const words = textOf(language).portal.count;
  const at = (moment: string) => instant(moment, caller.organisation.timeZone, language);
  const { currency } = caller.organisation;
  const { reversal } = count;
  return (
    <>
      {count.approvals.length > 0 && (
        <section>
          <h2>{words.approvals}</h2>
          <ul>
            {count.approvals.map((approval) => (
              <li>
                {say(words.approvedBy, language, {
                  by: approval.by,
                  at: at(approval.at),
                  value: approval.value === null ? null : money(approval.value, language, currency),
                })}
              </li>
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
                <a href={address(`/documents/${document.id}`, { back: reader.here })}>
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
