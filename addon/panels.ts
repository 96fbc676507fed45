/**
 * The panels, in the order of the menu (six entries at most: Google's rule for add-ons). The build makes
 * a page and a menu function (`openExits`) of each; `sidebar/<name>.ts` draws it, and `panels.<name>` in
 * shared/text/…/addon/panels.ts names it.
 */
interface PanelKind {
  /** A panel stands beside the sheet; a dialog lies over it. */
  readonly shape: 'sidebar' | 'dialog';
}

export const PANELS = {
  exits: { shape: 'sidebar' },
  flows: { shape: 'sidebar' },
  counts: { shape: 'sidebar' },
  stock: { shape: 'sidebar' },
  settings: { shape: 'sidebar' },
  help: { shape: 'dialog' },
} as const satisfies Record<string, PanelKind>;

export type PanelName = keyof typeof PANELS;
export const PANEL_NAMES = Object.keys(PANELS) as PanelName[];

/** Pages that a panel opens over the sheet; they stand in no menu. */
export const DIALOGS = ['recap', 'countPrint'] as const;

/** Panels about the organisation: what is written in them belongs to no depot. */
const OF_NO_DEPOT: readonly PanelName[] = ['stock', 'settings'];

/** Under which depot a draft of that panel is kept; `chosen` is the one in use. */
export function draftDepot(name: PanelName, chosen: string | null): string {
  return OF_NO_DEPOT.includes(name) ? '*' : (chosen ?? '');
}

export type PageName = PanelName | (typeof DIALOGS)[number];
export const PAGES: readonly PageName[] = [...PANEL_NAMES, ...DIALOGS];

/** The function that the menu calls; the build writes it. */
export function menuFunction(name: PanelName): string {
  return `open${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

export function isWide(name: PageName): boolean {
  return !(name in PANELS) || PANELS[name as PanelName].shape === 'dialog';
}
