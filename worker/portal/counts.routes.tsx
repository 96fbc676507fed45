import type { OpenAPIHono } from '@hono/zod-openapi';
import JSZip from 'jszip';
import { type Count, recapShow, recapSort } from '../../shared/contract/counts.ts';
import { textOf } from '../../shared/text/index.ts';
import { comparableCounts } from '../counts/comparable.ts';
import { compareCounts } from '../counts/compare.ts';
import { GAP_GROUPS, gapsOf, readGroupedGaps, toGroupedGaps } from '../counts/gaps.ts';
import { hidesTheoretical, listCounts, readCount, toCount, yearsOfCounts } from '../counts/read.ts';
import { type Row, readBins, readHead, readRecap, refuseHidden, toRecap } from '../counts/recap.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { fromCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { openSnapshot } from '../snapshots/store.ts';
import { BARS_MAX } from './charts.page.tsx';
import { comparePage } from './compare.page.tsx';
import { countPage, type Read } from './count.page.tsx';
import { countsPage } from './counts.page.tsx';
import { download, PAGE_ROWS, signedIn } from './frame.tsx';
import type { Query } from './layout.tsx';
import { showPaper } from './paper.tsx';

/** The counts and their zips. */
export function addCountPages(routes: OpenAPIHono<AppEnv>): void {
  routes.get('/counts', async (c) => {
    const reader = await signedIn(c);
    const query = c.req.query();
    const { rows, next } = await listCounts(
      c.env.DB,
      reader.caller,
      { depot: query.depot, kind: query.kind, year: query.year, state: query.state },
      PAGE_ROWS,
      fromCursor(query.cursor, 1),
    );
    const ids = rows.map(({ id }) => id);
    const [gaps, years] = await Promise.all([gapsOf(c.env.DB, ids), yearsOfCounts(c.env.DB, reader.caller)]);
    return c.html(countsPage(reader, { rows, next, gaps, years, query }));
  });

  routes.get('/counts/:id', async (c) => {
    const reader = await signedIn(c);
    const { caller } = reader;
    const query = c.req.query();
    const count = await readableCount(c.env.DB, caller, c.req.param('id'));
    const [gaps, comparable, read] = await Promise.all([
      gapsOf(c.env.DB, [count.id]),
      comparableCounts(c.env.DB, count),
      hidesTheoretical(count, caller) ? null : readPage(c.env.DB, caller, count.id, query),
    ]);
    return c.html(countPage(reader, { count, gap: gaps.get(count.id), read, comparable, query }));
  });

  routes.get('/counts/:id/compare', async (c) => {
    const reader = await signedIn(c);
    const { caller } = reader;
    const query: Query = { ...c.req.query(), id: c.req.param('id') };
    const read = (id = '') => readableCount(c.env.DB, caller, id);
    const counts = [await read(query.id), await read(query.with)] as [Count, Count];
    counts.sort((one, other) => ((one.confirmedAt ?? '') < (other.confirmedAt ?? '') ? -1 : 1));
    const [earlier, later] = counts;
    if (!earlier.confirmedAt || earlier.id === later.id) {
      throw new Refusal('REQUEST_INVALID', { what: textOf(reader.language).portal.count.compareBad });
    }
    if ([earlier, later].some((one) => hidesTheoretical(one, caller))) throw new Refusal('FORBIDDEN');
    const [gaps, found] = await Promise.all([
      gapsOf(c.env.DB, [earlier.id, later.id]),
      compareCounts(
        c.env.DB,
        [earlier.id, later.id],
        caller.organisation.currencyDecimals,
        PAGE_ROWS,
        fromCursor(query.cursor, 2),
      ),
    ]);
    return c.html(comparePage(reader, { counts, gaps, ...found, query }));
  });

  // The record as it was sealed, the very file of the after zip, to print and sign (B5); the bar above it is the page's.
  routes.get('/counts/:id/record', async (c) => {
    const { caller } = await signedIn(c);
    const count = await readableCount(c.env.DB, caller, c.req.param('id'));
    if (hidesTheoretical(count, caller)) throw new Refusal('FORBIDDEN');
    const { bytes } = await openSnapshot(c.env, count.id, 'after');
    const zip = await JSZip.loadAsync(await new Response(bytes as BodyInit).arrayBuffer());
    const record = await zip.file(/\.html$/)[0]?.async('text');
    if (record === undefined) throw new Refusal('NOT_FOUND');
    return showPaper(c, record, { back: `/counts/${count.id}`, name: count.name });
  });

  routes.get('/counts/:id/:file{gaps-by-(reason|supplier|bin).svg}', async (c) => {
    const { caller, language } = await signedIn(c);
    const id = c.req.param('id');
    refuseHidden(await readHead(c.env.DB, id, caller).first<Row>(), caller);
    const by = GAP_GROUPS.find((name) => c.req.param('file').includes(name)) ?? 'reason';
    const { results } = await readGroupedGaps(c.env.DB, id).all();
    const { named } = toGroupedGaps(results, by, BARS_MAX);
    const { none } = textOf(language).portal.charts;
    // Half a megabyte of chart library: awake only where a picture is asked for.
    const { barChart } = await import('./charts.ts');
    const svg = barChart(
      named.map(({ name, value }) => ({ label: name || none, value })),
      language,
    );
    c.header('Content-Security-Policy', "default-src 'none'");
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' });
  });

  routes.get('/counts/:id/:file{before.zip|after.zip}', async (c) => {
    const { caller } = await signedIn(c);
    const count = await readableCount(c.env.DB, caller, c.req.param('id'));
    if (hidesTheoretical(count, caller)) throw new Refusal('FORBIDDEN');
    const moment = c.req.param('file') === 'before.zip' ? 'before' : 'after';
    const { bytes, length, fileName } = await openSnapshot(c.env, count.id, moment);
    c.header('Content-Length', String(length));
    return download(c, bytes as ReadableStream, 'application/zip', fileName);
  });
}

/**
 * What the address asks of the recap; what it does not understand it takes for nothing. Null while a second count runs,
 * for whoever may not read it then.
 */
async function readPage(db: D1Database, caller: Caller, id: string, query: Query): Promise<Read | null> {
  const asked = {
    show: recapShow.safeParse(query.show).data,
    sort: recapSort.safeParse(query.sort).data,
    ...Object.fromEntries(GAP_GROUPS.flatMap((by) => (query[by] ? [[by, query[by]]] : []))),
    q: query.q,
  };
  const [totals, lines, gaps, bins] = await db.batch<Row>([
    ...readRecap(db, caller, id, PAGE_ROWS, fromCursor(query.cursor, 2), asked),
    readGroupedGaps(db, id),
    readBins(db, id),
  ]);
  try {
    return {
      recap: toRecap([totals?.results ?? [], lines?.results ?? []], caller, PAGE_ROWS),
      gaps: gaps?.results ?? [],
      bins: (bins?.results ?? []).map(({ code }) => String(code)),
    };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'FORBIDDEN') return null;
    throw error;
  }
}

/** Refuses `NOT_FOUND` for a count that there is not, or that one may not see. */
async function readableCount(db: D1Database, caller: Caller, id: string) {
  const { results } = await readCount(db, id).all();
  return toCount([results], caller);
}
