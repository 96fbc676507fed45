/** A file of the repository as its text. */
declare module '*?raw' {
  const text: string;
  export default text;
}
