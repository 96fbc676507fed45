import { SandboxMode, XFrameOptionsMode } from './enums.ts';
import { HtmlOutput } from './html-output.ts';
import { HtmlTemplate } from './html-template.ts';
import { exception, model } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.HTML.HtmlService;

/** A page of the bundle, named with or without `.html`. */
function pageNamed(filename: string): string {
  const html = model.page(String(filename).replace(/\.html$/, ''));
  if (html === null) throw exception(`No HTML file named ${filename} was found.`);
  return html;
}

class HtmlService
  extends Service
  implements
    Pick<
      G,
      | 'SandboxMode'
      | 'XFrameOptionsMode'
      | 'createHtmlOutput'
      | 'createHtmlOutputFromFile'
      | 'createTemplate'
      | 'createTemplateFromFile'
    >
{
  readonly SandboxMode = SandboxMode;
  readonly XFrameOptionsMode = XFrameOptionsMode;

  createHtmlOutput(html?: unknown): GoogleAppsScript.HTML.HtmlOutput {
    return whole(new HtmlOutput(html === undefined ? '' : String(html)));
  }
  createHtmlOutputFromFile(filename: string): GoogleAppsScript.HTML.HtmlOutput {
    return whole(new HtmlOutput(pageNamed(filename)));
  }
  createTemplate(html: unknown): GoogleAppsScript.HTML.HtmlTemplate {
    return whole(new HtmlTemplate(String(html)));
  }
  createTemplateFromFile(filename: string): GoogleAppsScript.HTML.HtmlTemplate {
    return whole(new HtmlTemplate(pageNamed(filename)));
  }
}
expose('HtmlService', HtmlService);

export const htmlService = new HtmlService();
