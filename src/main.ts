import { beginEmbedded } from './db/embedded/open.js';
import { holdPort } from './http/held-port.js';
import { createLog, replica } from './service/log.js';
import { exitCodeOf, isExplained } from './settings/exit-codes.js';
import { readSettings } from './settings/read-settings.js';

async function main(): Promise<void> {
  const config = readSettings();
  // Loaded only where somebody collects: it takes time and memory.
  const telemetry = config.openTelemetry
    ? (await import('./telemetry/open-telemetry.js')).startOpenTelemetry(replica)
    : undefined;
  const log = createLog(config.logLevel, telemetry?.logStream);
  const held = await holdPort(config.port, config.host);
  const embedded = config.databaseUrl ? undefined : await beginEmbedded(config.dataDir, log);
  // Loaded late: the embedded database opens in its own thread meanwhile.
  const { run } = await import('./service/run.js');
  await run(config, log, { held, embedded, telemetry });
}

main().catch((fault: unknown) => {
  const known = isExplained(fault);
  process.stderr.write(
    `${fault instanceof Error ? (known ? fault.message : (fault.stack ?? fault.message)) : fault}\n`,
  );
  process.exit(exitCodeOf(fault));
});
