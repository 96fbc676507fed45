/**
 * A draft whose command was carried out is none any more, though its removal failed or its answer was lost on the way
 * (invariant 9). Each knows the id of its command.
 */
import type { CarriedOut } from '../../shared/contract/commands.ts';
import type { Drafts } from './calls/frame.ts';

interface Kept {
  /** Of the command that the form sends. */
  id?: string;
  /** Changed since an answer was lost: what stands in it is not what was carried out. */
  changed?: boolean;
}

/** The path that asks about the drafts' commands; null where none knows its id. */
export function askCarriedOut(drafts: Drafts): string | null {
  const ids = Object.values(commandsOf(drafts));
  return ids.length > 0 ? `/v1/commands?ids=${ids.join(',')}` : null;
}

/** The names of the drafts that were carried out. */
export function doneOf(drafts: Drafts, { ids }: CarriedOut): string[] {
  return Object.entries(commandsOf(drafts)).flatMap(([name, id]) => (ids.includes(id) ? [name] : []));
}

/** Ids by the draft's name. A draft that was changed since is its person's, whatever became of the first. */
function commandsOf(drafts: Drafts): Record<string, string> {
  const known = Object.entries(drafts).flatMap(([name, text]): [string, string][] => {
    const { id, changed } = readKept(text);
    return typeof id === 'string' && UUID.test(id) && !changed ? [[name, id]] : [];
  });
  return Object.fromEntries(known);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readKept(text: string): Kept {
  try {
    return (JSON.parse(text) as Kept | null) ?? {};
  } catch {
    return {};
  }
}
