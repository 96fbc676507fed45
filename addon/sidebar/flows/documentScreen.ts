/** One document of the journal: what it says, what moved, and what may be done with it. */
import type { DocumentHead, PostedDocument } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { tableList } from '../fields/tableList.ts';
import { type Panel, showScreen, showWaiting, whileWorking } from '../page.ts';
import { quantityText, say, words } from '../words.ts';
import { showLabels } from './labelCall.ts';
import { returnTypeOf } from './returns.ts';
import { typeName } from './typeName.ts';

const says = words.flows.document;

export interface DocumentActions {
  reverse(document: PostedDocument): void;
  /** Null, or the sentence why it cannot be begun. */
  rectify(document: PostedDocument): Promise<string | null>;
  /** Goods come back from this exit; the sentence why not. */
  takeBack(head: DocumentHead): Promise<string | null> | string | null;
  receive(head: DocumentHead): Promise<string | null> | string | null;
  back(): void;
}

/** What stands for itself: neither undone nor mended again. */
const FINAL: PostedDocument['type'][] = ['reversal', 'rectification', 'count-adjustment'];

export async function showDocument(
  panel: Panel,
  head: DocumentHead,
  actions: DocumentActions,
): Promise<void> {
  showWaiting(head.number, words.panel.loading);
  const read = await call('readDocument', head.id);
  if (!read.ok) {
    const again = button(words.panel.retry, () => void showDocument(panel, head, actions), 'primary');
    const back = button(words.panel.back, actions.back);
    return showScreen(
      head.number,
      notice('danger', read.message),
      el('div', { class: 'actions' }, again, back),
    );
  }
  const { document } = read;
  const refused = el('div', {});
  const tell = (problem: string | null | undefined) =>
    refused.replaceChildren(...(problem ? [notice('danger', problem)] : []));
  const voucher = async () => {
    const shown = await whileWorking(words.panel.working, () =>
      call('showVoucher', document.id, document.number),
    );
    if (shown) tell(shown.ok ? null : shown.message);
  };
  const final = FINAL.includes(document.type);
  const comesIn = document.movements.some(({ quantity, transit }) => quantity > 0 && !transit);
  showScreen(
    document.number,
    factList(document),
    document.movements.length > 0 && movementTable(document),
    refused,
    el(
      'div',
      { class: 'actions' },
      button(words.flows.posted.voucher, () => void voucher(), 'primary'),
      returnTypeOf(document) &&
        !document.reversedBy &&
        button(says.takeBack, async () => tell(await actions.takeBack(document))),
      document.type === 'transfer' &&
        document.party === panel.depot.code &&
        button(words.flows.receptions.receive, async () => tell(await actions.receive(document))),
      comesIn && button(words.flows.posted.labels, async () => tell(await showLabels(document))),
      !final &&
        !document.reversedBy &&
        button(says.rectify, async () => tell(await actions.rectify(document))),
      !final && !document.reversedBy && button(says.reverse, () => actions.reverse(document), 'danger'),
      button(words.panel.back, actions.back),
    ),
  );
}

/** Head of the document, line by line; what is blank is left out. */
export function factList(document: DocumentHead): HTMLElement {
  const { party, partyName } = document;
  const facts: [string, string | null][] = [
    [says.type, typeName(document.type)],
    [says.date, say('{date}', { date: document.date })],
    [says.depot, document.depotName],
    [says.party, [party, partyName].filter((part, at, all) => part && all.indexOf(part) === at).join(' · ')],
    [says.by, document.person],
    [says.transfer, document.transfer],
    [says.invoice, document.invoice],
    [words.flows.description, document.description],
    [words.flows.linkedDocument, document.linkedDocument],
    [says.reason, document.reason],
    [says.emergency, document.emergency],
    [says.reverses, document.reverses],
    [says.reversedBy, document.reversedBy],
    [says.rectifies, document.rectifies],
    [says.rectifiedBy, document.rectifiedBy],
  ];
  return el(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([name, fact]) => (fact ? [el('dt', {}, name), el('dd', {}, fact)] : [])),
  );
}

function movementTable({ movements }: PostedDocument): HTMLElement {
  const place = ({ bin, lot, serial, transit }: PostedDocument['movements'][number]) =>
    [
      transit && says.transit,
      bin,
      lot && say(words.lines.lot, { lot }),
      serial && say(words.lines.serial, { serial }),
    ]
      .filter(Boolean)
      .join(' · ');
  return tableList(
    [
      {
        heading: says.item,
        cell: (movement) =>
          el(
            'div',
            {},
            el('strong', {}, movement.item),
            el('div', {}, movement.label),
            el('div', { class: 'quiet' }, place(movement)),
          ),
      },
      {
        heading: words.fields.quantity,
        number: true,
        cell: ({ quantity, unit }) => `${quantity > 0 ? '+' : ''}${quantityText(quantity)} ${unit}`,
      },
    ],
    movements,
  ).root;
}
