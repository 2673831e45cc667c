interface FaultInWords {
  /** The class of an error, or the type of another thrown value. */
  readonly kind: string;
  /** As given by Node and the drivers, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** The innermost lines of the stack. */
  readonly at?: readonly string[];
  readonly message?: string;
}

/**
 * What may be logged or stored of an error: its kind and location, and its message only if it is one of ours, which
 * name no people. Clients attach whole requests to their errors.
 */
export function describeFault(fault: unknown): FaultInWords {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
  const at = fault.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8);
  const own = fault.constructor === Error || fault instanceof TypeError || fault instanceof RangeError;
  return {
    kind: fault.constructor.name,
    ...(code === undefined ? {} : { code }),
    ...(at ? { at } : {}),
    ...(own ? { message: fault.message } : {}),
  };
}
