import type { Language } from '../domain/quantities.ts';
import * as en from './en.ts';
import * as fr from './fr.ts';

export type Text = typeof fr;

/** Every sentence in one language; English has French's keys, or it does not compile. */
export function textOf(language: Language): Text {
  return language === 'fr' ? fr : (en as unknown as Text);
}
