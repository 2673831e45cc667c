import { context, propagation, trace } from '@opentelemetry/api';
import { type AnyValueMap, type Logger, logs, SeverityNumber } from '@opentelemetry/api-logs';
import { NodeSDK, resources } from '@opentelemetry/sdk-node';

export interface OpenTelemetry {
  /** Takes lines of the log, as JSON. */
  readonly logStream: { write(line: string): void };
  /** Sends what has not been sent yet, for a second at most. */
  stop(): Promise<void>;
}

/** The process must end in time, whether the collector answers or not. Milliseconds. */
const lastWordWithinMs = 1_000;

/**
 * Sends traces and the log to a collector. Everything about it is read from the environment by the SDK, as its
 * specification says: `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_PROTOCOL`, `OTEL_EXPORTER_OTLP_HEADERS`,
 * `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER` and the others
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). Metrics are Prometheus's: `/metrics`.
 * @param replica which copy of the service this is
 */
export function startOpenTelemetry(replica: string): OpenTelemetry {
  const ours = resources.resourceFromAttributes({ 'service.name': 'staffroom', 'service.instance.id': replica });
  const sdk = new NodeSDK({
    resource: resources.defaultResource().merge(ours),
    // Not those of process and host: command lines and names of users are nobody's business.
    resourceDetectors: [resources.envDetector],
    metricReaders: [],
  });
  sdk.start();
  const logger = logs.getLogger('staffroom');
  return {
    logStream: { write: (line) => emit(logger, line) },
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, lastWordWithinMs);
      });
      await Promise.race([sdk.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
      for (const api of [context, propagation, trace, logs]) api.disable();
    },
  };
}

const severities: Readonly<Record<string, SeverityNumber>> = {
  trace: SeverityNumber.TRACE,
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  fatal: SeverityNumber.FATAL,
};

/** A line as a log record; the ids of trace and span are taken from what is going on, as when the line was made. */
function emit(logger: Logger, line: string): void {
  const {
    level,
    time,
    msg,
    trace_id: _trace,
    span_id: _span,
    ...attributes
  } = JSON.parse(line) as {
    level: string;
    time: number;
    msg: string;
  } & AnyValueMap;
  logger.emit({
    timestamp: time,
    severityNumber: severities[level] ?? SeverityNumber.UNSPECIFIED,
    severityText: level,
    body: msg,
    attributes,
  });
}
