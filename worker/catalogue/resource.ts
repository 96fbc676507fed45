import type { ErrorCode } from '../../shared/domain/errors.ts';

/** A column that a PUT or an import sets. SQL reads the given row as `r.value` (JSON) and the stored one as `o`. */
export interface Field {
  column: string;
  /** The name of the value in the given row; left out there, the column stays as it is. */
  given: string;
  /** The value given, as the column stores it. */
  value: string;
  /** What a new row gets where nothing is given; a nullable column gets NULL. */
  fresh: string;
}

/** What one row has many of (the codes of an item): given, they replace those stored; left out, they stay. */
export interface List {
  given: string;
  table: string;
  /** The column that names the row they belong to. */
  owner: string;
  columns: string[];
  /** SQL for each column over `l.value`, one element of the given list. */
  values: string[];
  /** JSON list for a new row that gives none. */
  fresh?: string;
}

/** A rule over `w`, a row of `wantedAs`: the first that refuses speaks for the row. */
export interface Rule {
  code: ErrorCode;
  refuses: string;
  figures?: string;
}

/** One kind of catalogue row: how it is found, what it holds, what it must obey. */
export interface Resource {
  table: string;
  /** JOINs from the given row `r` to the stored row `o`. */
  join: string;
  /** Columns that name the row, set once, with SQL over `w.given`. */
  identity: Record<string, string>;
  fields: Field[];
  lists: List[];
  rules: Rule[];
  /** A SELECT of further `bad` rows over `wanted`: faults inside a list, with lines of their own. */
  innerBad?: string;
  /** False where rows bear no version. */
  versioned?: false;
}

export const text = (column: string, given = column, fresh = `''`): Field => ({
  column,
  given,
  value: `r.value ->> '${given}'`,
  fresh,
});
/** Yes or no: `->>` reads JSON true and false as 1 and 0, as they are stored. */
export const flag = (column: string, given: string, fresh: 0 | 1): Field =>
  text(column, given, String(fresh));
/** A whole number in the database's unit, or NULL. */
export const figure = (column: string, given: string, fresh = 'NULL'): Field => text(column, given, fresh);

/** Reads the row that a code names. */
export const byCode = (table: string, key = 'code_key') =>
  `LEFT JOIN ${table} o ON o.${key} = r.value ->> 'key'`;

/**
 * The CTE `wanted`: each given row beside the stored one: `given`, `line`, `version` (as read by the
 * caller; NULL in an import), `id` and `current` version (NULL where it is new), each column as it is to
 * be, as `old_…` it was, and `changed` where the two differ. `parameter` is a JSON list of rows. A
 * statement that needs few columns asks for those only: each costs a look into each row.
 */
export function wantedAs({ join, fields, lists, versioned }: Resource, parameter = '?1'): string {
  const columns = fields.map(
    ({ column, given, value, fresh }) =>
      `CASE WHEN ${isGiven(given)} THEN ${value} ELSE coalesce(o.${column}, ${fresh}) END AS ${column},
      o.${column} AS old_${column}`,
  );
  const differs = lists.map((list, at) => `${listDiffers(list)} AS list${at}`);
  const names = fields.map(({ column }) => column);
  const changes = [
    ...names.map((name) => `${name} IS NOT old_${name}`),
    ...lists.map((_, at) => `list${at}`),
  ];
  // As JSONB, or each look would parse the row's text anew.
  return `WITH sent AS MATERIALIZED (SELECT jsonb(value) AS value FROM json_each(${parameter})),
  beside AS MATERIALIZED (
    SELECT r.value AS given, r.value ->> 'line' AS line, r.value ->> 'version' AS version,
      o.id AS id, ${versioned === false ? 'NULL' : 'o.version'} AS current,
      ${[...columns, ...differs].join(',\n      ')}
    FROM sent r ${join}),
  wanted AS MATERIALIZED (
    SELECT *, id IS NOT NULL AND (${changes.join(' OR ') || '0'}) AS changed FROM beside)`;
}

const isGiven = (name: string) => `json_type(r.value, '$.${name}') IS NOT NULL`;

/** The list to be, as SQL over `r` and `o`; NULL where the stored one stays. Version 0 is being created. */
function listGiven({ given, fresh }: List): string {
  if (!fresh) return `json_extract(r.value, '$.${given}')`;
  return `coalesce(json_extract(r.value, '$.${given}'), CASE WHEN coalesce(o.version, 0) = 0 THEN '${fresh}' END)`;
}

/** Compared in the order of the elements' own text, so that another order is no change. */
function listDiffers(list: List): string {
  const elements = (values: string[]) => {
    const element = `json_array(${values.join(', ')})`;
    return `json_group_array(${element} ORDER BY ${element})`;
  };
  return `(${listGiven(list)} IS NOT NULL
        AND (SELECT ${elements(list.columns)} FROM ${list.table} WHERE ${list.owner} = o.id)
          IS NOT (SELECT ${elements(list.values)} FROM json_each(${listGiven(list)}) l))`;
}

/** The WITH clause and the SELECT of `bad` that judge rows given: what `refuseBadLines` takes. */
export function judgement(resource: Resource, parameter = '?1'): [withClause: string, bad: string] {
  return [wantedAs({ ...resource, lists: [] }, parameter), badRows(resource)];
}

/** One JSON object for each refused row of `wanted`, NULL for a good one. */
function badRows({ rules, innerBad }: Resource): string {
  const cases = [CHANGED, ...rules].map(
    ({ code, refuses, figures }) =>
      `WHEN ${refuses} THEN json_object('line', w.line, 'code', '${code}'${figures ? `, ${figures}` : ''})`,
  );
  const bad = `SELECT CASE ${cases.join('\n    ')} END AS bad FROM wanted w`;
  return innerBad ? `${bad} UNION ALL ${innerBad}` : bad;
}

/** The version that was read is no longer the one that stands; version 0 stands for «not there yet». */
const CHANGED: Rule = {
  code: 'CHANGED',
  refuses: 'w.version <> coalesce(w.current, 0)',
  figures: `'current', coalesce(w.current, 0)`,
};

/** Statements that write one chunk of rows, bound to `?1`; the guard has already judged all of them. */
export function writingStatements(resource: Resource): string[] {
  const { table, identity, fields, lists } = resource;
  const rowsAlone = wantedAs({ ...resource, lists: [] });
  const columns = fields.map(({ column }) => column);
  const hasFresh = lists.some(({ fresh }) => fresh);
  const version = resource.versioned === false ? '' : `, version = ${table}.version + 1`;
  return [
    // The planner reads the stored row by its key only where the rows given are materialised.
    `${wantedAs(resource)} UPDATE ${table} SET ${columns.map((name) => `${name} = w.${name}`).join(', ')}${version}
      FROM wanted w WHERE ${table}.id = w.id AND w.changed`,
    `${rowsAlone} INSERT INTO ${table} (${[...Object.keys(identity), ...columns].join(', ')}${hasFresh ? ', version' : ''})
      SELECT ${[...Object.values(identity), ...columns.map((name) => `w.${name}`)].join(', ')}${hasFresh ? ', 0' : ''}
      FROM wanted w WHERE w.id IS NULL ORDER BY w.line`,
    ...lists.flatMap((list) => replaceList(resource, list)),
    ...(hasFresh
      ? [
          `${rowsAlone} UPDATE ${table} SET version = 1 FROM wanted w WHERE ${table}.id = w.id AND w.current = 0`,
        ]
      : []),
  ];
}

function replaceList(resource: Resource, list: List): string[] {
  const { table, owner, columns, values } = list;
  const wanted = wantedAs({ ...resource, fields: [], lists: [list] });
  const given = listGiven(list).replaceAll('r.value', 'w.given').replaceAll('o.version', 'w.current');
  return [
    `${wanted} DELETE FROM ${table} WHERE ${owner} IN (SELECT id FROM wanted WHERE list0)`,
    `${wanted} INSERT INTO ${table} (${owner}, ${columns.join(', ')})
      SELECT w.id, ${values.join(', ')} FROM wanted w CROSS JOIN json_each(${given}) l WHERE w.list0
      -- What stands twice in one list is the same thing said twice: the first stands.
      ON CONFLICT DO NOTHING`,
  ];
}
