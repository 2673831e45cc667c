export interface FaultInWords {
  /** The class of an error, or the type of what was thrown instead. */
  readonly kind: string;
  /** As Node and the drivers give it, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** The innermost lines of the stack. */
  readonly at?: readonly string[];
  readonly message?: string;
}

/**
 * What may be logged or kept of a fault: its kind and where, and its message only when it is one of ours, which name no
 * people. Clients hang whole requests on their errors.
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
