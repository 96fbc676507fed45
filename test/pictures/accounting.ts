/** Accounting's page: the counts with both exports and the gap, and one count. */
import type { CloseResult, Count, CountLines, OpenCount } from '../../shared/contract/counts.ts';
import { samplePeople } from '../../shared/sample/organisation.ts';
import type { Stage } from '../browser/walk/stage.ts';
import { picture } from './picture.ts';

const ACCOUNTANT = samplePeople.find(({ accountant, admin }) => accountant && !admin)!.email;
const HELENE = 'helene.marchand@tilleuls.example';
const LUCIE = 'lucie.perrot@tilleuls.example';
const YANIS = 'yanis.benali@tilleuls.example';
const REASONS = ['Casse', 'Erreur de saisie', 'Périmés jetés'];
/** One line in so many differs, by so much. */
const ONE = 60;
const GAPS = [-3, 2, -8, -1];

/** Counts the pharmacy and its ward after the annual count, and reads them as the accountant. */
export async function takeAccounting(stage: Stage): Promise<void> {
  const name = 'Clôture de novembre';
  await countAll(stage, { depot: 'MED', name: 'Armoire de médecine' }, false);
  await open(stage, YANIS, { depot: 'ORT', kind: 'part', name: 'Pièces de l’atelier' });
  await countAll(
    stage,
    {
      ...{ depot: 'PHC', name, rounds: 1, tolerance: { percent: 5, value: 50 }, responsible: HELENE },
      instructions: 'Ouvrez les cartons entamés ; le coffre se compte à deux.',
      teams: [
        { team: 1, name: 'Allées A et B', members: [LUCIE], bins: ['A-01', 'A-02', 'B-01', 'B-02'] },
        { team: 2, name: 'Coffre et froid', members: [HELENE], bins: ['COFFRE', 'FROID'] },
      ],
    },
    true,
  );
  const page = await stage.browse();
  await page.setViewportSize({ width: 1280, height: 820 });
  await page.goto(`${stage.api.url}/counts`);
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await page.locator(`a[href*="${encodeURIComponent(ACCOUNTANT)}"]`).click();
  await page.waitForURL('**/counts');
  await picture(page, 'accounting-counts');
  await page.getByRole('link', { name }).click();
  await page.setViewportSize({ width: 1280, height: 1560 });
  for (const chart of await page.locator('.charts img').all()) await chart.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  await page.evaluate('scrollTo(0, 0)');
  await picture(page, 'accounting-count');
}

function open(stage: Stage, email: string, wanted: Omit<OpenCount, 'id' | 'kind'> & Partial<OpenCount>) {
  const body = { id: crypto.randomUUID(), kind: 'article', ...wanted };
  return stage.api.call<Count>(email, 'POST', '/v1/counts', body);
}

/** A count to its last line; with gaps where some lines differ, each with its reason. */
async function countAll(stage: Stage, wanted: Parameters<typeof open>[2], withGaps: boolean): Promise<void> {
  const ask = <T>(method: string, path: string, body?: object) =>
    stage.api.call<T>(HELENE, method, path, body);
  const { id } = await open(stage, HELENE, wanted);
  const { rows } = await ask<CountLines>('GET', `/v1/counts/${id}/lines?limit=10000`);
  const gapAt = (at: number) => (withGaps && at % ONE === 7 ? GAPS[Math.floor(at / ONE) % GAPS.length]! : 0);
  const lines = rows.map(({ line, theoretical = 0, serial, version }, at) => [
    ...[line, serial ? theoretical : Math.max(0, theoretical + gapAt(at)), version],
  ]);
  await ask('PUT', `/v1/counts/${id}/lines`, { lines });
  const marks = rows.flatMap(({ line, serial }, at) =>
    gapAt(at) && !serial ? [{ line, reason: REASONS[Math.floor(at / ONE) % REASONS.length] }] : [],
  );
  if (marks.length > 0) await ask('PATCH', `/v1/counts/${id}/lines`, { lines: marks });
  const { count } = await ask<CloseResult>('POST', `/v1/counts/${id}/close`, {});
  await ask('POST', `/v1/counts/${id}/confirm`, { version: count.version });
}
