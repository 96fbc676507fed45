/** The type of a movement (G15): those that this depot and this person may choose, each way. */
import { el, type Field, field } from '../dom.ts';
import type { Panel } from '../page.ts';
import { words } from '../words.ts';
import { type MovementDraft, type MovementType, typesFor } from './movementDraft.ts';

const says = words.flows.movement;

export function movementTypeField(
  { me, depot }: Panel,
  { direction, type }: MovementDraft,
  chosen: (type: MovementType) => void,
): Field<HTMLSelectElement> {
  const types = typesFor(direction, depot.types, me.admin);
  const select = el('select', {}, ...types.map((each) => el('option', { value: each }, says.types[each])));
  select.value = type;
  select.addEventListener('change', () => chosen(select.value as MovementType));
  return field(says.type, select);
}
