/** What an exit cannot deliver whole: a slip of the finger would empty the shelf, so it is asked about first. */
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { button, el, notice } from '../dom.ts';
import type { LinesEditor } from '../lines/linesEditor.ts';
import { language, say, words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits;

export interface Shortages {
  /** False where it asked in `box`, or where nothing at all can go out. */
  mayPass(box: HTMLElement): boolean;
  /** The whole of an invoice in one click, whose shortages stand above the button (Q14): nothing is asked. */
  meant(submit: () => Promise<void>): Promise<void>;
}

/** `again`: the exit is sent, once what is left is meant. */
export function shortages(draft: ExitDraft, lines: LinesEditor, again: () => Promise<void>): Shortages {
  /** What was said yes to; another quantity or another stock asks anew. */
  let accepted = '';
  let isMeant = false;

  function mayPass(box: HTMLElement): boolean {
    // Each product says itself why none of it can go out.
    if (!draft.lines.some(({ picks }) => picks.length > 0)) {
      box.replaceChildren(notice('danger', words.lines.nothingUsable));
      lines.cards()[0]?.focus();
      return false;
    }
    const short = draft.lines.filter(({ missing, picks }) => missing > 0 && picks.length > 0);
    const key = JSON.stringify(short.map(({ item, wanted, missing }) => [item, wanted, missing]));
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
    accept.focus();
    return false;
  }

  return {
    mayPass,
    async meant(submit) {
      isMeant = true;
      await submit();
      isMeant = false;
    },
  };
}
