/** The last question before somebody is erased (Q7): what goes, what stays, and the name typed once more. */
import type { PatientExport, PersonExport } from '../../../shared/contract/personalData.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import type { Subject } from '../../server/calls/personalData.ts';
import { call, newId } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import type { Desk } from './desk.ts';
import { showPersonalData } from './personalData.ts';

const says = words.personalData;

export function showErasure(desk: Desk, kept: PatientExport | PersonExport, who: string): void {
  const isPatient = 'reference' in kept;
  const of: Subject = isPatient ? { patient: who } : { person: who };
  const { goes, stays } = isPatient ? says.patients : says.people;
  const figures = isPatient
    ? { mask: kept.mask, documents: kept.documents.length }
    : { commands: kept.commands };
  const list = (sentences: Readonly<Record<string, string>>) =>
    el('ul', {}, ...Object.values(sentences).map((sentence) => el('li', {}, say(sentence, figures))));
  const again = field(
    say(says.again, { who }),
    textInput('', { maxlength: who.length + 2, spellcheck: 'false' }),
  );
  const refused = el('div', {});
  /** One command, however often its answer is lost. */
  const id = newId();

  const erase = async () => {
    const same = foldKey(again.input.value) === foldKey(who);
    again.setError(same ? null : say(says.notSame, { who }));
    if (!same) return again.input.focus();
    const erased = await whileWorking(says.erasing, () => call('erasePersonalData', id, of));
    if (!erased) return;
    if (erased.ok) showPersonalData(desk, say(says.erased, { who, word: erased.word }));
    else refused.replaceChildren(notice('danger', erased.message));
  };

  showScreen(
    say(says.eraseTitle, { who }),
    el('h2', {}, says.goes),
    list(goes),
    el('h2', {}, says.stays),
    list(stays),
    notice('warning', says.forever),
    again.root,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.confirm, () => void erase(), 'danger'),
      button(words.panel.cancel, () => showPersonalData(desk)),
    ),
  );
}
