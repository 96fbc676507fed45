import type * as z from 'zod';
import type { countTeam } from '../../shared/contract/counts.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { type CountCommand, demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';
import { readCount, toCount } from './read.ts';

type Team = z.output<typeof countTeam>;

/** The teams as the statements read them: words with their folded keys. */
export function toTeams(teams: readonly Team[]): string {
  const words = (list: readonly string[]) => list.map((shown) => ({ key: foldKey(shown), shown }));
  return JSON.stringify(
    teams.map(({ team, name, members, bins }) => ({
      team,
      name: name.trim(),
      members: words(members),
      bins: words(bins),
    })),
  );
}

/** The statements that write the teams of a count anew, first judged: a bin and a person belong to one team. */
export function storeTeams(db: D1Database, count: string, teams: string, now: string): D1PreparedStatement[] {
  return [
    ...[REFUSE_TEAMS, ...STORE].map((sql) => db.prepare(sql).bind(count, teams)),
    db.prepare(STORE_MEMBERS).bind(count, teams, now),
  ];
}

/**
 * Whoever leaves a team has counted with it, if a figure was sent of its lines since he joined: its sheet is typed on by
 * several, and one of them sends. Asked for as the statement needs it: who is of no team leaves none.
 */
const rememberMembers = (who: string) => `
  INSERT OR IGNORE INTO count_former_members (count, person)
  SELECT m.count, m.person FROM count_team_members m
  WHERE m.count = ${THIS_COUNT} AND ${who} AND m.joined_at <= ((
    SELECT json_group_object(team, at) FROM (
      SELECT x.team, max(max(coalesce(k.first_at, ''), coalesce(k.second_at, ''))) AS at
      FROM count_lines k JOIN stock s ON s.id = k.stock JOIN count_team_bins x ON x.count = k.count AND x.bin = s.bin
      WHERE k.count = ${THIS_COUNT} GROUP BY x.team)) ->> ('$.' || m.team))`;

const NAMED = (list: 'bins' | 'members') => `
  SELECT t.key + 1 AS line, t.value ->> 'team' AS team, w.value ->> 'key' AS key, w.value ->> 'shown' AS shown
  FROM json_each(?2) t, json_each(t.value, '$.${list}') w`;
const TWICE = (rows: string) => `
  SELECT json_object('line', max(line), 'code', 'COUNT_TEAM_DUPLICATE', 'what', min(shown)) AS bad
  FROM (${rows}) GROUP BY key HAVING count(*) > 1`;
const DEPOT = '(SELECT depot FROM counts WHERE id = ?1)';

const REFUSE_TEAMS = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `${TWICE(`SELECT key + 1 AS line, value ->> 'team' AS key, value ->> 'team' AS shown FROM json_each(?2)`)}
   UNION ALL ${TWICE(NAMED('bins'))} UNION ALL ${TWICE(NAMED('members'))}
   UNION ALL SELECT json_object('line', line, 'code', 'BIN_UNKNOWN', 'bin', shown) FROM (${NAMED('bins')}) w
     WHERE NOT EXISTS (SELECT 1 FROM bins WHERE depot = ${DEPOT} AND code_key = w.key)
   UNION ALL SELECT json_object('line', line, 'code', 'MEMBER_UNKNOWN', 'email', shown) FROM (${NAMED('members')}) w
     WHERE NOT EXISTS (SELECT 1 FROM people p JOIN rights r ON r.person = p.id
       WHERE p.email_key = w.key AND p.active = 1 AND r.depot = ${DEPOT})`,
);

const STORE = [
  rememberMembers('?2 IS NOT NULL'),
  `DELETE FROM count_team_members WHERE count = ${THIS_COUNT} AND ?2 IS NOT NULL`,
  `DELETE FROM count_team_bins WHERE count = ${THIS_COUNT} AND ?2 IS NOT NULL`,
  `DELETE FROM count_teams WHERE count = ${THIS_COUNT} AND ?2 IS NOT NULL`,
  `INSERT INTO count_teams (count, team, name)
   SELECT ${THIS_COUNT}, value ->> 'team', value ->> 'name' FROM json_each(?2)`,
  `INSERT INTO count_team_bins (count, team, bin)
   SELECT ${THIS_COUNT}, w.team, b.id FROM (${NAMED('bins')}) w CROSS JOIN bins b ON b.depot = ${DEPOT} AND b.code_key = w.key`,
];
const STORE_MEMBERS = `
  INSERT INTO count_team_members (count, team, person, joined_at)
  SELECT ${THIS_COUNT}, w.team, p.id, ?3 FROM (${NAMED('members')}) w CROSS JOIN people p ON p.email_key = w.key`;

/** Says which teams count what (Q21); lines follow their bin, figures stay as they were sent. */
export async function putTeams(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: { teams: Team[] },
) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.teams', subject: count, request: wanted },
    [
      db.prepare(demandOfCount({ right: 'manages', state: ['open'] })).bind(count, rightsOn(caller)),
      ...storeTeams(db, count, toTeams(wanted.teams), caller.now),
      db.prepare(raiseVersion()).bind(count),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

/** «Je compte, équipe 2»: a person is in one team of a count; team 0 leaves. */
export async function joinTeam(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: { team: number },
) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.join', subject: count, request: wanted },
    [
      db
        .prepare(
          demandOfCount({
            right: 'works',
            state: ['open'],
            rules: [
              {
                code: 'COUNT_TEAM_UNKNOWN',
                refuses:
                  '?3 > 0 AND NOT EXISTS (SELECT 1 FROM count_teams t WHERE t.count = c.sequence AND t.team = ?3)',
                figures: `'team', ?3`,
              },
            ],
          }),
        )
        .bind(count, rightsOn(caller), wanted.team),
      db.prepare(rememberMembers('m.person = ?2')).bind(count, caller.person),
      db
        .prepare(`DELETE FROM count_team_members WHERE count = ${THIS_COUNT} AND person = ?2`)
        .bind(count, caller.person),
      db
        .prepare(
          `INSERT INTO count_team_members (count, team, person, joined_at) SELECT ${THIS_COUNT}, ?3, ?2, ?4 WHERE ?3 > 0`,
        )
        .bind(count, caller.person, wanted.team, caller.now),
      db.prepare(raiseVersion()).bind(count),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}
