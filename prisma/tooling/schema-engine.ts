import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/** A migration on disk. */
export interface MigrationSource {
  readonly name: string;
  readonly sql: string;
}

const { SchemaEngine } = engineBindings;
let started: Promise<void> | undefined;

/**
 * Compares migrations with the schema by Prisma's schema engine compiled to WebAssembly, because the native one is
 * downloaded from a host that many school networks block. It uses an empty in-memory database, never a live one.
 * @param migrations in order of application
 * @param schema text of schema.prisma
 * @returns the SQL that brings a database with these migrations to the schema; undefined when they agree
 * @throws when a migration does not apply or the schema is invalid
 */
export async function diffMigrationsWithSchema(
  migrations: readonly MigrationSource[],
  schema: string,
): Promise<string | undefined> {
  started ??= startEngine();
  await started;
  const lite = await PGlite.create();
  const faults: unknown[] = [];
  try {
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapterFor(lite, faults));
    const result = await engine.diff({
      from: {
        tag: 'migrations',
        baseDir: '/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 0 ? undefined : (result.stdout ?? '');
  } catch (error) {
    // The engine reports which migration failed, but not the database's message.
    const [cause] = faults;
    throw cause instanceof Error ? new Error(`${cause.message}\n${String(error)}`, { cause }) : error;
  } finally {
    await lite.close();
  }
}

/** Only the part of WebAssembly used here: TypeScript has the whole only with the browser's types. */
interface WebAssemblyHost {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

async function startEngine(): Promise<void> {
  const engine = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const { WebAssembly: host } = globalThis as unknown as { WebAssembly: WebAssemblyHost };
  const code = await readFile(join(dirname(engine), 'schema_engine_bg.wasm'));
  const { instance } = await host.instantiate(code, { './schema_engine_bg.js': engineBindings });
  engineBindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

function adapterFor(lite: PGlite, faults: unknown[]) {
  const factory = new PrismaPGlite(lite);
  const connect = async () => withAwaitedScripts(lite, await factory.connect(), faults);
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: 'pglite',
    connect,
    connectToShadowDb: connect,
  });
}

/** The adapter neither awaits scripts nor reports their errors, so a broken migration would look fine. */
function withAwaitedScripts(lite: PGlite, adapter: SqlDriverAdapter, faults: unknown[]): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    await lite.exec(script).catch((error: unknown) => {
      faults.push(error);
      throw error;
    });
  };
  adapter.dispose = async () => undefined;
  return adapter;
}
