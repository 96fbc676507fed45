/** A refused command: each sentence beside what it is about; what was typed stays. */
import type { BadLine } from '../../shared/contract/common.ts';
import type { Refusal } from '../server/calls.ts';
import { notice } from './dom.ts';
import { setStatus } from './page.ts';
import { say, words } from './words.ts';

const says = words.refused;

export interface ErrorPlaces {
  /** Lays the sentence beside the line it names (from 1); false where there is no such line. */
  line(error: BadLine): boolean;
  /** Lays it beside the field that its code is about; false where it is about none. */
  head(error: BadLine): boolean;
  /** Instead of «… à corriger ci-dessus», where a form can say more. */
  summary?(errors: readonly BadLine[]): string | null;
}

/** Marks every bad line and field, says the rest in `box`, and puts the focus on the first. */
export function showRefusal(refusal: Refusal, places: ErrorPlaces, box: HTMLElement): void {
  const whole = { ...refusal, line: 0, detail: refusal.message };
  const errors: readonly BadLine[] = refusal.errors.length > 0 ? refusal.errors : [whole];
  const others: string[] = [];
  for (const error of errors) {
    const { line, detail } = error;
    if (line > 0 ? places.line(error) : places.head(error)) continue;
    others.push(line > 0 ? say(says.refusedLine, { line, detail }) : detail);
  }
  const fix = places.summary?.(errors) ?? say(says.fix, { count: errors.length });
  box.replaceChildren(
    ...others.map((text) => notice('danger', text)),
    ...(others.length < errors.length ? [notice('danger', fix)] : []),
  );
  setStatus('');
  showFirstWrong();
}

/** The first field that is marked, in the middle of what is seen: the head of the panel covers its edge. */
export function showFirstWrong(): void {
  const first = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  first?.scrollIntoView({ block: 'center' });
  first?.focus({ preventScroll: true });
}
