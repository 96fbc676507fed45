/** «Données personnelles» (Q7): what is kept of a patient or of a person, handed over as a file, or erased for good. */
import type { PatientExport, PersonExport } from '../../../shared/contract/personalData.ts';
import type { Subject } from '../../server/calls/personalData.ts';
import { call } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { saveFile } from '../saveFile.ts';
import { quantityText, say, words } from '../words.ts';
import type { Desk } from './desk.ts';
import { showErasure } from './erasure.ts';

const says = words.personalData;
const KINDS = ['patients', 'people'] as const;
export type SubjectKind = (typeof KINDS)[number];
/** As long as an address may be. */
const LONGEST = 200;

export function showPersonalData(desk: Desk, news: string | null = null): void {
  const kind = el('select', {}, ...KINDS.map((name) => el('option', { value: name }, says.kinds[name])));
  const input = textInput('', { maxlength: LONGEST, spellcheck: 'false' });
  const who = field(says.who.patients, input);
  const told = el('div', {}, news && notice('good', news));

  kind.addEventListener('change', () => {
    told.replaceChildren();
    who.setError(null);
    who.root.querySelector('label')!.textContent = says.who[kind.value as SubjectKind];
  });
  const look = async () => {
    const typed = input.value.trim();
    told.replaceChildren();
    who.setError(typed === '' ? words.panel.required : null);
    if (typed === '') return;
    const of: Subject = kind.value === 'patients' ? { patient: typed } : { person: typed };
    const read = await whileWorking(says.looking, () => call('readPersonalData', of));
    if (!read) return;
    if (read.ok) told.replaceChildren(keptCard(desk, read.kept));
    else if (read.code === 'NOT_FOUND') who.setError(say(says.unknown, { who: typed }));
    else told.replaceChildren(notice('danger', read.message));
  };
  input.addEventListener('keydown', (event) => event.key === 'Enter' && void look());

  showScreen(
    words.settings.personal.title,
    el(
      'p',
      {},
      button(words.settings.all, () => desk.home(), 'link'),
    ),
    el('p', {}, says.intro),
    field(says.kind, kind).root,
    who.root,
    el(
      'div',
      { class: 'actions' },
      button(says.look, () => void look(), 'primary'),
    ),
    told,
  );
}

function keptCard(desk: Desk, kept: PatientExport | PersonExport): HTMLElement {
  const who = 'reference' in kept ? kept.reference : kept.email;
  return el(
    'section',
    { class: 'card' },
    el('h2', { class: 'card-title' }, who),
    el(
      'dl',
      { class: 'facts' },
      ...factsOf(kept).flatMap(([name, fact]) => [el('dt', {}, says.facts[name]), el('dd', {}, fact)]),
    ),
    'mask' in kept && el('p', { class: 'quiet' }, says.maskMeans),
    el('p', { class: 'quiet' }, says.file),
    el(
      'div',
      { class: 'actions' },
      button(says.download, () => save(kept, who)),
      button(says.erase, () => showErasure(desk, kept, who), 'danger'),
    ),
  );
}

function factsOf(kept: PatientExport | PersonExport): [name: keyof typeof says.facts, fact: string][] {
  if ('reference' in kept)
    return [
      ['name', kept.name ?? says.noName],
      ['mask', kept.mask],
      ['documents', quantityText(kept.documents.length)],
      ['invoices', quantityText(kept.invoices.length)],
    ];
  const { choices } = words.settings;
  return [
    ['name', kept.name],
    ['rights', kept.rights.map(({ depot, role }) => `${depot} (${choices[role]})`).join(', ') || says.noName],
    ['commands', quantityText(kept.commands)],
  ];
}

function save(kept: object, who: string): void {
  saveFile([JSON.stringify(kept, null, 2)], 'application/json', `${who.replace(/[^\w.@-]+/g, '-')}.json`);
}
