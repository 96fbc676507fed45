/** Every sentence that a person reads, in French: the language this product is written in first. */
export { addon } from './fr/addon.ts';
export { books } from './fr/books.ts';
export { demo } from './fr/demo.ts';
export { deploy } from './fr/deploy.ts';
export { errors } from './fr/errors.ts';
export { imports } from './fr/imports.ts';
export { local } from './fr/local.ts';
export { portal } from './fr/portal.ts';
export { printed } from './fr/printed.ts';
export { warnings } from './fr/warnings.ts';
export { zip } from './fr/zip.ts';
