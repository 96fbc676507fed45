import type { Language } from '../../shared/domain/quantities.ts';
import type { PageStart } from './calls.ts';
import { requireAllScopes } from './entry.ts';
import { languageOf, spreadsheetLanguage, wordsOf } from './language.ts';

interface OpenEvent {
  authMode?: GoogleAppsScript.Script.AuthMode;
}

/**
 * Builds the menu and calls nothing else: in mode NONE (installed, not yet used in this file) there is
 * no document, no property and no identity, only the reader's locale.
 */
export function onOpen(event?: OpenEvent): void {
  const mayReadDocument = event?.authMode !== ScriptApp.AuthMode.NONE;
  const language = mayReadDocument ? spreadsheetLanguage() : languageOf(Session.getActiveUserLocale());
  const { menu } = wordsOf(language);
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem(menu.exits, 'openExits')
    .addItem(menu.counts, 'openCounts')
    .addSeparator()
    .addItem(menu.help, 'openHelp')
    .addToUi();
}

export function onInstall(event?: OpenEvent): void {
  onOpen(event);
}

export function openExits(): void {
  showPanel('exits');
}

export function openCounts(): void {
  showPanel('counts');
}

export function openHelp(): void {
  requireAllScopes();
  const language = spreadsheetLanguage();
  const page = pageOf('help', language, startOf()).setWidth(480).setHeight(420);
  SpreadsheetApp.getUi().showModalDialog(page, wordsOf(language).titles.help);
}

function showPanel(name: 'exits' | 'counts'): void {
  requireAllScopes();
  const language = spreadsheetLanguage();
  const page = pageOf(name, language, startOf()).setTitle(wordsOf(language).titles[name]);
  SpreadsheetApp.getUi().showSidebar(page);
}

function startOf(): PageStart {
  return { email: Session.getActiveUser().getEmail(), environment: DECOMPTE_CONFIG.environment };
}

/** A page of the bundle in the reader's language; what it starts with stands in its body's `data-start`. */
export function pageOf(
  name: 'exits' | 'counts' | 'help' | 'recap',
  language: Language,
  start: PageStart,
): GoogleAppsScript.HTML.HtmlOutput {
  const template = HtmlService.createTemplateFromFile(name);
  template.language = language;
  template.start = JSON.stringify(start);
  return template.evaluate();
}
