/**
 * A draft whose command was carried out is none any more, though its removal failed or its answer was lost on the way
 * (invariant 9). Of several drafts under their names, each knows the id of its command.
 */
import type { CarriedOut } from '../../shared/contract/commands.ts';

interface Kept {
  /** Of the command that the form sends. */
  id?: string;
  /** Changed since an answer was lost: what stands in it is not what was carried out. */
  changed?: boolean;
}

/** The path that asks about the drafts' commands; null where none knows its id. */
export function askCarriedOut(drafts: string | null): string | null {
  const ids = Object.values(commandsOf(drafts));
  return ids.length > 0 ? `/v1/commands?ids=${ids.join(',')}` : null;
}

/** The drafts without those that were carried out. */
export function stillToDo(drafts: string | null, { ids }: CarriedOut): string | null {
  const done = Object.entries(commandsOf(drafts)).filter(([, id]) => ids.includes(id));
  if (drafts === null || done.length === 0) return drafts;
  const names = done.map(([name]) => name);
  const others = Object.entries(JSON.parse(drafts) as object).filter(([name]) => !names.includes(name));
  return others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : null;
}

/** Ids by the draft's name. A draft that was changed since is its person's, whatever became of the first. */
function commandsOf(drafts: string | null): Record<string, string> {
  const named = readJson<Record<string, unknown>>(drafts) ?? {};
  const known = Object.entries(named).flatMap(([name, text]): [string, string][] => {
    const { id, changed } = (typeof text === 'string' && readJson<Kept>(text)) || {};
    return typeof id === 'string' && UUID.test(id) && !changed ? [[name, id]] : [];
  });
  return Object.fromEntries(known);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readJson<T extends object>(text: string | null): T | null {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return typeof read === 'object' ? (read as T | null) : null;
  } catch {
    return null;
  }
}
