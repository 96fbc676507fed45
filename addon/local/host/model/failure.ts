/** What a script sees as `Exception: message`, worded as Google words it. */
export class GoogleFailure extends Error {
  override name = 'Exception';
}

export function fail(message: string): never {
  throw new GoogleFailure(message);
}
