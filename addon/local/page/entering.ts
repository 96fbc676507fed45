/** Typing that reaches the document: drawn at once, asked about where protected, explained where refused. */
import type { TypeResult } from '../host/types.ts';
import type { Cells } from './cells.ts';
import { type Connection, LostConnection } from './connection.ts';
import type { Dialogs } from './dialogs.ts';
import type { Notices } from './notices.ts';
import { type Block, columnsIn, type Place, placeName, rowsIn } from './places.ts';
import { texts } from './texts.ts';

const quietMs = 5 * 60_000;
const refusalsShown = 5;

export interface Entering {
  /** Ends when the document took the block, or the person was told why not. True if it was typed. */
  type(sheetId: number, at: Place, block: string[][]): Promise<boolean>;
  clear(sheetId: number, block: Block): Promise<boolean>;
}

export function createEntering(
  connection: Connection,
  cells: Cells,
  dialogs: Dialogs,
  notices: Notices,
): Entering {
  let quietUntil = 0;

  /** `body` is what `type` or `fill` takes; `drafted` what it will look like. */
  async function enter(
    action: 'type' | 'fill',
    sheetId: number,
    at: Place,
    body: object,
    drafted: string[][],
  ): Promise<boolean> {
    if (!connection.isOpen()) return notSaved(at);
    const send = async (confirmed: boolean) => {
      const settle = cells.draft(sheetId, at, drafted);
      try {
        const result = await connection.post<TypeResult>(action, { sheetId, ...at, ...body, confirmed });
        settle(!result.needsConfirmation);
        return result;
      } catch (failure) {
        settle(false);
        throw failure;
      }
    };
    try {
      let result = await send(Date.now() < quietUntil);
      if (result.needsConfirmation) {
        const answer = await dialogs.ask({
          title: texts.protectedTitle,
          prompt: result.needsConfirmation,
          buttons: 'OK_CANCEL',
          quiet: texts.protectedQuiet,
        });
        if (answer.button !== 'OK') return false;
        if (answer.quiet) quietUntil = Date.now() + quietMs;
        result = await send(true);
      }
      if (result.refused.length > 0) explain(result.refused);
      return true;
    } catch (failure) {
      if (failure instanceof LostConnection) return notSaved(at);
      notices.fail((failure as Error).message);
      return false;
    }
  }

  function notSaved(at: Place): false {
    notices.fail(texts.notSaved(placeName(at)));
    return false;
  }

  function explain(refused: TypeResult['refused']): void {
    const lines = refused.slice(0, refusalsShown).map((one) => `${placeName(one)} : ${one.why}`);
    if (refused.length > refusalsShown) lines.push(texts.refusedMore(refused.length - refusalsShown));
    void dialogs.ask({ title: texts.refusedTitle, prompt: lines.join('\n'), buttons: 'OK' });
  }

  return {
    type: (sheetId, at, block) => enter('type', sheetId, at, { block }, block),
    clear(sheetId, block) {
      const [rows, columns] = [rowsIn(block), columnsIn(block)];
      const at = { row: block.top, column: block.left };
      const drafted = Array.from({ length: rows }, () => new Array<string>(columns).fill(''));
      return enter('fill', sheetId, at, { rows, columns, text: '' }, drafted);
    },
  };
}
