/** What an exit cannot deliver whole: a slip of the finger would empty the shelf, so it is asked about first. */
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { button, el, notice } from '../dom.ts';
import type { DraftLine } from '../lines/draftLine.ts';
import { language, say, words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits;

export interface Shortages {
  /** False where it asked in `box`. */
  mayPass(box: HTMLElement): boolean;
  /** The lines are others now: what was asked about before is no longer the question. */
  changed(): void;
  /** The whole of an invoice in one click, whose shortages stand above the button (Q14): nothing is asked. */
  meant(submit: () => Promise<void>): Promise<void>;
}

/** `again`: the exit is sent, once what is left is meant. */
export function shortages(draft: ExitDraft, again: () => Promise<void>): Shortages {
  /** What was said yes to; another quantity or another stock asks anew. */
  let accepted = '';
  let isMeant = false;
  /** What is being asked, and where. */
  let asked: { key: string; box: HTMLElement } | null = null;

  const shortLines = () => draft.lines.filter(({ missing, picks }) => missing > 0 && picks.length > 0);
  const keyOf = (short: readonly DraftLine[]) =>
    JSON.stringify(short.map(({ item, wanted, missing }) => [item, wanted, missing]));

  function mayPass(box: HTMLElement): boolean {
    const short = shortLines();
    const key = keyOf(short);
    if (isMeant || short.length === 0 || key === accepted) return true;
    const what = short.map(({ item, unit, wanted, missing }) => {
      const asked = parseDecimal(wanted, language) ?? 0;
      const found = Math.round((asked - missing) * 1000) / 1000;
      return say(says.shortLine, { item, unit, wanted: asked, found });
    });
    const accept = button(says.shortAccept, () => {
      accepted = key;
      void again();
    });
    box.replaceChildren(
      notice('warning', say(says.shortQuestion, { what: what.join(' ; ') })),
      el('div', { class: 'actions' }, accept),
    );
    asked = { key, box };
    accept.focus();
    return false;
  }

  return {
    mayPass,
    changed() {
      if (asked === null || asked.key === keyOf(shortLines())) return;
      asked.box.replaceChildren();
      asked = null;
    },
    async meant(submit) {
      isMeant = true;
      await submit();
      isMeant = false;
    },
  };
}
