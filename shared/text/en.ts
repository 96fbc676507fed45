/** Every sentence that a person reads, in English: the same keys as fr.ts, held together by types and a test. */
export { addon } from './en/addon.ts';
export { books } from './en/books.ts';
export { demo } from './en/demo.ts';
export { deploy } from './en/deploy.ts';
export { errors } from './en/errors.ts';
export { imports } from './en/imports.ts';
export { local } from './en/local.ts';
export { portal } from './en/portal.ts';
export { printed } from './en/printed.ts';
export { warnings } from './en/warnings.ts';
export { zip } from './en/zip.ts';
