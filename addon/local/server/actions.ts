/** What the page may ask of its window: one line a POST, checked before it reaches the document. */
import * as z from 'zod';
import type { SheetView } from '../host/types.ts';
import { edgeOf, lastFilled } from './cells.ts';
import { Refusal } from './respond.ts';
import type { SheetWindow } from './windows.ts';

const count = z.int().min(1);
const sheetId = z.int();
/** Where the person stands: scripts read it as the active sheet and cell. */
const active = z.strictObject({ sheetId, row: count, column: count });

interface Action {
  run(window: SheetWindow, body: unknown): unknown;
}

function action<S extends z.ZodType>(
  schema: S,
  run: (window: SheetWindow, body: z.infer<S>) => unknown,
): Action {
  return {
    run(window, body) {
      const checked = schema.safeParse(body);
      if (!checked.success) throw new Refusal(422, z.prettifyError(checked.error));
      return run(window, checked.data);
    },
  };
}

function sheetOf(window: SheetWindow, id: number): SheetView {
  const sheet = window.document.sheets().find((candidate) => candidate.id === id);
  if (!sheet) throw new Refusal(404, `sheet ${id} is gone`);
  return sheet;
}

function stand(window: SheetWindow, place: z.infer<typeof active>): void {
  window.document.activate(window.person.email, place.sheetId, place.row, place.column);
}

export const actions: Record<string, Action> = {
  type: action(
    z.strictObject({
      sheetId,
      row: count,
      column: count,
      block: z.array(z.array(z.string())),
      confirmed: z.boolean(),
    }),
    (window, { sheetId, row, column, block, confirmed }) =>
      window.document.type(window.person.email, sheetId, row, column, block, confirmed),
  ),
  /** One text in every cell of a block: Delete on a selection of whole columns is not sent cell by cell. */
  fill: action(
    z.strictObject({
      sheetId,
      row: count,
      column: count,
      rows: count,
      columns: count,
      text: z.string(),
      confirmed: z.boolean(),
    }),
    (window, body) => {
      const line = new Array<string>(body.columns).fill(body.text);
      const block = new Array<string[]>(body.rows).fill(line);
      return window.document.type(
        window.person.email,
        body.sheetId,
        body.row,
        body.column,
        block,
        body.confirmed,
      );
    },
  ),
  insertRows: action(
    z.strictObject({ sheetId, beforeRow: count, count }),
    (window, { sheetId, beforeRow, count }) => window.document.insertRows(sheetId, beforeRow, count),
  ),
  deleteRows: action(
    z.strictObject({ sheetId, firstRow: count, count }),
    (window, { sheetId, firstRow, count }) => window.document.deleteRows(sheetId, firstRow, count),
  ),
  moveColumn: action(z.strictObject({ sheetId, from: count, to: count }), (window, { sheetId, from, to }) =>
    window.document.moveColumn(sheetId, from, to),
  ),
  sort: action(
    z.strictObject({ sheetId, column: count, ascending: z.boolean() }),
    (window, { sheetId, column, ascending }) => window.document.sort(sheetId, column, ascending),
  ),
  renameSheet: action(
    z.strictObject({ sheetId, name: z.string().trim().min(1) }),
    (window, { sheetId, name }) => window.document.renameSheet(sheetId, name),
  ),
  copySheet: action(z.strictObject({ sheetId }), (window, { sheetId }) => window.document.copySheet(sheetId)),
  deleteSheet: action(z.strictObject({ sheetId }), (window, { sheetId }) =>
    window.document.deleteSheet(sheetId),
  ),
  addSheet: action(z.strictObject({}), (window) => window.document.addSheet()),
  activate: action(active, stand),
  edge: action(
    z.strictObject({
      sheetId,
      row: count,
      column: count,
      direction: z.enum(['up', 'down', 'left', 'right']),
    }),
    (window, body) => edgeOf(window.document, sheetOf(window, body.sheetId), body, body.direction),
  ),
  lastFilled: action(z.strictObject({ sheetId }), (window, { sheetId }) =>
    lastFilled(window.document, sheetOf(window, sheetId)),
  ),
  /** Answers at once; the end of the run comes as an event, since a dialog may hold it for minutes. */
  choose: action(
    z.strictObject({ ticket: z.string(), functionName: z.string(), active }),
    (window, { ticket, functionName, active }) => {
      stand(window, active);
      window.run(ticket, () => window.session.choose(functionName));
    },
  ),
  call: action(
    z.strictObject({ ticket: z.string(), functionName: z.string(), args: z.array(z.unknown()), active }),
    (window, { ticket, functionName, args, active }) => {
      stand(window, active);
      window.run(ticket, () => window.session.call(functionName, args, window.framePerson?.email));
    },
  ),
  answerAlert: action(
    z.strictObject({
      alertId: z.string(),
      button: z.enum(['OK', 'CANCEL', 'YES', 'NO', 'CLOSE']),
      text: z.string().optional(),
    }),
    (window, { alertId, button, text }) => window.answerAlert(alertId, button, text),
  ),
  /** The browser tab is closing. */
  leave: action(z.strictObject({}), (window) => window.leave()),
};
