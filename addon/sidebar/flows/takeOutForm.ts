/** Goods that leave a stock line without going to use: back to the supplier, or to another bin (G22). */
import type { DocumentRequest, PostedDocument } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { documentForm, isMarked, missing } from '../documents/documentForm.ts';
import { type DocumentHeadDraft, headOf, newHead } from '../documents/head.ts';
import { withQuantities } from '../documents/judging.ts';
import { supplierField } from '../fields/partyField.ts';
import {
  choiceKey,
  type DraftLine,
  documentLine,
  isProposedAnew,
  isQuantityTold,
  linePlaces,
} from '../lines/draftLine.ts';
import { linesEditor } from '../lines/linesEditor.ts';
import type { Panel } from '../page.ts';
import { language, words } from '../words.ts';
import { type Bins, binField } from './binField.ts';

const says = words.flows.takeOut;

export type TakeOutType = 'return-supplier' | 'bin-move';

export interface TakeOutDraft extends DocumentHeadDraft {
  form: 'takeOut';
  type: TakeOutType;
  depot: string;
  party: string;
  partyName: string;
  /** bin-move: where all of it goes. */
  toBin: string | null;
  lines: DraftLine[];
}

export interface TakeOutEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** To the list, where the draft waits. */
  back(): void;
}

export function newTakeOut(id: string, type: TakeOutType, depot: string, today: string): TakeOutDraft {
  const nothing = { party: '', partyName: '', toBin: null, lines: [] };
  return { form: 'takeOut', ...newHead(id, today), type, depot, ...nothing };
}

export function showTakeOut(
  panel: Panel,
  draft: TakeOutDraft,
  bins: readonly Bins[],
  restored: boolean,
  ends: TakeOutEnds,
): void {
  const moves = draft.type === 'bin-move';
  const form = documentForm(panel, draft, { dated: () => void lines.proposeAll() });
  const lines = linesEditor(draft, panel.me.today, () => form.changed());
  const supplier = moves
    ? null
    : supplierField({
        value: { code: draft.party, name: draft.partyName },
        changed: ({ code, name }) => {
          Object.assign(draft, { party: code, partyName: name });
          supplier?.setError(null);
          form.changed();
        },
      });
  const toBin = moves
    ? binField({
        label: says.toBin,
        bins,
        value: draft.toBin,
        changed: (bin) => {
          draft.toBin = bin;
          form.changed();
        },
      })
    : null;

  function check(): number {
    let wrong = missing(supplier, !moves && draft.party === '');
    wrong += missing(toBin, moves && draft.toBin === null);
    for (const card of lines.cards()) if (!card.check()) wrong += 1;
    const some = draft.lines.some(({ picks }) => picks.length > 0);
    wrong += lines.unchosen() || missing(lines, !some, words.lines.noLines);
    return wrong + tooMuch() + (moves ? staying() : 0);
  }

  /** What is there would go, and the rest would be passed over. */
  function tooMuch(): number {
    const short = lines.cards().filter(({ line }) => line.missing > 0);
    for (const card of short) card.setError(null, says.tooMuch);
    return short.length;
  }

  /** From a bin into itself nothing moves: said beside the line before it is sent. */
  function staying(): number {
    let wrong = 0;
    draft.lines.forEach((line, place) => {
      line.picks.forEach((pick, at) => {
        const from = line.choices.find((choice) => choiceKey(choice) === pick.choice)?.bin;
        if (from === undefined || from !== draft.toBin) return;
        lines.cards()[place]?.setError(at, says.sameBin);
        wrong += 1;
      });
    });
    return wrong;
  }

  form.show({
    title: says.titles[draft.type],
    restored,
    content: [
      supplier?.root ?? null,
      toBin?.root ?? null,
      form.date.root,
      form.description.root,
      form.linkedDocument.root,
      form.flag,
      lines.root,
    ],
    submit: says.submits[draft.type],
    write: () => (isEmpty(draft) ? null : draftText(draft)),
    check,
    settle: async () => {
      await supplier?.settle();
      return lines.settle();
    },
    send: () => call('postDocument', panel.name, toTakeOut(draft)),
    judged: () => withQuantities(toTakeOut(draft)),
    places() {
      const places = linePlaces(draft);
      return {
        told: (error) =>
          isQuantityTold(draft, error, language) ||
          (error.code.startsWith('PARTY_') && isMarked(supplier)) ||
          (error.code.startsWith('BIN_') && isMarked(toBin)),
        line({ line, detail, code }) {
          if (code === 'BIN_UNKNOWN' && toBin) {
            toBin.setError(detail);
            return true;
          }
          const at = places[line - 1];
          const card = at && lines.cards()[at.line];
          card?.setError(at?.pick ?? null, detail);
          return card !== undefined;
        },
        head({ code, detail }) {
          if (!code.startsWith('PARTY_') || !supplier) return false;
          supplier.setError(detail);
          return true;
        },
        summary: (errors) => (isProposedAnew(draft, errors) ? words.lines.stockMoved : null),
      };
    },
    refused() {
      void lines.proposeAll();
      return false;
    },
    posted: ({ document }) => ends.posted(document),
    thrown: ends.thrown,
    back: ends.back,
    focus: restored ? undefined : (supplier ?? toBin)?.input,
  });
  if (restored) void lines.proposeAll();
}

function isEmpty({ party, toBin, description, linkedDocument, lines }: TakeOutDraft): boolean {
  return !party && toBin === null && !description && !linkedDocument && lines.length === 0;
}

/** Choices are asked anew when a draft is taken up again, so only those picked are kept. */
function draftText(draft: TakeOutDraft): string {
  const lines = draft.lines.map((line) => ({
    ...line,
    choices: line.choices.filter((choice) => line.picks.some((pick) => pick.choice === choiceKey(choice))),
  }));
  return JSON.stringify({ ...draft, lines });
}

function toTakeOut(draft: TakeOutDraft): DocumentRequest {
  const { type, depot, party, toBin } = draft;
  return {
    ...headOf(draft),
    type,
    depot,
    ...(type === 'return-supplier' && party && { party }),
    lines: draft.lines.flatMap((line) =>
      line.picks.map((pick) => ({
        ...documentLine(line, pick, language),
        ...(type === 'bin-move' && toBin !== null && { toBin }),
      })),
    ),
  };
}
