/** What the chapters of the demo share: the way they ask, doubt, write down and tell. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../shared/contract/common.ts';
import type { DocumentLine, DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import type { Allocation, AllocationRequest, StockLine } from '../../shared/contract/stock.ts';
import { formatNumber } from '../../shared/domain/quantities.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import type { SampleOrganisation } from '../../shared/sample/organisation.ts';
import { textOf } from '../../shared/text/index.ts';
import { type Figures, say } from '../../shared/text/say.ts';
import { type Api, Refused } from './api.ts';

export interface Story {
  api: Api;
  organisation: SampleOrganisation;
  today: string;
  /** Where vouchers and zips are written. */
  folder: string;
  tell(sentence: string): void;
}

const texts = textOf('fr');

export function told(key: keyof typeof texts.demo, figures: Figures = {}): string {
  return say(texts.demo[key], 'fr', figures);
}

export function typeName(type: PostedDocument['type']): string {
  return texts.printed.types[type];
}

export function money(value: number, { organisation: { settings } }: Story): string {
  const { currency, currencyDecimals: decimals } = settings;
  return `${formatNumber(value, 'fr', decimals, decimals)} ${currency === 'EUR' ? '€' : currency}`;
}

export function nameOf(email: string, { organisation }: Story): string {
  return organisation.people.find((person) => person.email === email)?.name ?? email;
}

export function depotName(code: string, { organisation }: Story): string {
  return organisation.depots.find((depot) => depot.code === code)?.name ?? code;
}

/** Every stock line of a depot. */
export async function stockOf(depot: string, email: string, { api }: Story): Promise<StockLine[]> {
  const lines: StockLine[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { rows: StockLine[]; next: string | null } = await api.call(
      email,
      'GET',
      `/v1/stock?depot=${depot}&limit=1000${next && `&cursor=${encodeURIComponent(next)}`}`,
    );
    lines.push(...page.rows);
    next = page.next;
  }
  return lines;
}

export const worth = (lines: readonly { value: number }[]) =>
  lines.reduce((sum, { value }) => sum + Math.round(value * 100), 0) / 100;

/** The first-expired lines for what is wanted, as the form proposes them. */
export async function allocate(
  email: string,
  wanted: AllocationRequest,
  { api }: Story,
): Promise<DocumentLine[]> {
  const { items } = await api.call<Allocation>(email, 'POST', '/v1/allocations', wanted);
  return items.flatMap(({ item, missing, lines }) => {
    if (missing > 0) throw new Stopped(told('unexpectedMissing', { item, missing }));
    return lines.map(({ bin, lot, serial, quantity }) => ({
      item,
      bin,
      quantity,
      ...(lot && { lot }),
      ...(serial && { serial }),
    }));
  });
}

/** Posts a document and writes its voucher into the folder. */
export async function post(
  email: string,
  wanted: Omit<DocumentRequest, 'id'>,
  story: Story,
): Promise<PostedDocument> {
  const { api, folder } = story;
  const request: DocumentRequest = { id: crypto.randomUUID(), ...wanted };
  const document = await api.call<PostedDocument>(email, 'POST', '/v1/documents', request);
  const voucher = await api.send(email, 'GET', `/v1/documents/${document.id}/voucher`);
  await writeFile(join(folder, `${document.number}.html`), await voucher.text());
  return document;
}

/** The problem of a call that must be refused. */
export async function refusalOf(what: string, call: Promise<unknown>): Promise<Problem> {
  const answer = await call.catch((error: unknown) => error);
  if (answer instanceof Refused) return answer.problem;
  throw answer instanceof Error ? answer : new Stopped(told('unexpectedPosted', { what }));
}
