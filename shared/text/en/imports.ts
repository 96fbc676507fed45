import type { imports as french } from '../fr/imports.ts';
import type { Same } from '../same.ts';

export const imports: Same<typeof french> = {};
