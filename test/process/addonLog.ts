/** What the add-on wrote to its log during a test: told where the test fails, for nothing else says why. */
let lines: string[] = [];

export function keepLogLine(line: string): void {
  lines.push(line);
}

/** Gives back what was kept since it was last asked. */
export function takeLog(): string[] {
  const taken = lines;
  lines = [];
  return taken;
}
