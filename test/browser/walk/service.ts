/** What the service holds, asked apart from everything on the screen. */
import type { Api } from '../../../addon/local/api.ts';
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { Count, CountLine, CountLines, Recap } from '../../../shared/contract/counts.ts';
import type { DocumentHead, DocumentRequest, PostedDocument } from '../../../shared/contract/documents.ts';
import type { StockLine } from '../../../shared/contract/stock.ts';

type Page<T> = { rows: T[]; next: string | null };

export class Service {
  readonly api: Api;
  readonly email: string;

  constructor(api: Api, email: string) {
    this.api = api;
    this.email = email;
  }

  private ask<T>(path: string): Promise<T> {
    return this.api.call<T>(this.email, 'GET', path);
  }

  private async pages<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page<T> = await this.ask(`${path}&limit=1000${cursor && `&cursor=${cursor}`}`);
      rows.push(...page.rows);
      cursor = page.next;
    }
    return rows;
  }

  counts(depot: string): Promise<Count[]> {
    return this.pages(`/v1/counts?depot=${depot}`);
  }

  count(id: string): Promise<Count> {
    return this.ask(`/v1/counts/${id}`);
  }

  async countLines(id: string, round: 1 | 2 = 1): Promise<CountLine[]> {
    return (await this.ask<CountLines>(`/v1/counts/${id}/lines?limit=10000&round=${round}`)).rows;
  }

  recap(id: string): Promise<Recap> {
    return this.ask(`/v1/counts/${id}/recap`);
  }

  zip(id: string, which: 'before' | 'after'): Promise<Buffer> {
    return this.bytes(`/v1/counts/${id}/snapshots/${which}`);
  }

  async bytes(path: string): Promise<Buffer> {
    const answer = await this.api.send(this.email, 'GET', path);
    return Buffer.from(await answer.arrayBuffer());
  }

  stock(depot: string, item = ''): Promise<StockLine[]> {
    return this.pages(`/v1/stock?depot=${depot}${item && `&item=${encodeURIComponent(item)}`}`);
  }

  documents(depot: string, type: string): Promise<DocumentHead[]> {
    return this.pages(`/v1/documents?depot=${depot}&type=${type}`);
  }

  document(id: string): Promise<PostedDocument> {
    return this.ask(`/v1/documents/${id}`);
  }

  post(request: Omit<DocumentRequest, 'id'>): Promise<PostedDocument> {
    const body = { id: crypto.randomUUID(), ...request };
    return this.api.call(this.email, 'POST', '/v1/documents', body);
  }

  async item(code: string): Promise<Item | undefined> {
    return (await this.pages<Item>(`/v1/items?code=${encodeURIComponent(code)}`))[0];
  }
}

/** What names a stock line to people: bin, item, lot and serial. */
export function stockKey({ bin, item, lot, serial }: Pick<StockLine, 'bin' | 'item' | 'lot' | 'serial'>) {
  return [bin, item, lot, serial].join(' | ');
}

/** The lots that may go to a patient on that day, the first to expire first (B8). */
export function firstExpired(stock: readonly StockLine[], today: string): StockLine[] {
  return stock
    .filter(({ expiry, bin }) => expiry !== null && expiry >= today && bin !== 'QUAR')
    .sort((one, other) => (one.expiry! < other.expiry! ? -1 : 1));
}
