/** What only goods that come in need, on the movement form: cost, lot, expiry, bin, and what is asked about them. */
import type { BadLine } from '../../../shared/contract/common.ts';
import { el } from '../dom.ts';
import type { Bins } from './binField.ts';
import { type LotBlock, type LotOptions, lotBlock } from './lotBlock.ts';
import type { MovementDraft } from './movementDraft.ts';

export interface EnteringFields {
  root: HTMLElement;
  /** The item or the type is another: other fields. */
  draw(): void;
  check(): number;
  setError(error: BadLine): boolean;
  /** True where its field says already what is wrong. */
  told(error: BadLine): boolean;
  proposeBin(bin: string): void;
}

export interface EnteringOptions {
  bins: readonly Bins[];
  today: string;
  currency: string;
  lotQuestion: LotOptions['lotQuestion'];
  changed(): void;
}

export function enteringFields(draft: MovementDraft, options: EnteringOptions): EnteringFields {
  const root = el('div', {});
  let block: LotBlock | null = null;
  function draw(): void {
    block = lotBlock(draft.lot, {
      ...options,
      // Quantity and serial number have their place above (G16, G19).
      alone: true,
      item: draft,
      costRequired: draft.type === 'entry-purchase',
      next: () => {},
    });
    root.replaceChildren(block.root);
  }
  draw();
  return {
    root,
    draw,
    check: () => block?.check() ?? 0,
    setError(error) {
      block?.setError(error);
      return true;
    },
    told: (error) => block?.told(error) ?? false,
    proposeBin: (bin) => block?.proposeBin(bin),
  };
}
