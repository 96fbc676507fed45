import type { addon as french } from '../fr/addon.ts';
import type { Same } from '../same.ts';

export const addon: Same<typeof french> = {};
