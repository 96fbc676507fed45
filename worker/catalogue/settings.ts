import type { Settings } from '../../shared/contract/catalogue.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { type Command, runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { type Caller, requireAdmin } from '../people/caller.ts';
import { yes } from './list.ts';
import { inWords } from './words.ts';

const SCALE = `(CASE (SELECT currency_decimals FROM settings)
  WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 WHEN 3 THEN 1000 ELSE 10000 END)`;

/** SQL: an amount of currency as an integer of its smallest unit; NULL stays NULL. */
export const inSmallestUnit = (amount: string) => `CAST(round((${amount}) * ${SCALE}) AS INTEGER)`;
export const fromSmallestUnit = (amount: string) => `(${amount}) / (1.0 * ${SCALE})`;

const READ = `SELECT json_object('name', name, 'address', address, 'logo', logo, 'currency', currency, 'currencyDecimals', currency_decimals,
    'timeZone', time_zone, 'language', language, 'lots', ${yes('lots')}, 'stockManaged', ${yes('stock_managed')},
    'serials', ${yes('serials')}, 'clerkDaysBack', clerk_days_back, 'closedThrough', closed_through,
    'confirmerDidNotCount', ${yes('confirmer_did_not_count')},
    'approvalAbove', ${fromSmallestUnit('approval_above')}, 'version', version) AS row FROM settings`;

export async function readSettings(db: D1Database): Promise<Settings> {
  const found = await db.prepare(READ).first<{ row: string }>();
  if (!found) throw new Error('the settings row is missing');
  return JSON.parse(found.row);
}

/** A switch is turned off only while no stock bears what it hides (Q8); money keeps its unit once used. */
const IN_USE = `CASE
  WHEN g ->> 'lots' = 0 AND o.lots = 1
    AND EXISTS (SELECT 1 FROM stock WHERE lot <> 0 AND balance > 0) THEN json_array('lots', 'stock')
  WHEN g ->> 'serials' = 0 AND o.serials = 1
    AND EXISTS (SELECT 1 FROM stock WHERE serial <> '' AND balance > 0) THEN json_array('serials', 'stock')
  WHEN g ->> 'stockManaged' = 0 AND o.stock_managed = 1
    AND EXISTS (SELECT 1 FROM stock WHERE balance > 0) THEN json_array('stockManaged', 'stock')
  WHEN g ->> 'currency' <> o.currency AND EXISTS (SELECT 1 FROM documents) THEN json_array('currency', 'ledger')
  WHEN g ->> 'currencyDecimals' <> o.currency_decimals
    AND (EXISTS (SELECT 1 FROM documents) OR EXISTS (SELECT 1 FROM depots WHERE loss_limit IS NOT NULL))
    THEN json_array('currencyDecimals', 'ledger')
END`;

const BAD = `SELECT CASE
  WHEN g ->> 'version' <> o.version THEN json_object('line', 0, 'code', 'CHANGED', 'current', o.version)
  WHEN g ->> 'closedThrough' > ?2
    THEN json_object('line', 0, 'code', 'DATE_FUTURE', 'date', g ->> 'closedThrough', 'today', ?2)
  WHEN ${IN_USE} IS NOT NULL
    THEN json_object('line', 0, 'code', 'IN_USE', 'what', ${IN_USE} ->> 0, 'why', ${IN_USE} ->> 1)
END AS bad FROM given CROSS JOIN settings o`;

const WRITE = [
  `UPDATE settings SET name = g ->> 'name', address = coalesce(g ->> 'address', address),
    logo = coalesce(g ->> 'logo', logo), currency = g ->> 'currency',
    currency_decimals = g ->> 'currencyDecimals', time_zone = g ->> 'timeZone', language = g ->> 'language',
    lots = g ->> 'lots', stock_managed = g ->> 'stockManaged', serials = g ->> 'serials',
    clerk_days_back = g ->> 'clerkDaysBack', closed_through = g ->> 'closedThrough',
    confirmer_did_not_count = g ->> 'confirmerDidNotCount', version = version + 1
    FROM (SELECT ?1 AS g)`,
  // The currency's decimals are those just set.
  `UPDATE settings SET approval_above = ${inSmallestUnit(`?1 ->> 'approvalAbove'`)}`,
];

/** Sets the organisation's settings, by an administrator. */
export async function putSettings(
  db: D1Database,
  caller: Caller,
  id: string,
  wanted: Settings,
  language: Language,
): Promise<Settings> {
  requireAdmin(caller);
  const given = JSON.stringify(wanted);
  const command: Command = { id, caller, action: 'settings.put', subject: 'settings', request: wanted };
  const { read } = await runCommand<{ row: string }>(
    db,
    command,
    [
      db.prepare(refuseBadLines('WITH given AS (SELECT ?1 AS g)', BAD)).bind(given, caller.today),
      ...WRITE.map((sql) => db.prepare(sql).bind(given)),
    ],
    [db.prepare(READ)],
  ).catch((error) => {
    throw inWords(error, language);
  });
  return JSON.parse(read[0]?.[0]?.row ?? '');
}
