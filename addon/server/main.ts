/**
 * What becomes a top-level function of the pushed script: menu entries and the functions that pages
 * call. Google finds them by name, and a name that ends in `_` cannot be called from a page.
 */

import type * as addedLineCalls from './addedLineCalls.ts';
import type { Calls } from './calls.ts';
import type * as catalogueCalls from './catalogueCalls.ts';
import type * as countCalls from './countCalls.ts';
import type * as countHolderCalls from './countHolderCalls.ts';
import type * as countSheetCalls from './countSheetCalls.ts';
import type * as documentCalls from './documentCalls.ts';
import type * as exitSheetCalls from './exitSheetCalls.ts';
import type * as flowCalls from './flowCalls.ts';
import type * as panelCalls from './panelCalls.ts';
import type * as personalDataCalls from './personalDataCalls.ts';
import type * as settingsCalls from './settingsCalls.ts';
import type * as stockCalls from './stockCalls.ts';

export * from './addedLineCalls.ts';
export * from './catalogueCalls.ts';
export * from './countCalls.ts';
export { askToHold, holdCountSheet } from './countHolderCalls.ts';
export * from './countSheetCalls.ts';
export * from './documentCalls.ts';
export * from './exitSheetCalls.ts';
export * from './flowCalls.ts';
export { onInstall, onOpen, openPanel } from './menu.ts';
export * from './panelCalls.ts';
export * from './personalDataCalls.ts';
export { openSelfTest } from './selfTest.ts';
export * from './settingsCalls.ts';
export * from './stockCalls.ts';

/** Every call is offered, with its type, or this does not compile. */
export type Offered = Covers<
  typeof panelCalls &
    typeof catalogueCalls &
    typeof documentCalls &
    typeof flowCalls &
    typeof exitSheetCalls &
    typeof countCalls &
    typeof countHolderCalls &
    typeof countSheetCalls &
    typeof addedLineCalls &
    typeof stockCalls &
    typeof settingsCalls &
    typeof personalDataCalls
>;
type Covers<T extends Calls> = T;
