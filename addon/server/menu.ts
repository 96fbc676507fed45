import type { Language } from '../../shared/domain/quantities.ts';
import { menuFunction, PANEL_NAMES, PANELS, type PageName, type PanelName } from '../panels.ts';
import type { PageStart } from './calls.ts';
import { requireAllScopes } from './entry.ts';
import { languageOf, readerLanguage, wordsOf } from './language.ts';

interface OpenEvent {
  authMode?: GoogleAppsScript.Script.AuthMode;
}

/**
 * Builds the menu and calls nothing else: in mode NONE (installed, not yet used in this file) there is
 * no document, no property and no identity, only the reader's locale.
 */
export function onOpen(event?: OpenEvent): void {
  const mayReadDocument = event?.authMode !== ScriptApp.AuthMode.NONE;
  buildMenu(mayReadDocument ? readerLanguage() : languageOf(Session.getActiveUserLocale()));
}

/** Also after another language was chosen: the menu follows at once, and at the next opening at the latest. */
export function buildMenu(language: Language): void {
  const { panels, selfTest } = wordsOf(language);
  const menu = SpreadsheetApp.getUi().createAddonMenu();
  for (const name of PANEL_NAMES) {
    if (PANELS[name].shape === 'dialog') menu.addSeparator();
    menu.addItem(panels[name].menu, menuFunction(name));
  }
  // One entry more than Google likes: only in builds for trial, never in a published one.
  if (DECOMPTE_CONFIG.selfTest) menu.addSeparator().addItem(selfTest.menu, 'openSelfTest');
  menu.addToUi();
}

export function onInstall(event?: OpenEvent): void {
  onOpen(event);
}

/** What each menu function calls; the build writes one for each panel. */
export function openPanel(name: PanelName, stock?: PageStart['stock']): void {
  requireAllScopes();
  const language = readerLanguage();
  const { title } = wordsOf(language).panels[name];
  const page = pageOf(name, language, { ...startOf(), ...(stock && { stock }) });
  const ui = SpreadsheetApp.getUi();
  if (PANELS[name].shape === 'sidebar') ui.showSidebar(page.setTitle(title));
  else ui.showModalDialog(page.setWidth(480).setHeight(420), title);
}

function startOf(): PageStart {
  return { email: Session.getActiveUser().getEmail(), environment: DECOMPTE_CONFIG.environment };
}

/** A page of the bundle in the reader's language; what it starts with stands in its body's `data-start`. */
export function pageOf(
  name: PageName,
  language: Language,
  start: PageStart,
): GoogleAppsScript.HTML.HtmlOutput {
  const template = HtmlService.createTemplateFromFile(name);
  template.language = language;
  template.start = JSON.stringify(start);
  return template.evaluate();
}
