/** The notes of a count's lines, which go along with its figures. */
import type { Refusal } from '../../server/calls.ts';
import { CHUNK, type SendingCalls } from './sendingRound.ts';

interface Noted {
  line: number;
  note: string;
}

export interface NoteSending {
  /**
   * Sends the notes that changed. A blank one erases a note only once this panel is `sure` that it stood there. One that
   * is refused is told like a figure, and keeps neither the others nor the closing of the count.
   */
  send(notes: ReadonlyMap<number, string>, sure: boolean): Promise<Refusal | null>;
  /** What the service refused, with its sentence; sent again only once changed. */
  refused(): [line: number, { detail: string }][];
}

/** `known`: what the service holds, noted here as it takes more. */
export function createNotes(
  known: ReadonlyMap<number, { note: string }>,
  put: SendingCalls['note'],
): NoteSending {
  const refused = new Map<number, { note: string; detail: string }>();

  async function sendSome(news: Noted[]): Promise<Refusal | null> {
    if (news.length === 0) return null;
    const sent = await put(news);
    if (sent.ok) {
      for (const { line, note } of news) known.get(line)!.note = note;
      return null;
    }
    const bad = new Map(sent.errors.map((error) => [error.line, error.detail]));
    const others = news.filter(({ line }) => !bad.has(line));
    if (others.length === news.length) return sent;
    for (const { line, note } of news) {
      const detail = bad.get(line);
      if (detail !== undefined) refused.set(line, { note, detail });
    }
    return sendSome(others);
  }

  return {
    refused: () => [...refused],
    async send(notes, sure) {
      const news = [...notes].flatMap(([line, note]): Noted[] => {
        if (refused.get(line)?.note === note) return [];
        refused.delete(line);
        return note !== known.get(line)!.note && (sure || note !== '') ? [{ line, note }] : [];
      });
      for (let from = 0; from < news.length; from += CHUNK) {
        const failure = await sendSome(news.slice(from, from + CHUNK));
        if (failure) return failure;
      }
      return null;
    },
  };
}
