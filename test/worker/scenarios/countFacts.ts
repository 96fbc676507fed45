import type { Count, CountLines, Recap } from '../../../shared/contract/counts.ts';
import type { FactWords } from './expected.ts';
import type { KnownCount, Stage } from './stage.ts';
import { type Goods, inWords, pieces, Unreadable } from './words.ts';

/** What a row may tell of a count. */
export const COUNT_FACTS: FactWords = [
  ['état', /^(ouvert|clôturé|confirmé|annulé|contre-passé)$/],
  ['connue', /^(déjà sur la liste)$/],
  ['lignes', /^(\d+) lignes?$/],
  ['comptées', /^(\d+) comptées?$/],
  ['théorique', /^théorique (montré|caché)$/],
  ['erreurs', /^(ligne \d+ [A-Z_]+)$/],
  ['écarts', /^([+-][\d,]+ .+|sans écart)$/],
  ['valeur', /^valeur (.+)$/],
  ['gardées', /^(\d+) gardées?$/],
  ['ajustement', /^(AI-\S+|sans document)$/],
  ['secondes', /^(\d+) au second comptage$/],
];
const STATES: Record<Count['state'], string> = {
  open: 'ouvert',
  closed: 'clôturé',
  confirmed: 'confirmé',
  cancelled: 'annulé',
  reversed: 'contre-passé',
};
/** A line that no count has. */
export const NO_LINE = 999_999_999;

export function readName(head: string): [name: string, options: string[]] {
  const [name = '', ...options] = pieces(head);
  if (!/^«.+»$/.test(name))
    throw new Unreadable(`«${name}» n’est pas le nom d’un inventaire entre guillemets`);
  return [name, options];
}

export function known(stage: Stage, name: string): KnownCount {
  const count = stage.counts.get(name);
  if (!count) throw new Error(`le scénario n’a pas d’inventaire ${name}`);
  return count;
}

export const send = <T>(stage: Stage, who: string, name: string, path: string, body?: object) =>
  stage.ask<T>(
    who,
    body ? (path === '/lines' ? 'PUT' : 'POST') : 'GET',
    `/v1/counts/${known(stage, name).id}${path}`,
    body,
  );

export const tellCount = ({ state, lines, counted, adjustment }: Count) => ({
  état: STATES[state],
  lignes: String(lines),
  comptées: String(counted),
  ajustement: adjustment ? adjustment.number.replace(/\d{4}-0*(?=\d+$)/, '') : 'sans document',
});

export function tellRecap({ movements, gapValue, keptBlank }: Recap) {
  const gap = (size: number) => (size > 0 ? `+${inWords(size)}` : inWords(size));
  const words = movements.map(
    (one) =>
      `${gap(one.gap ?? 0)} ${one.item}${one.lot && ` lot ${one.lot}`}${one.serial && ` n° ${one.serial}`}`,
  );
  return { écarts: words.join(', ') || 'sans écart', valeur: inWords(gapValue), gardées: String(keptBlank) };
}

export const matches = (goods: Goods) => (line: CountLines['rows'][number]) =>
  line.item === goods.item &&
  line.lot === (goods.lot ?? '') &&
  line.serial === (goods.serial ?? '') &&
  (goods.bin === undefined || line.bin === goods.bin);

export const readLines = async (stage: Stage, who: string, name: string, round: 1 | 2 = 1) =>
  (await send<CountLines>(stage, who, name, `/lines?round=${round}`)).rows;

export async function readSheet(stage: Stage, who: string, name: string) {
  const rows = await readLines(stage, who, name);
  known(stage, name).seen.set(who, new Map(rows.map(({ line, version }) => [line, version])));
  return rows;
}
