/** What every form of a document has: date, note, linked document, its draft, one post, its refusals. */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { DocumentRequest } from '../../../shared/contract/documents.ts';
import type { Answer } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { button, el, type Field, field, freshId, notice, textInput } from '../dom.ts';
import { type DateField, dateField } from '../fields/dateField.ts';
import { keepDraft } from '../keeping.ts';
import { type Panel, setStatus, showScreen, whileWorking } from '../page.ts';
import { type ErrorPlaces, showFirstWrong, showRefusal } from '../refused.ts';
import { say, words } from '../words.ts';
import { draftActions } from './draftActions.ts';
import type { DocumentHeadDraft } from './head.ts';
import { judgeToo } from './judging.ts';
import { lostAnswer } from './lostAnswer.ts';

const says = words.flows;

/** `T` is what the command answers. */
export interface FormShape<T> {
  title: string;
  restored: boolean;
  /** In the order of the screen; `form.head` and `form.flag` stand where the form wants them. */
  content: (Node | null | false)[];
  submit: string;
  /** The draft's text; null where nothing is worth keeping. */
  write(): string | null;
  /** Lays what is wrong beside the fields; how many are wrong. */
  check(): number;
  send(): Promise<Answer<T>>;
  /**
   * What to ask the service of a form that is not whole yet: what it misses and what the service would refuse are
   * told at once. Null where there is nothing to judge.
   */
  judged?(): DocumentRequest | null;
  /** The form is whole: asks what must be asked before it is sent; false where it was. */
  maySend?(box: HTMLElement): boolean;
  places(): Pick<ErrorPlaces, 'line' | 'summary'> & {
    head?(error: BadLine): boolean;
    /** True where the form says already what is wrong there. */
    told?(error: BadLine): boolean;
  };
  /** Something is still being looked up: wait, and true if it was. */
  settle?(): Promise<boolean>;
  /** After a refusal of the service; true sends again at once. */
  refused?(errors: readonly BadLine[]): boolean;
  posted(answered: T): void;
  thrown(): void;
  /** To the panel's list: what was typed stays kept. */
  back(): void;
  focus?: HTMLElement | undefined;
}

export interface DocumentForm {
  date: DateField;
  description: Field<HTMLInputElement>;
  linkedDocument: Field<HTMLInputElement>;
  flag: HTMLElement;
  /** Something was typed: the draft is kept soon. */
  changed(): void;
  /** As if its button were pressed. */
  submit(): Promise<void>;
  /** Throws this draft away: another form takes its place. */
  leave(): Promise<void>;
  show<T>(shape: FormShape<T>): void;
}

export interface HeadLabels {
  date?: string;
  description?: string;
  linkedDocument?: string;
  dated?(): void;
}

export function documentForm(panel: Panel, draft: DocumentHeadDraft, labels: HeadLabels = {}): DocumentForm {
  let later = () => {};
  let submit = async () => {};
  let leave = async () => {};
  const date = dateField({
    label: labels.date ?? says.date,
    value: draft.date,
    today: panel.me.today,
    kind: 'document',
    changed: (next) => {
      draft.date = next;
      labels.dated?.();
      later();
    },
  });
  const description = textField(labels.description ?? says.description, draft, 'description', 500);
  const linkedDocument = textField(
    labels.linkedDocument ?? says.linkedDocument,
    draft,
    'linkedDocument',
    100,
  );
  const refused = el('div', {});
  const kept = el('p', { class: 'quiet' });
  const { flag, showFlag } = notCountedFlag(draft, () => later());
  for (const box of [description, linkedDocument]) box.input.addEventListener('input', () => later());

  const isAboutDate = ({ line, code }: BadLine) =>
    line === 0 && (code.startsWith('DATE_') || code === 'PERIOD_CLOSED');

  function headError(error: BadLine): boolean {
    const aboutDate = isAboutDate(error);
    if (aboutDate) date.setError(error.detail);
    return aboutDate;
  }

  /** What is typed there is no date: another one was judged in its place. */
  const dateTold = (error: BadLine) => isAboutDate(error) && isMarked(date);

  function show<T>(shape: FormShape<T>): void {
    const lost = lostAnswer(draft, shape.write);
    /** What was recorded of this form already: another document is another decision. */
    let recorded: { id: string; number: string | null } | null = null;

    submit = async () => {
      refused.replaceChildren();
      const lookedUp = shape.settle && (await whileWorking(words.panel.working, shape.settle));
      const wrong = shape.check() + (date.check() ? 0 : 1);
      if (wrong > 0) {
        const more = await judge();
        setStatus(say(words.refused.fix, { count: wrong + more }));
        showFirstWrong();
        return;
      }
      if (lookedUp) return setStatus(words.lines.lotsProposed);
      if (recorded) return askForAnother(recorded);
      if (shape.maySend?.(refused) ?? true) await post();
    };

    function askForAnother({ id, number }: { id: string; number: string | null }): void {
      const see = (shown: string) =>
        void whileWorking(words.panel.working, () => call('showVoucher', id, shown));
      const another = button(words.drafts.recordAnother, () => {
        recorded = null;
        refused.replaceChildren();
        void submit();
      });
      refused.replaceChildren(
        notice(
          'warning',
          say(words.drafts.recorded, { number }),
          el(
            'div',
            { class: 'actions' },
            number !== null && button(words.flows.posted.voucher, () => see(number)),
            another,
          ),
        ),
      );
      refused.scrollIntoView({ block: 'nearest' });
    }

    /** Somebody sent this draft already, from another tab or before an answer was lost, and it said something else. */
    async function alreadyRecorded(): Promise<void> {
      const { id } = draft;
      const read = await whileWorking(words.panel.working, () => call('readDocument', id));
      draft.id = newId();
      lost.forget();
      await keeping.rename(draft.id);
      recorded = { id, number: read?.ok ? read.document.number : null };
      askForAnother(recorded);
    }

    /** How many points the service adds to those that the form found. */
    async function judge(): Promise<number> {
      const request = shape.judged?.();
      if (!request) return 0;
      const places = shape.places();
      const told = (error: BadLine) => (places.told?.(error) ?? false) || dateTold(error);
      const head = (error: BadLine) => places.head?.(error) || headError(error);
      const news = await judgeToo(request, { line: places.line, head, told }, refused);
      if (news.some(isWithinCount)) showFlag();
      return news.length;
    }

    async function post(): Promise<void> {
      const posted = await whileWorking(says.submitting, () => shape.send());
      if (!posted) return;
      if (posted.ok) {
        await keeping.stop();
        return shape.posted(posted);
      }
      // The service has judged this id with that content; mended, it is another document to it.
      if (posted.code === 'ID_REUSED') return alreadyRecorded();
      lost.note(posted);
      const whole = { ...posted, line: 0, detail: posted.message };
      const errors = posted.errors.length > 0 ? posted.errors : [whole];
      if (errors.some(isWithinCount)) showFlag();
      // Without a judgement it may be recorded: what it takes stays as it was sent, so that it is the same when sent again.
      const isJudged = posted.status === 409 || posted.status === 422;
      if (isJudged && shape.refused?.(errors)) return post();
      const places = shape.places();
      showRefusal(posted, { ...places, head: (error) => places.head?.(error) || headError(error) }, refused);
      later();
    }

    showScreen(
      shape.title,
      shape.restored && notice('info', words.drafts.found),
      ...shape.content,
      refused,
      ...draftActions({
        submit: button(shape.submit, () => void submit(), 'primary'),
        restored: shape.restored,
        holds: () => lost.write() !== null,
        keeping: () => keeping,
        refused,
        thrown: () => shape.thrown(),
        back: () => shape.back(),
      }),
      kept,
    );
    // After the screen before was left: what that one kept is not ours.
    const keeping = keepDraft(panel, draft.id, lost.write, (text) => {
      kept.textContent = text;
    });
    later = () => keeping.later();
    leave = async () => void (await keeping.throwAway());
    later();
    shape.focus?.focus();
  }

  return {
    ...{ date, description, linkedDocument, flag, show },
    changed: () => later(),
    submit: () => submit(),
    leave: () => leave(),
  };
}

/** A text of the draft, as it is typed. */
export function textField<K extends string>(
  label: string,
  draft: Record<K, string>,
  name: K,
  maxlength: number,
  hint = '',
): Field<HTMLInputElement> {
  const box = field(label, textInput(draft[name], { maxlength, spellcheck: 'false' }), { hint });
  box.input.addEventListener('input', () => {
    draft[name] = box.input.value as Record<K, string>[K];
    box.setError(null);
  });
  return box;
}

/** Asked once the service says that the date lies within a count (Q16). */
function notCountedFlag(draft: DocumentHeadDraft, changed: () => void) {
  const tick = el('input', { type: 'checkbox', id: freshId('flag') });
  const flag = el(
    'label',
    { class: 'choice', for: tick.id, hidden: !draft.notCounted },
    tick,
    el('span', {}, says.notCounted),
  );
  tick.checked = draft.notCounted;
  tick.addEventListener('change', () => {
    draft.notCounted = tick.checked;
    changed();
  });
  return { flag, showFlag: () => (flag.hidden = false) };
}

const isWithinCount = ({ code }: BadLine) => code === 'DATE_WITHIN_COUNT';

/** True where a sentence stands beside that field already. */
export function isMarked(box: Pick<Field<HTMLElement>, 'input'> | null): boolean {
  return box?.input.getAttribute('aria-invalid') === 'true';
}

/** Lays «à remplir» beside a field that must not be blank; 1 where it was. */
export function missing(
  box: { setError(text: string | null): void } | null,
  blank: boolean,
  text = words.panel.required,
): number {
  box?.setError(blank ? text : null);
  return blank ? 1 : 0;
}
