import { randomUUID } from 'node:crypto';
import type {
  CloseResult,
  Count,
  CountLine,
  CountLines,
  PutCountLines,
  PutCountLinesResult,
  Recap,
} from '../../shared/contract/counts.ts';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { CLERK, MANAGER, PHARMACY } from './demoExits.ts';
import { depotName, money, nameOf, post, refusalOf, type Story, stockOf, told, worth } from './demoStory.ts';

const NEEDED_AT_ONCE = { item: 'ADRENALIN-1MG1ML-AMP', quantity: 2 };
/** How the shelves differ from the books, on lines spread over the depot. */
const SURPRISES = [-3, 2, -1, -12, 5];
const BLANK_LINES = 2;

/** Third chapter: the pharmacy's count from opening to confirmation, with an emergency in between. */
export async function countPharmacy(story: Story): Promise<{ count: string; emergency: PostedDocument }> {
  const before = worth(await stockOf(PHARMACY, MANAGER, story));
  const count = await open(story);
  const emergency = await whileFrozen(story);
  await typeQuantities(count, emergency, story);
  await acknowledge(count, emergency, story);
  const recap = await close(count, story);
  await confirm(count, recap, before, story);
  return { count: count.id, emergency };
}

async function open(story: Story): Promise<Count> {
  const { api, today, tell } = story;
  const name = told('countName', { year: today.slice(0, 4) });
  const request = { id: randomUUID(), name, depot: PHARMACY, kind: 'article' };
  const count = await api.call<Count>(MANAGER, 'POST', '/v1/counts', request);
  const { depotName: depot, lines } = count;
  tell(told('open', { name, depot, person: nameOf(MANAGER, story), lines }));
  return count;
}

/** An ordinary exit is refused; the supervised one for emergencies passes, and the count allows for it. */
async function whileFrozen(story: Story): Promise<PostedDocument> {
  const { api, tell } = story;
  const exit = {
    type: 'exit-service' as const,
    depot: PHARMACY,
    party: 'REA',
    lines: [await lineAtHand(story)],
  };
  const ordinary: DocumentRequest = { id: randomUUID(), ...exit };
  const refusal = refusalOf(exit.type, api.call(MANAGER, 'POST', '/v1/documents', ordinary));
  tell(told('frozen', { detail: (await refusal).detail }));
  const reason = told('emergencyReason');
  const posted = await post(MANAGER, { ...exit, emergency: { reason } }, story);
  const { label, quantity } = posted.movements[0]!;
  tell(told('emergency', { number: posted.number, quantity: -quantity, label, reason }));
  return posted;
}

/** The lot that expires first and may still be given: nothing frozen is proposed by itself. */
async function lineAtHand(story: Story) {
  const lines = await stockOf(PHARMACY, MANAGER, story);
  const { item, quantity } = NEEDED_AT_ONCE;
  const usable = lines
    .filter((line) => line.item === item && line.quantity >= quantity && !line.blocked)
    .filter(({ expiry }) => expiry === null || expiry >= story.today)
    .sort((one, other) => ((one.expiry ?? '9') < (other.expiry ?? '9') ? -1 : 1));
  const [first] = usable;
  if (!first) throw new Stopped(told('unexpectedMissing', { item, missing: quantity }));
  return { item, bin: first.bin, lot: first.lot, quantity };
}

async function typeQuantities(count: Count, emergency: PostedDocument, story: Story): Promise<void> {
  const { api, tell } = story;
  const path = `/v1/counts/${count.id}/lines`;
  const { rows } = await api.call<CountLines>(CLERK, 'GET', `${path}?limit=10000`);
  const counted = shelves(rows, emergency);
  const lines: PutCountLines['lines'] = rows
    .slice(0, -BLANK_LINES)
    .map(({ line, version }) => [line, counted.get(line) ?? 0, version]);
  const saved = await api.call<PutCountLinesResult>(CLERK, 'PUT', path, { lines });
  tell(told('counted', { person: nameOf(CLERK, story), counted: saved.counted, lines: saved.lines }));
}

/** A manager takes note of the emergency exit, whose lines have been counted since (Q12). */
async function acknowledge(count: Count, { id, number }: PostedDocument, story: Story): Promise<void> {
  await story.api.call(MANAGER, 'POST', `/v1/counts/${count.id}/acknowledgements`, { documents: [id] });
  story.tell(told('acknowledged', { person: nameOf(MANAGER, story), number }));
}

/** What is found: the theoretical quantity less the emergency exit, some surprises, and a device gone. */
function shelves(rows: CountLine[], emergency: PostedDocument): Map<number, number> {
  const found = new Map(rows.map(({ line, theoretical = 0 }) => [line, theoretical]));
  const differ = (row: CountLine | undefined, difference: number) => {
    if (row) found.set(row.line, Math.max(0, found.get(row.line)! + difference));
  };
  for (const { item, bin, lot, quantity } of emergency.movements) {
    differ(
      rows.find((row) => row.item === item && row.bin === bin && row.lot === lot),
      quantity,
    );
  }
  const ordinary = rows.filter(({ serial, item }) => serial === '' && item !== NEEDED_AT_ONCE.item);
  for (const [at, difference] of SURPRISES.entries()) {
    differ(ordinary[Math.floor(((at + 1) * ordinary.length) / (SURPRISES.length + 1))], difference);
  }
  differ(
    rows.find(({ serial }) => serial !== ''),
    -1,
  );
  return found;
}

/** Closing asks about what nobody counted; then the recap says what confirming will do. */
async function close(count: Count, story: Story): Promise<Recap> {
  const { api, tell } = story;
  const path = `/v1/counts/${count.id}/close`;
  const question = await refusalOf('close', api.call(MANAGER, 'POST', path, {}));
  tell(told('blanks', { detail: question.detail }));
  const { recap } = await api.call<CloseResult>(MANAGER, 'POST', path, { blanks: { default: 'keep' } });
  tell(told('recap', { differing: recap.differing }));
  for (const { value, ...line } of recap.movements) {
    tell(told('recapLine', { ...line, value: money(value ?? 0, story) }));
  }
  const { lossValue, gainValue, gapValue } = recap;
  const [loss, gain, total] = [lossValue, gainValue, gapValue].map((value) => money(value, story));
  tell(told('recapTotal', { loss, gain, total }));
  return recap;
}

async function confirm(count: Count, { version, gapValue }: Recap, before: number, story: Story) {
  const { api, tell } = story;
  const path = `/v1/counts/${count.id}`;
  const { adjustment } = await api.call<Count>(MANAGER, 'POST', `${path}/confirm`, { version });
  const posted = await api.call<PostedDocument>(MANAGER, 'GET', `/v1/documents/${adjustment?.id}`);
  const [found, announced] = [worth(posted.movements), gapValue].map((value) => money(value, story));
  if (found !== announced) throw new Stopped(told('unexpectedValue', { found, told: announced }));
  const value = money(worth(await stockOf(PHARMACY, MANAGER, story)), story);
  const depot = depotName(PHARMACY, story);
  tell(told('confirmed', { number: posted.number, depot, value, before: money(before, story) }));
}
