import { html, raw } from 'hono/html';
import { formatDate } from '../../../shared/domain/dates.ts';
import { formatNumber, formatQuantity } from '../../../shared/domain/quantities.ts';
import { textOf } from '../../../shared/text/index.ts';
import { say } from '../../../shared/text/say.ts';
import { MOST_NAMED } from '../facts.ts';
import type { ValuedLine } from '../figures.ts';
import type { Making, SnapshotFile } from './file.ts';
import { reasonsOf } from './gaps.ts';
import { RecordedLines } from './recordedLines.ts';
import { counters, severalParts, signatures, teams } from './recordPeople.ts';
import { type Html, list, section, table } from './recordPieces.ts';
import { RECORD_STYLE } from './recordStyle.ts';

/** The record of a confirmed count (procès-verbal), ready to print and sign: what was done, by whom, and what it came to. */
export function recordFile(making: Making): SnapshotFile {
  const collected = new RecordedLines();
  return {
    name: making.words.files.record,
    add: (lines) => lines.forEach(collected.add, collected),
    // `html` makes a promise only of what is given one.
    bytes: () => new TextEncoder().encode(String(page(making, collected))),
  };
}

function page(making: Making, collected: RecordedLines): Html {
  const { facts, words } = making;
  const { record } = words;
  return html`<!doctype html>
<html lang="${facts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${record.title} – ${facts.count.name}</title>
<style>${raw(RECORD_STYLE)}</style>
</head>
<body>
<header>
<p class="organisation">${facts.organisation}</p>
<h1>${record.title}</h1>
<p class="name">${facts.count.name}</p>
</header>
${head(making)}
${summary(making, collected)}
${teams(making)}
${counters(making)}
${severalParts(making)}
${emergencies(making)}
${elsewhere(making, collected)}
${gaps(making, collected)}
${blanks(making, collected)}
${proof(making)}
${signatures(making)}
</body>
</html>
`;
}

function head({ facts, words, local, money }: Making): Html {
  const { record } = words;
  const { count, language } = facts;
  const byAt = (by: string | null, at: string | null) =>
    by && at ? say(record.byAt, language, { by, at: local(at) }) : null;
  const approvals = facts.record.approvals.map(({ by, at, value }) => {
    const worth = typeof value === 'number' ? amountOf(facts, money(value)) : null;
    return say(record.approvedAt, language, { by, at: local(at), value: worth });
  });
  const rounds = count.rounds === 2 ? record.roundsOf.two : record.roundsOf.one;
  const told: [string, string | null][] = [
    [record.depot, `${facts.depotName} (${facts.depot})`],
    [record.kind, record.kinds[count.kind]],
    [record.date, formatDate(count.date, language)],
    [record.rounds, count.blind ? `${rounds}, ${record.blind}` : rounds],
    [record.responsible, count.responsible],
    [record.opened, byAt(facts.openedBy, facts.openedAt)],
    [record.closed, byAt(facts.closedBy, facts.closedAt)],
    [record.confirmed, byAt(facts.confirmedBy, facts.confirmedAt)],
    [record.adjustment, facts.adjustment ?? record.noAdjustment],
    [record.instructions, count.instructions || null],
  ];
  return html`<dl>${told.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${section(record.approvals, approvals.length > 0 && list(approvals))}`;
}

function summary({ facts, words, money }: Making, collected: RecordedLines): Html {
  const { record } = words;
  const whole = (count: number) => formatNumber(count, facts.language);
  const amount = (value: number) => amountOf(facts, money(value));
  const { sums, loss, gain } = collected;
  const rows: [string, string, shown?: boolean][] = [
    [record.lines, whole(collected.lines)],
    [record.counted, whole(collected.counted)],
    [record.keptBlank, whole(collected.blanks.keep)],
    [record.zeroedBlank, whole(collected.blanks.zero)],
    [record.differing, whole(collected.differing)],
    [record.valueBefore, amount(sums.before)],
    [record.valueAdded, amount(sums.added), sums.added !== 0],
    [record.valueEmergency, amount(sums.emergency), sums.emergency !== 0],
    [record.costChange, amount(sums.costChange), sums.costChange !== 0],
    [record.losses, amount(loss)],
    [record.gains, amount(gain)],
    [record.rounding, amount(sums.rounding), sums.rounding !== 0],
    [record.valueAfter, amount(sums.after)],
  ];
  return section(
    record.summary,
    html`<table class="summary"><tbody>${rows
      .filter(([, , shown]) => shown !== false)
      .map(
        ([name, value]) => html`<tr><th scope="row">${name}</th><td class="number">${value}</td></tr>`,
      )}</tbody></table>`,
  );
}

const amountOf = ({ language, currency, currencyDecimals }: Making['facts'], value: number) =>
  `${formatNumber(value, language, currencyDecimals, 4)} ${currency}`;

function emergencies({ facts, words, local }: Making): Html {
  const { record } = words;
  const { types } = textOf(facts.language).printed;
  const rows = facts.record.emergencies.map((exit) => [
    `${types[exit.type as keyof typeof types] ?? exit.type} ${exit.number}`,
    exit.party ?? '',
    exit.reason,
    say(record.byAt, facts.language, { by: exit.by, at: local(exit.at) }),
    exit.acknowledgedBy
      ? say(record.byAt, facts.language, { by: exit.acknowledgedBy, at: local(exit.acknowledgedAt) })
      : '',
  ]);
  const headings = [record.document, record.party, record.reason, record.person, record.acknowledged];
  const hasPatient = facts.record.emergencies.some(({ type }) => type === 'exit-patient');
  return section(
    record.emergencies,
    rows.length > 0 && html`${table(headings, rows)}${hasPatient ? html`<p>${record.masked}</p>` : ''}`,
  );
}

function elsewhere(making: Making, { named }: RecordedLines): Html {
  const { facts, words } = making;
  const { record, columns } = words;
  const rows = facts.record.elsewhere.flatMap(({ position, depot, bin, transfer }) => {
    const line = named.elsewhere.get(position)?.line;
    const expected = transfer ?? [depot, bin].filter(Boolean).join(' ');
    return line ? [[line.bin, line.item, line.label, line.serial, expected]] : [];
  });
  if (facts.record.elsewhere.length === MOST_NAMED) rows.push(['', '', record.elsewhereMore, '', '']);
  return section(
    record.elsewhere,
    rows.length > 0 &&
      table([columns.bin, columns.code, columns.label, columns.serial, record.expectedAt], rows),
  );
}

function gaps(making: Making, collected: RecordedLines): Html {
  const { facts, words, money } = making;
  const { record, columns } = words;
  const gapReasonOf = reasonsOf(making);
  // On paper both stand in one column, each by its name.
  const reasonOf = (valued: ValuedLine) => {
    const { arbitration_reason: reason } = valued.line;
    const arbitrated = reason && say(record.arbitrationReason, facts.language, { reason });
    return [gapReasonOf(valued), arbitrated].filter(Boolean).join(' · ');
  };
  const units = (quantity: number | null) => formatQuantity((quantity ?? 0) / 1000, facts.language);
  const rows = collected.largest().map((valued) => {
    const { line, change } = valued;
    return [
      line.bin,
      line.item,
      line.label,
      [line.lot, line.serial].filter(Boolean).join(' · '),
      units(line.expected),
      units(line.retained),
      units(change?.gapQuantity ?? 0),
      formatNumber(money(change?.gap ?? 0), facts.language, facts.currencyDecimals, 4),
      reasonOf(valued),
    ];
  });
  const headings = [
    ...[columns.bin, columns.code, columns.label, `${columns.lot} · ${columns.serial}`, columns.expected],
    ...[columns.retained, columns.gap, `${columns.gapValue} (${facts.currency})`, columns.reason],
  ];
  return section(
    record.gaps,
    rows.length === 0
      ? html`<p>${record.noGaps}</p>`
      : html`${table(headings, rows, [4, 5, 6, 7])}${more(making, collected.differing - rows.length)}`,
  );
}

function blanks(making: Making, { named, blanks: counted }: RecordedLines): Html {
  const { facts, words } = making;
  const { record, columns } = words;
  const reasonOf = reasonsOf(making);
  const rows = named.blanks.map((valued) => [
    valued.line.bin,
    valued.line.item,
    valued.line.label,
    [valued.line.lot, valued.line.serial].filter(Boolean).join(' · '),
    formatQuantity((valued.line.retained ?? 0) / 1000, facts.language),
    reasonOf(valued),
  ]);
  const headings = [
    ...[columns.bin, columns.code, columns.label, `${columns.lot} · ${columns.serial}`],
    ...[columns.retained, columns.reason],
  ];
  return section(
    record.blanks,
    rows.length > 0 &&
      html`${table(headings, rows, [4])}${more(making, counted.keep + counted.zero - rows.length)}`,
  );
}

function more({ facts, words }: Making, n: number): Html | false {
  return n > 0 && html`<p>${say(words.record.more, facts.language, { n, file: words.files.gaps })}</p>`;
}

function proof({ words, facts, seal, beforeHash }: Making): Html {
  const { record } = words;
  const place = say(record.seal, facts.language, { position: String(seal.position) });
  return section(
    record.proof,
    html`<dl class="proof"><div><dt>${record.beforeHash}</dt><dd><code>${beforeHash ?? ''}</code></dd></div>
<div><dt>${place}</dt><dd><code>${seal.hash}</code></dd></div></dl>`,
  );
}
