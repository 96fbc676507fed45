/** Where the sentences of a refused movement go. */
import type { BadLine } from '../../../shared/contract/common.ts';
import { isMarked } from '../documents/documentForm.ts';
import type { JudgedPlaces } from '../documents/judging.ts';
import type { Field } from '../dom.ts';
import type { EnteringFields } from './enteringFields.ts';
import { isQuestion } from './questions.ts';

export interface MovementFields {
  party: Field<HTMLElement> | null;
  serial: Field<HTMLElement>;
  code: Field<HTMLElement>;
  description: Field<HTMLElement>;
  quantity: Field<HTMLElement>;
  /** What comes in: its lot, place and cost. */
  entering: EnteringFields | null;
  /** What goes out: which stock line. */
  taken: Field<HTMLElement> | null;
}

export function movementPlaces(fields: MovementFields): JudgedPlaces {
  const { entering, taken } = fields;
  return {
    told: (error) => isMarked(boxOf(error, fields) ?? taken) || (entering?.told(error) ?? false),
    line(error) {
      if (isQuestion(error) && entering) return entering.setError(error);
      const box = boxOf(error, fields) ?? taken;
      box?.setError(error.detail);
      return box !== null || (entering?.setError(error) ?? false);
    },
    head(error) {
      const box = boxOf(error, fields);
      box?.setError(error.detail);
      return box !== null;
    },
  };
}

function boxOf({ code: about }: BadLine, fields: MovementFields): Field<HTMLElement> | null {
  if (about.startsWith('PARTY_')) return fields.party;
  if (about.startsWith('SERIAL_')) return fields.serial;
  if (about.startsWith('ITEM_') || about === 'STOCK_NOT_MANAGED') return fields.code;
  if (about === 'REASON_REQUIRED') return fields.description;
  return about === 'QUANTITY_INVALID' ? fields.quantity : null;
}
