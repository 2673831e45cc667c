/**
 * Makes a switch exhaustive: it does not compile while a case is missing. @throws when outside data had another value
 */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value ${JSON.stringify(value)}: handle it where this was thrown`);
}
