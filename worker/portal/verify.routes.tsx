import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { formatNumber } from '../../shared/domain/quantities.ts';
import { checkZip, type ZipFinding } from '../../shared/domain/snapshotZip.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { readerOf } from '../books/reader.ts';
import { readCount, toCount } from '../counts/read.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { sha256 } from '../http/sha256.ts';
import { checkAgainstLedger, type LedgerFinding } from '../snapshots/check.ts';
import { type SignedIn, signedIn } from './frame.tsx';
import { page } from './layout.tsx';

/** The zips of a count of 300,000 lines are half of it. */
const ZIP_BYTES_MAX = 50 * 1024 * 1024;

/** What came of a zip that somebody holds: who it says it is, and what is wrong with it. */
interface Verdict {
  file: string;
  lines: string[];
  findings: (ZipFinding | LedgerFinding)[];
}

/** Drop a zip: whether it is ours, whole, and what the ledger says today (B10). */
export function addVerifyPage(routes: OpenAPIHono<AppEnv>): void {
  routes.get('/verify', async (c) => c.html(verifyPage(await signedIn(c), null)));

  const limit = bodyLimit({
    maxSize: ZIP_BYTES_MAX,
    onError: () => {
      throw new Refusal('BODY_TOO_LARGE', { limit: ZIP_BYTES_MAX });
    },
  });
  routes.post('/verify', async (c) => {
    const reader = await signedIn(c);
    // Only now: of a body that comes slowly nothing is awaited before it is known whose it is.
    await limit(c, async () => undefined);
    const zip = await sentFile(c);
    if (!zip) return c.html(verifyPage(reader, null, true));
    const verdict = await judge(c.env.DB, reader, zip.name, new Uint8Array(await zip.arrayBuffer()));
    return c.html(verifyPage(reader, verdict));
  });
}

/** The file of the form; null where none was chosen, or what came is no form. */
async function sentFile(c: Context<AppEnv>): Promise<File | null> {
  // workerd says a form that it cannot read by a TypeError alone; what the limit refuses is a Refusal.
  const { zip } = await c.req.parseBody().catch((error) => {
    if (error instanceof TypeError) return { zip: null };
    throw error;
  });
  return zip instanceof File && zip.size > 0 ? zip : null;
}

async function judge(db: D1Database, reader: SignedIn, file: string, bytes: Uint8Array): Promise<Verdict> {
  const { language } = reader;
  const words = textOf(language).zip;
  const { manifest, findings, ...whole } = await checkZip(bytes, sha256);
  if (!manifest) return { file, lines: [], findings };
  const { count, depot, organisation, moment, position } = manifest;
  const said = say(words[moment], language, { count: count.name, date: count.date, depot, organisation });
  const hash = say(words.hash, language, { sha256: whole.sha256, bytes: whole.bytes });
  const told = (await mayRead(db, reader, count.id))
    ? await checkAgainstLedger(readerOf(db), whole.sha256, manifest)
    : [{ code: 'COUNT_UNKNOWN' as const }];
  const all = [...findings, ...told];
  const ours = say(manifest.seal ? words.ours : words.oursUnsealed, language, { position });
  const good = [say(words.whole, language, { files: manifest.files.length }), ours];
  return { file, lines: [said, hash, ...(all.length === 0 ? good : [])], findings: all };
}

/** A count of a depot that the reader may not see is none to him. */
async function mayRead(db: D1Database, { caller }: SignedIn, id: string): Promise<boolean> {
  const { results } = await readCount(db, id).all();
  try {
    toCount([results], caller);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}

function verifyPage(reader: SignedIn, verdict: Verdict | null, noFile = false) {
  const { language } = reader;
  const { portal, zip } = textOf(language);
  const words = portal.verify;
  const bad = verdict !== null && verdict.findings.length > 0;
  return page(
    reader,
    words.title,
    'verify',
    <>
      <p class="lead">{words.intro}</p>
      <form class="filters" method="post" action="/verify" enctype="multipart/form-data">
        <label>
          {words.file}
          <input type="file" name="zip" accept=".zip,application/zip" required />
        </label>
        <button type="submit">{words.check}</button>
      </form>
      <p class="label">
        {say(words.limit, language, { megabytes: formatNumber(ZIP_BYTES_MAX / 1024 / 1024, language) })}
      </p>
      {noFile && (
        <p class="said bad" role="alert">
          {words.noFile}
        </p>
      )}
      {verdict && (
        <div class={bad ? 'said bad' : 'said'} role="status">
          <h2>{verdict.file}</h2>
          {verdict.lines.map((line) => (
            <p>{line}</p>
          ))}
          {bad && (
            <>
              <p>{say(zip.broken, language, { findings: verdict.findings.length })}</p>
              <ul>
                {verdict.findings.map((finding) => (
                  <li>{say(zip.findings[finding.code], language, { ...finding })}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </>,
  );
}
