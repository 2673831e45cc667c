import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Does nothing, in a microsecond, until `open-telemetry.ts` has been started. */
const tracer = trace.getTracer('staffroom');

/**
 * Measures `act` as a span of the trace that is going on. Attributes are ids, kinds and outcomes: never names, addresses or
 * what somebody wrote, and so of an error only its class.
 */
export async function inSpan<Result>(
  name: string,
  attributes: Attributes,
  act: (span: Span) => Promise<Result>,
  kind: keyof typeof SpanKind = 'INTERNAL',
): Promise<Result> {
  return tracer.startActiveSpan(name, { attributes, kind: SpanKind[kind] }, async (span) => {
    try {
      return await act(span);
    } catch (fault) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: fault instanceof Error ? fault.constructor.name : 'fault',
      });
      throw fault;
    } finally {
      span.end();
    }
  });
}

/** A request that has just come in: a trace of its own, because a caller outside must not decide whether it is kept. */
export function beginRequest(): {
  /** Runs what answers it. */
  readonly run: (act: () => void) => void;
  /** @param name the method and the route's pattern */
  readonly end: (name: string, status: number) => void;
} {
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER, root: true });
  return {
    run: (act) => context.with(trace.setSpan(context.active(), span), act),
    end: (name, status) => {
      span.updateName(name);
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The trace that is going on, as a `traceparent` (W3C Trace Context); undefined when nothing is traced. */
export function currentTrace(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Goes on with the trace of a `traceparent`, where there is one. */
export function continueTrace<Result>(traceparent: string | undefined, act: () => Result): Result {
  if (traceparent === undefined) return act();
  return context.with(propagation.extract(context.active(), { traceparent }), act);
}

/** Ids for a line of the log. */
export function currentSpanIds(): { readonly trace_id?: string; readonly span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
