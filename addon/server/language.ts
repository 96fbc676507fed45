import type { Language } from '../../shared/domain/quantities.ts';
import { addon as en } from '../../shared/text/en/addon.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';
import type { Same } from '../../shared/text/same.ts';

export type Words = Same<typeof fr>;

export function wordsOf(language: Language): Words {
  return language === 'fr' ? fr : en;
}

/** «fr_FR», «fr», «fr-CA» → French; anything else English. */
export function languageOf(locale: string | null | undefined): Language {
  return (locale ?? '').toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

const LANGUAGE = 'language';

/** The language the reader chose in a panel's head, else the spreadsheet's; needs both, so not in mode NONE. */
export function readerLanguage(): Language {
  const chosen = PropertiesService.getUserProperties().getProperty(LANGUAGE);
  return chosen === 'fr' || chosen === 'en' ? chosen : spreadsheetLanguage();
}

export function keepLanguage(language: Language): void {
  PropertiesService.getUserProperties().setProperty(LANGUAGE, language);
}

/** The language of the open spreadsheet; needs the document, so not in mode NONE. */
export function spreadsheetLanguage(): Language {
  return languageOf(SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale());
}
