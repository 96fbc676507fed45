import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import type { AllocationRequest } from '../../shared/contract/stock.ts';
import { allocate, depotName, nameOf, post, refusalOf, type Story, told, typeName } from './demoStory.ts';

export const PHARMACY = 'PHC';
export const MANAGER = 'helene.marchand@tilleuls.example';
export const CLERK = 'lucie.perrot@tilleuls.example';

type ExitType = AllocationRequest['type'] & DocumentRequest['type'];
interface Exit {
  type: ExitType;
  head: { party?: string; reason?: string };
  wants: { item: string; quantity: number }[];
}

/** Second chapter: an exit of each kind with its voucher, and one that is refused. */
export async function postExits(story: Story): Promise<PostedDocument[]> {
  const { tell } = story;
  tell(told('exits', { depot: depotName(PHARMACY, story), person: nameOf(CLERK, story) }));
  const posted: PostedDocument[] = [];
  for (const exit of exitsOfTheDay(story)) {
    const { type, head, wants } = exit;
    const lines = await allocate(CLERK, { depot: PHARMACY, type, wants }, story);
    const document = await post(CLERK, { type, depot: PHARMACY, ...head, lines }, story);
    posted.push(document);
    tellExit(document, story);
  }
  await refuseTooMuch(posted[0]!, story);
  return posted;
}

function exitsOfTheDay({ organisation }: Story): Exit[] {
  const patient = organisation.patients[0]!.reference;
  return [
    {
      type: 'exit-patient',
      head: { party: patient },
      wants: [
        { item: 'PARACETAM-500MG-COM', quantity: 20 },
        { item: 'IBUPROFEN-200MG-COM', quantity: 10 },
      ],
    },
    {
      type: 'exit-service',
      head: { party: 'URG' },
      wants: [
        { item: 'ADRENALIN-1MG1ML-AMP', quantity: 10 },
        { item: 'PARACETAM-1G100ML-POC', quantity: 12 },
      ],
    },
    { type: 'transfer', head: { party: 'MED' }, wants: [{ item: 'POMPE-PERF', quantity: 1 }] },
    {
      type: 'loss',
      head: { reason: told('lossReason') },
      wants: [{ item: 'AMIODARON-150MG3ML-AMP', quantity: 3 }],
    },
  ];
}

function tellExit(document: PostedDocument, { tell }: Story): void {
  const { number, type, party, partyName } = document;
  // A patient's name stands on no list, only the reference (Q7).
  const to = type === 'exit-patient' ? party : partyName;
  tell(told('exit', { number, type: typeName(type), party: to }));
  const out = document.movements.filter(({ quantity }) => quantity < 0);
  for (const { quantity, balance, ...line } of out) {
    tell(told('exitLine', { ...line, quantity: -quantity, left: balance }));
  }
}

/** One more than the shelf holds: the database itself says how much there is. */
async function refuseTooMuch({ movements }: PostedDocument, { api, tell, organisation }: Story) {
  const { item, bin, lot, balance = 0 } = movements[0]!;
  const request: DocumentRequest = {
    id: crypto.randomUUID(),
    type: 'exit-patient',
    depot: PHARMACY,
    party: organisation.patients[1]!.reference,
    lines: [{ item, bin, lot, quantity: balance + 1 }],
  };
  const refusal = refusalOf(item, api.call(CLERK, 'POST', '/v1/documents', request));
  tell(told('refused', { detail: (await refusal).detail }));
}
