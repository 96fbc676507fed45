/** What the page and a frame of the add-on say to one another. Both check where it comes from. */

export type FromFrame =
  | { decompte: 'call'; call: number; functionName: string; args: unknown[] }
  | { decompte: 'close' }
  | { decompte: 'size'; width?: number; height?: number };

export type ToFrame = { decompte: 'answer'; call: number } & (
  | { ok: true; value: unknown }
  | { ok: false; message: string }
);
