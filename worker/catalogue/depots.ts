import { type BinInput, type DepotInput, USUAL_DEPOT_TYPES } from '../../shared/contract/catalogue.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { type ListOf, yes } from './list.ts';
import { ACTIVE, SEARCH } from './parties.ts';
import { byCode, flag, type Resource, type Rule, text } from './resource.ts';
import { fromSmallestUnit, inSmallestUnit } from './settings.ts';

/** Only at zero stock, transit included, and while no count has it in hand (Q8). */
const STOCK_HERE: Rule = {
  code: 'IN_USE',
  refuses: `w.active = 0 AND w.old_active = 1 AND (
    EXISTS (SELECT 1 FROM stock s WHERE s.depot = w.id AND s.balance > 0)
    OR EXISTS (SELECT 1 FROM stock s JOIN documents d ON d.sequence = s.transfer
      WHERE s.transfer <> 0 AND s.balance > 0 AND d.depot = w.id))`,
  figures: `'what', w.given ->> 'code', 'why', 'stock'`,
};
const COUNT_HERE: Rule = {
  code: 'IN_USE',
  refuses: `w.active = 0 AND w.old_active = 1 AND EXISTS (
    SELECT 1 FROM counts c WHERE c.depot = w.id AND c.state IN ('open', 'closed'))`,
  figures: `'what', w.given ->> 'code', 'why', 'count'`,
};

/** A destination may be a depot of the same file. */
const UNKNOWN_DESTINATION = `(SELECT l.value ->> 'code' FROM json_each(w.given, '$.destinations') l
  WHERE NOT EXISTS (SELECT 1 FROM depots d WHERE d.code_key = l.value ->> 'key')
    AND NOT EXISTS (SELECT 1 FROM wanted x WHERE x.given ->> 'key' = l.value ->> 'key') LIMIT 1)`;

export const DEPOTS: Resource = {
  table: 'depots',
  join: byCode('depots'),
  identity: { code: `w.given ->> 'code'`, code_key: `w.given ->> 'key'` },
  fields: [
    text('name'),
    SEARCH,
    flag('limits_destinations', 'limitsDestinations', 0),
    flag('invoice_required', 'invoiceRequired', 0),
    flag('known_patients_only', 'knownPatientsOnly', 0),
    flag('takes_expired', 'takesExpired', 0),
    flag('counts_whole_depot', 'countsWholeDepot', 0),
    {
      column: 'loss_limit',
      given: 'lossLimit',
      value: inSmallestUnit(`r.value ->> 'lossLimit'`),
      fresh: 'NULL',
    },
    ACTIVE,
  ],
  lists: [
    {
      given: 'types',
      table: 'depot_types',
      owner: 'depot',
      columns: ['type'],
      values: ['l.value'],
      fresh: JSON.stringify(USUAL_DEPOT_TYPES),
    },
    {
      given: 'destinations',
      table: 'depot_destinations',
      owner: 'depot',
      columns: ['destination'],
      values: [`(SELECT id FROM depots WHERE code_key = l.value ->> 'key')`],
    },
  ],
  rules: [
    {
      code: 'DEPOT_UNKNOWN',
      refuses: `${UNKNOWN_DESTINATION} IS NOT NULL`,
      figures: `'depot', ${UNKNOWN_DESTINATION}`,
    },
    STOCK_HERE,
    COUNT_HERE,
  ],
};

export const DEPOT_LIST: ListOf = {
  row: `json_object('code', d.code, 'name', d.name,
    'types', json((SELECT json_group_array(type ORDER BY type) FROM depot_types WHERE depot = d.id)),
    'destinations', CASE d.limits_destinations WHEN 1 THEN json((
      SELECT json_group_array(t.code ORDER BY t.code_key) FROM depot_destinations x JOIN depots t ON t.id = x.destination
      WHERE x.depot = d.id)) END,
    'invoiceRequired', ${yes('d.invoice_required')}, 'knownPatientsOnly', ${yes('d.known_patients_only')},
    'takesExpired', ${yes('d.takes_expired')}, 'countsWholeDepot', ${yes('d.counts_whole_depot')},
    'lossLimit', ${fromSmallestUnit('d.loss_limit')}, 'active', ${yes('d.active')}, 'version', d.version)`,
  from: 'depots d',
  keys: ['d.code_key'],
};

/** A depot as the statements read it. */
export function toDepot(depot: Omit<DepotInput, 'version'>) {
  const { code, name, destinations } = depot;
  return {
    code: code.trim(),
    key: foldKey(code),
    name,
    search: searchKey(`${code} ${name}`),
    types: depot.types,
    limitsDestinations: destinations === undefined ? undefined : destinations !== null,
    destinations:
      destinations === undefined
        ? undefined
        : (destinations ?? []).map((one) => ({ key: foldKey(one), code: one })),
    invoiceRequired: depot.invoiceRequired,
    knownPatientsOnly: depot.knownPatientsOnly,
    takesExpired: depot.takesExpired,
    countsWholeDepot: depot.countsWholeDepot,
    lossLimit: depot.lossLimit,
    active: depot.active,
  };
}

export const BINS: Resource = {
  table: 'bins',
  join: `LEFT JOIN depots d ON d.code_key = r.value ->> 'depot'
    LEFT JOIN bins o ON o.depot = d.id AND o.code_key = r.value ->> 'key'`,
  identity: {
    depot: `(SELECT id FROM depots WHERE code_key = w.given ->> 'depot')`,
    code: `w.given ->> 'code'`,
    code_key: `w.given ->> 'key'`,
  },
  fields: [text('name'), SEARCH, flag('quarantine', 'quarantine', 0), ACTIVE],
  lists: [],
  rules: [
    {
      code: 'DEPOT_UNKNOWN',
      refuses: `NOT EXISTS (SELECT 1 FROM depots WHERE code_key = w.given ->> 'depot')`,
      figures: `'depot', w.given ->> 'depotShown'`,
    },
    {
      code: 'IN_USE',
      refuses: `w.active = 0 AND w.old_active = 1 AND EXISTS (
        SELECT 1 FROM stock s WHERE s.depot = (SELECT depot FROM bins WHERE id = w.id) AND s.bin = w.id AND s.balance > 0)`,
      figures: `'what', w.given ->> 'code', 'why', 'stock'`,
    },
    {
      code: 'IN_USE',
      refuses: `w.active = 0 AND w.old_active = 1 AND EXISTS (
        SELECT 1 FROM stock s JOIN count_covers f ON f.stock = s.id
        WHERE s.depot = (SELECT depot FROM bins WHERE id = w.id) AND s.bin = w.id AND f.state IN ('open', 'closed'))`,
      figures: `'what', w.given ->> 'code', 'why', 'count'`,
    },
  ],
};

export const BIN_LIST: ListOf = {
  row: `json_object('depot', d.code, 'code', b.code, 'name', b.name, 'quarantine', ${yes('b.quarantine')},
    'active', ${yes('b.active')}, 'version', b.version)`,
  from: 'bins b JOIN depots d ON d.id = b.depot',
  keys: ['d.code_key', 'b.code_key'],
};

/** A bin as the statements read it; the code '' is the depot's unnamed bin. */
export function toBin({ depot, code, name, quarantine, active }: Omit<BinInput, 'version'>) {
  const search = searchKey(`${code} ${name ?? ''}`);
  return {
    depot: foldKey(depot),
    depotShown: depot,
    code: code.trim(),
    key: foldKey(code),
    name,
    searchFresh: search,
    ...(name !== undefined && { search }),
    quarantine,
    active,
  };
}
