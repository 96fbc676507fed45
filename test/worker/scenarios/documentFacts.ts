import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type { StockLine } from '../../../shared/contract/stock.ts';
import type { Facts, FactWords } from './expected.ts';
import type { Stage } from './stage.ts';
import { inWords } from './words.ts';

/** What a row may tell of a document. */
export const DOCUMENT_FACTS: FactWords = [
  ['numéro', /^([A-Z]{2}-[A-Z]+-(?:\d{4}-)?\d+)$/],
  ['reste', /^reste (.+)$/],
  ['en route', /^en route (.+)$/],
  ['coût', /^à (.+)$/],
  ['CUMP', /^CUMP (.+)$/],
  ['valeur', /^valeur (.+)$/],
  ['avertit', /^avertit (.+)$/],
  ['tiers', /^(?:vers|de) (.+)$/],
  ['série', /^n° (.+)$/],
  ['libellé', /^libellé «(.+)»$/],
  ['facture', /^facture (.+)$/],
  ['contre-passé', /^contre-passé par (.+)$/],
  ['rectifié', /^rectifié par (.+)$/],
  ['reçu', /^reçu par (.+)$/],
  ['mouvements', /^(\d+) mouvements?$/],
];

/** A number that does not bear the year of its document stays as it is. */
export function shortNumber({ number, date }: PostedDocument, today: string): string {
  return number.includes(`-${date.slice(0, 4)}-`) ? inThisYear(number, today) : number;
}

/** «SP-PHC-2026-000007» is told as SP-PHC-7 in its own year. */
function inThisYear(number: string, today: string): string {
  const [, code, depot, year = '', ordinal] = /^([A-Z]{2})-(.+)-(\d{4})-(\d{6})$/.exec(number) ?? [];
  return `${code}-${depot}-${today.startsWith(year) ? '' : `${year}-`}${Number(ordinal)}`;
}

/** A document in the words of the scenarios; the average cost is read only where it is asked for. */
export async function tellDocument(stage: Stage, posted: PostedDocument, wanted: Facts) {
  const { movements, warnings } = posted;
  const [shelf, travelling] = [
    movements.filter(({ transit }) => !transit),
    movements.filter(({ transit }) => transit),
  ];
  const first = [...new Map([...movements].reverse().map((one) => [one.line, one])).values()].reverse();
  const list = (figures: number[]) => figures.map(inWords).join(' / ');
  const other = (number: string | null) => (number === null ? 'aucun' : inThisYear(number, stage.today()));
  return {
    facts: {
      numéro: shortNumber(posted, stage.today()),
      reste: list(shelf.map(({ balance = Number.NaN }) => balance)),
      'en route': list(travelling.map(({ balance = Number.NaN }) => balance)),
      coût: list(first.map(({ unitCost }) => unitCost)),
      valeur: list(first.map(({ value }) => value)),
      avertit: warnings
        .map(({ code }) => code)
        .sort()
        .join(' + '),
      tiers: posted.party ?? 'personne',
      série: first.map(({ serial }) => serial).join(' / '),
      libellé: posted.description,
      facture: posted.invoice ?? 'aucune',
      'contre-passé': other(posted.reversedBy),
      rectifié: other(posted.rectifiedBy),
      reçu: posted.receptions.map(other).join(' / ') || 'personne',
      mouvements: String(movements.length),
      ...('CUMP' in wanted && {
        CUMP: list(
          await averages(
            stage,
            first.map(({ item }) => item),
          ),
        ),
      }),
    },
    sentences: warnings.map(({ detail }) => detail),
  };
}

async function averages(stage: Stage, items: string[]): Promise<number[]> {
  const read = async (item: string) => {
    const query = new URLSearchParams({ item: stage.here(item) });
    const { rows } = await stage.ask<{ rows: StockLine[] }>('comptable', 'GET', `/v1/stock?${query}`);
    return rows[0]?.unitCost ?? Number.NaN;
  };
  return Promise.all([...new Set(items)].map(read));
}
