/** Receives a transfer, closes what never came, sends back, or takes back what an exit gave out. */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import { daysBetween } from '../../../shared/domain/dates.ts';
import { unitText } from '../../../shared/text/say.ts';
import { call } from '../call.ts';
import { documentForm, isMarked, missing, textField } from '../documents/documentForm.ts';
import { withQuantities } from '../documents/judging.ts';
import { el, freshId } from '../dom.ts';
import { quantityField, quantityProblem } from '../fields/quantityField.ts';
import type { Panel } from '../page.ts';
import { language, namedText, quantityText, say, words } from '../words.ts';
import { type Bins, binField } from './binField.ts';
import { goingLines, problemOf, type RestDraft, type RestLine, toRestRequest } from './restDraft.ts';

const says = words.flows.rest;

export interface RestEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** To the list, where the draft waits. */
  back(): void;
}

interface RestCard {
  line: RestLine;
  root: HTMLElement;
  check(): number;
  setError(error: BadLine): void;
  /** True where its quantity says already what is wrong. */
  told(error: BadLine): boolean;
  setBin(bin: string | null): void;
}

export function showRest(
  panel: Panel,
  draft: RestDraft,
  bins: readonly Bins[],
  restored: boolean,
  ends: RestEnds,
): void {
  const { type, source } = draft;
  const form = documentForm(panel, draft);
  const lost = type === 'transit-loss';
  const reason = lost ? textField(says.reason, draft, 'reason', 200, says.reasonHint) : null;
  reason?.input.addEventListener('input', () => form.changed());
  const cards = draft.lines.map((line) => restCard(line, lost ? [] : bins, form.changed));
  const forAll =
    !lost && cards.length > 1
      ? binField({
          label: says.binForAll,
          bins,
          value: null,
          noneText: says.eachItsOwn,
          changed: (bin) => {
            for (const card of cards) card.setBin(bin);
            form.changed();
          },
        })
      : null;
  const none = el('p', { class: 'error', id: freshId('none'), hidden: true }, says.nothingTaken);

  let untouched: string | undefined;

  function check(): number {
    let wrong = missing(reason, lost && draft.reason.trim() === '');
    for (const card of cards) wrong += card.check();
    none.hidden = wrong > 0 || goingLines(draft).length > 0;
    return wrong + (none.hidden ? 0 : 1);
  }

  form.show({
    title: says.titles[type],
    restored,
    content: [
      el('p', {}, headText(draft, panel.me.today)),
      form.date.root,
      reason?.root ?? null,
      form.description.root,
      form.linkedDocument.root,
      form.flag,
      el(
        'section',
        {},
        el('h2', {}, words.lines.heading),
        type === 'reception' &&
          el('p', { class: 'quiet' }, say(says.refusedGoods, { party: source.partyName })),
        forAll?.root,
        ...cards.map(({ root }) => root),
        none,
      ),
    ],
    submit: says.submits[type],
    // What was prefilled is worth nothing before somebody touched it; the source is found again.
    write: () => {
      const text = JSON.stringify(draft);
      untouched ??= text;
      return restored || text !== untouched ? text : null;
    },
    check,
    send: () => call('postDocument', panel.name, toRestRequest(draft, language)),
    judged: () => withQuantities(toRestRequest(draft, language)),
    places() {
      const going = goingLines(draft);
      const cardOf = ({ line: number }: BadLine) => cards.find(({ line }) => line === going[number - 1]);
      return {
        told: (error) =>
          error.code === 'REASON_REQUIRED' ? isMarked(reason) : (cardOf(error)?.told(error) ?? false),
        line(error) {
          const card = cardOf(error);
          card?.setError(error);
          return card !== undefined;
        },
        head({ code, detail }) {
          if (code !== 'REASON_REQUIRED' || !reason) return false;
          reason.setError(detail);
          return true;
        },
      };
    },
    posted: ({ document }) => ends.posted(document),
    thrown: ends.thrown,
    back: ends.back,
  });
}

function headText({ type, source }: RestDraft, today: string): string {
  const { number, date, party, partyName } = source;
  const age = daysBetween(date, today);
  return say(says.heads[type], { number, date, party: partyName || party, age: ageText(age) });
}

/** «aujourd’hui», «il y a 3 jours». */
export function ageText(days: number): string {
  return days <= 0 ? says.today : say(says.daysAgo, { days });
}

function restCard(line: RestLine, bins: readonly Bins[], changed: () => void): RestCard {
  const other = el('p', { class: 'error', hidden: true });
  const bin = binField({
    bins,
    value: line.bin,
    changed: (code) => {
      line.bin = code;
      changed();
    },
  });
  const amount = line.serial ? tickOf() : typedOf();

  /** A serial number comes or does not: a tick. */
  function tickOf() {
    const tick = el('input', { type: 'checkbox', id: freshId('taken') });
    tick.checked = line.quantity !== '';
    tick.addEventListener('change', () => {
      line.quantity = tick.checked ? '1' : '';
      changed();
    });
    const label = say(says.serial, { serial: line.serial });
    const root = el('label', { class: 'choice', for: tick.id }, tick, el('span', {}, label));
    return { root, input: tick, setError: null };
  }

  function typedOf() {
    const box = quantityField({
      value: line.quantity,
      unit: line.unit,
      decimals: line.decimals,
      typed: (text) => {
        line.quantity = text;
        changed();
      },
    });
    return box;
  }

  function lay(text: string | null): void {
    other.textContent = text ?? '';
    other.hidden = text === null;
    root.classList.toggle('bad', text !== null);
  }

  const details = [
    line.lot && say(words.lines.lot, { lot: line.lot }),
    line.expiry && say(words.lines.expires, { date: line.expiry }),
    say(says.open, { rest: line.rest, moved: line.moved, unit: line.unit }),
  ];
  const root = el(
    'article',
    { class: 'card' },
    el('div', { class: 'card-head' }, el('span', { class: 'card-title' }, line.item)),
    el('p', {}, line.label),
    el('p', { class: 'quiet' }, details.filter(Boolean).join(' · ')),
    amount.root,
    bin.root,
    other,
  );
  return {
    line,
    root,
    setBin(code) {
      line.bin = code;
      const place = bins.findIndex((each) => each.code === code);
      bin.input.value = code === null || place < 0 ? '-' : String(place);
      bin.setError(null);
    },
    check() {
      lay(null);
      const problem = problemOf(line, language);
      const sentence = problem && problemText(line, problem);
      amount.setError?.(sentence);
      if (problem && !amount.setError) lay(sentence);
      const goes = line.quantity.trim() !== '';
      const nowhere = missing(bin, goes && bins.length > 1 && line.bin === null);
      root.classList.toggle('bad', problem !== null || nowhere > 0);
      return (problem ? 1 : 0) + nowhere;
    },
    told: ({ code }) => isAboutAmount(code) && isMarked(amount),
    setError({ code, detail }) {
      root.classList.add('bad');
      if (code.startsWith('BIN_') && bins.length > 1) return bin.setError(detail);
      if (amount.setError && isAboutAmount(code)) return amount.setError(detail);
      lay(detail);
    },
  };
}

const isAboutAmount = (code: string) =>
  code.startsWith('RE') || code === 'QUANTITY_INVALID' || code === 'STOCK_INSUFFICIENT';

function problemText(line: RestLine, problem: NonNullable<ReturnType<typeof problemOf>>): string {
  if (problem === 'more') return say(says.more, { rest: line.rest, unit: line.unit });
  return quantityProblem(problem, line.quantity, line.decimals);
}

/** What is left of the transfer once this was posted: it stays in sight. */
export function stillOpen(draft: RestDraft): string | null {
  const left = draft.lines.flatMap((line) => {
    const taken =
      goingLines({ ...draft, lines: [line] }).length > 0
        ? Number(toRestRequest({ ...draft, lines: [line] }, language).lines[0]?.quantity ?? 0)
        : 0;
    const rest = Math.round((line.rest - taken) * 1000) / 1000;
    return rest > 0 ? [namedText(line.item, `${quantityText(rest)} ${unitText(line.unit)}`)] : [];
  });
  return left.length > 0 ? say(says.stillOpen, { lines: left.join(', ') }) : null;
}
