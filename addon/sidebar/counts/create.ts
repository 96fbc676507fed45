import type { CountPreview, CountTeam, OpenCount } from '../../../shared/contract/counts.ts';
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { call } from '../call.ts';
import { button, el, type Field, field, notice, textInput } from '../dom.ts';
import { checkbox, folded, offerChoices, radios, selectField } from '../fields/choices.ts';
import { dateField } from '../fields/dateField.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import { clearAfterPress } from './mending.ts';
import { previewBox } from './opening/previewBox.ts';
import { type ScopePicks, scopeFields } from './opening/scopeFields.ts';
import { teamsEditor } from './opening/teamsEditor.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;
const asks = words.countOpen;
/** The preview follows what is typed and ticked, at this distance. */
const PAUSE_MS = 350;

/** What a draft keeps beside the fields: choices that come late, and those that were picked. */
interface Picked {
  picks: ScopePicks;
  teams: CountTeam[];
  responsible: string;
}

/** «Nouvel inventaire»: what is counted and how, what it would freeze, and the warning of E2 before it does. */
export function showCreate(screens: CountScreens): void {
  const { me, depot } = screens.panel;
  const fields = el('div', {});
  const kept = keptFields(screens.panel, 'create', fields, () => screens.create());
  const begun = kept.more as Picked | null;
  let date = me.today;
  const name = field(
    says.name,
    textInput('', { maxlength: 200, placeholder: say(says.namePlaceholder, { year: me.today.slice(0, 4) }) }),
  );
  const kinds = radios(
    says.kind,
    [
      ['article', says.kindArticles],
      ['part', says.kindParts],
    ],
    () => look(),
    says.kindHint,
  );
  const day = dateField({
    label: asks.date,
    value: date,
    today: me.today,
    kind: 'document',
    changed(changed) {
      date = changed;
      look();
    },
  });
  const scope = scopeFields(me.today, () => {
    kept.changed();
    look();
  });
  const blind = checkbox(says.blind);
  const zeros = checkbox(asks.zeros, () => look());
  const twice = checkbox(asks.twice);
  const tolerance = toleranceFields(me.organisation.currency);
  const teams = teamsEditor(() => {
    kept.changed();
    showPreview();
  });
  const responsible = selectField(asks.responsible, [['', asks.nobody]]);
  /** Chosen before the people are known. */
  let awaited = begun?.responsible ?? '';
  responsible.input.setAttribute('data-unkept', '');
  const instructions = field(asks.instructions, el('textarea', { rows: 3, maxlength: 1000 }));
  const preview = el('div', { class: 'preview' });
  const refused = el('div', {});
  const submit = el('button', { type: 'submit', class: 'primary' }, says.start);

  const kind = () => (kinds.value() === 'part' ? ('part' as const) : ('article' as const));
  const what = () => {
    const narrowed = scope.scope();
    return {
      depot: depot.code,
      kind: kind(),
      ...(date !== me.today && { date }),
      ...(narrowed && { scope: narrowed }),
      ...(zeros.input.checked && { zeros: true }),
    };
  };

  let latest: CountPreview | null = null;
  let timer = 0;
  let asked = 0;
  /** The kind whose bins and people are offered. */
  let offered: string | null = null;
  function look(): void {
    clearAfterPress(refused);
    clearTimeout(timer);
    timer = window.setTimeout(() => void see(), PAUSE_MS);
  }
  async function see(): Promise<void> {
    asked += 1;
    const mine = asked;
    const wanted = what();
    const { scope: narrowed, ...whole } = wanted;
    const [seen, all] = await Promise.all([
      call('previewCount', wanted),
      // A narrowed preview names but a part of what can be chosen.
      narrowed && offered !== wanted.kind ? call('previewCount', whole) : null,
    ]);
    // A later question is under way: its answer is the one to show.
    if (mine !== asked) return;
    if (all?.ok) offer(all.preview, wanted.kind);
    latest = null;
    if (!seen.ok) return preview.replaceChildren(notice('danger', seen.message));
    submit.disabled = seen.preview.problems.length > 0;
    latest = seen.preview;
    // Where a count covers the whole depot there is no kind to choose.
    kinds.root.hidden = latest.kind === 'all';
    if (!narrowed) offer(seen.preview, wanted.kind);
    // A team counts in what is counted, and nowhere else.
    else if (latest.problems.length === 0) teams.offer({ people: latest.people, bins: latest.bins });
    showPreview();
  }
  /** Its sheets follow the teams. */
  function showPreview(): void {
    if (latest) preview.replaceChildren(previewBox(latest, teams.teams()));
  }
  function offer(seen: CountPreview, ofKind: string): void {
    offered = ofKind;
    scope.offer(seen);
    teams.offer(seen);
    offerChoices(responsible.input, [
      ['', asks.nobody],
      ...seen.people.map(({ email, name: person }) => [email, person] as const),
    ]);
    if (seen.people.some(({ email }) => email === awaited)) responsible.input.value = awaited;
    awaited = '';
  }

  async function open(): Promise<void> {
    const written = name.input.value.trim();
    name.setError(written ? null : words.panel.required);
    if (!written) return name.input.focus();
    const limits = tolerance.read();
    if (!limits || !day.check()) return;
    const all = teams.teams();
    const text = instructions.input.value.trim();
    const request: Omit<OpenCount, 'id'> = {
      ...what(),
      name: written,
      blind: blind.input.checked,
      ...(twice.input.checked && { rounds: 2 as const }),
      ...(Object.keys(limits).length > 0 && { tolerance: limits }),
      ...(all.length > 0 && { teams: all }),
      ...((responsible.input.value || awaited) && { responsible: responsible.input.value || awaited }),
      ...(text && { instructions: text }),
    };
    const opened = await whileWorking(says.starting, () =>
      kept.send((id) => call('openCount', { ...request, id })),
    );
    if (!opened) return;
    if (opened.ok) return screens.opened(opened.count);
    refused.replaceChildren(notice('danger', opened.message));
  }

  const howCounted = folded(
    asks.howCounted,
    ...[day.root, zeros.root, twice.root, ...tolerance.roots, responsible.root, instructions.root],
  );
  const inTeams = folded(asks.teams, teams.root);
  if (begun) {
    scope.pick(begun.picks);
    teams.show(begun.teams);
    scope.root.open = Object.values(begun.picks).some((picked) => picked.length > 0);
    howCounted.open = begun.responsible !== '';
    inTeams.open = begun.teams.length > 0;
  }
  // What is typed is not missing any more.
  name.input.addEventListener('input', () => name.setError(null));
  fields.append(
    name.root,
    el('div', { class: 'field' }, el('span', { class: 'label' }, says.place), el('span', {}, depot.name)),
    kinds.root,
    blind.root,
    warning(),
    preview,
    scope.root,
    howCounted,
    inTeams,
  );
  const form = el(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void open();
      },
    },
    fields,
    refused,
    el(
      'div',
      { class: 'actions' },
      submit,
      button(words.panel.back, () => screens.list()),
    ),
  );
  showScreen(says.create, form);
  kept.start(
    (): Picked => ({
      picks: scope.picks(),
      teams: teams.teams(),
      responsible: responsible.input.value || awaited,
    }),
  );
  name.input.focus();
  void see();
}

/** The red box of E2. It is a standing text, not news: no `role=alert`. */
function warning(): HTMLElement {
  const box = notice('danger', `⚠ ${says.warning}`);
  box.removeAttribute('role');
  return box;
}

/** Beyond one of these a gap is looked at twice (B2). */
function toleranceFields(currency: string) {
  const of = (label: string) => field(label, textInput('', { inputmode: 'decimal' }));
  const fields: [key: 'quantity' | 'percent' | 'value', Field<HTMLInputElement>][] = [
    ['quantity', of(asks.toleranceQuantity)],
    ['percent', of(asks.tolerancePercent)],
    ['value', of(say(asks.toleranceValue, { currency }))],
  ];
  return {
    roots: [el('p', { class: 'quiet' }, asks.toleranceHint), ...fields.map(([, { root }]) => root)],
    /** Null where one is no number; it stands beside that one. */
    read(): OpenCount['tolerance'] | null {
      const limits: NonNullable<OpenCount['tolerance']> = {};
      for (const [key, { input, setError }] of fields) {
        const typed = input.value.trim();
        const number = typed ? parseDecimal(typed, language) : null;
        const wrong = typed !== '' && (number === null || number < 0 || (key === 'percent' && number > 100));
        setError(wrong ? asks.toleranceUnclear : null);
        if (wrong) return null;
        if (number !== null) limits[key] = number;
      }
      return limits;
    },
  };
}
