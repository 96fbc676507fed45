import { say } from '../../../shared/text/say.ts';
import type { Making, SnapshotFile } from './file.ts';

/** What lies in the zip and what to do with it (E11, E27). */
export function readmeFile({ facts, moment, words, local }: Making): SnapshotFile {
  const { count, organisation, depotName, depot } = facts;
  const [by, at] =
    moment === 'before' ? [facts.openedBy, facts.openedAt] : [facts.confirmedBy, facts.confirmedAt];
  const text = say(moment === 'before' ? words.readmeBefore : words.readmeAfter, facts.language, {
    ...{ organisation, by, at: local(at), adjustment: facts.adjustment },
    depot: `${depotName} (${depot})`,
    count: count.name,
    date: count.date,
  });
  // Windows' notepad wants a BOM and CRLF.
  const bytes = () => new TextEncoder().encode(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
  return { name: words.files.readme, bytes };
}
