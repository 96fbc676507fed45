/** The other end of a movement: a supplier, a service, or none, as its type asks. */
import { el } from '../dom.ts';
import { type PartyField, serviceField, supplierField } from '../fields/partyField.ts';
import { type MovementDraft, partyKind } from './movementDraft.ts';

export interface MovementParty {
  root: HTMLElement;
  /** Null where the type has no other end. */
  field(): PartyField | null;
  /** Another type: its other end is asked for, and what was chosen of another kind is forgotten. */
  follow(before: MovementDraft['type']): void;
}

export function movementParty(draft: MovementDraft, changed: () => void): MovementParty {
  let party = fieldOf();
  const root = el('div', {}, party?.root);

  function fieldOf(): PartyField | null {
    const kind = partyKind(draft.type);
    const options = {
      value: { code: draft.party, name: draft.partyName },
      changed: (next: { code: string; name: string }) => {
        Object.assign(draft, { party: next.code, partyName: next.name });
        party?.setError(null);
        changed();
      },
    };
    if (kind === 'service') return serviceField(options);
    return kind === 'supplier' ? supplierField(options) : null;
  }

  return {
    root,
    field: () => party,
    follow(before) {
      if (partyKind(before) !== partyKind(draft.type)) Object.assign(draft, { party: '', partyName: '' });
      party = fieldOf();
      root.replaceChildren(...(party ? [party.root] : []));
    },
  };
}
