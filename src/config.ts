import { z } from 'zod';

/** An unset variable and an empty one (`PORT=` in `.env`) mean the same. */
const blankIsUnset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodTypeAny>(schema: T) => z.preprocess(blankIsUnset, schema);
const port = (fallback: number) =>
  optional(
    z.coerce
      .number({ message: 'must be a port number from 1 to 65535' })
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(65535, 'must be 65535 or less')
      .default(fallback),
  );
const flag = (fallback: boolean) =>
  optional(
    z
      .enum(['true', 'false'], { message: 'must be true or false' })
      .default(fallback ? 'true' : 'false')
      .transform((value) => value === 'true'),
  );
const list = optional(
  z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    ),
);

const settings = z.object({
  NODE_ENV: optional(z.string().optional()),
  PORT: port(3978),
  HOST: optional(z.string().optional()),
  DATABASE_URL: optional(
    z
      .string()
      .regex(
        /^postgres(ql)?:\/\//,
        'must start with postgresql://, for example postgresql://user:secret@host:5432/staffroom',
      )
      .optional(),
  ),
  DATA_DIR: optional(z.string().default('.data')),
  PUBLIC_URL: optional(z.string().url('must be a whole address, for example https://staffroom.example.org').optional()),
  TIME_ZONE: optional(
    z.string().default('Europe/London').refine(isTimeZone, 'must be an IANA time zone, for example Europe/London'),
  ),
  TEAMS_APP_ID: optional(z.string().uuid('must be the application (client) id that Azure shows, a UUID').optional()),
  TEAMS_APP_PASSWORD: optional(z.string().optional()),
  TEAMS_APP_TENANT_ID: optional(
    z.string().uuid('must be the directory (tenant) id that Azure shows, a UUID').optional(),
  ),
  TEAMS_ALLOWED_TENANTS: list,
  PLAYGROUND_PORT: port(56150),
  LOG_LEVEL: optional(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        message: 'must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  ),
  DEMO_DATA: flag(true),
});

export interface TeamsSettings {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** Tenant ids that may use the bot; the bot's own tenant is always among them. */
  readonly allowedTenants: readonly string[];
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Where people's browsers reach this service, without a trailing slash. */
  readonly publicUrl: string;
  readonly timeZone: string;
  /** Undefined without Teams credentials. */
  readonly teams: TeamsSettings | undefined;
  /** No credentials at all: this machine only, with the chat in the browser. */
  readonly playground: { readonly port: number } | undefined;
  readonly logLevel: string;
  readonly demoData: boolean;
}

/** Settings that cannot be used; `message` lists every fault with its remedy, a line each. */
export class SettingsFault extends Error {}

/**
 * Reads all settings at once.
 * @param env the process's environment, after `.env`
 * @throws SettingsFault with every fault and its remedy
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settings.safeParse(env);
  if (!parsed.success) {
    throw settingsFault(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const value = parsed.data;
  const faults: string[] = [];
  const given = [value.TEAMS_APP_ID, value.TEAMS_APP_PASSWORD, value.TEAMS_APP_TENANT_ID].filter(Boolean).length;
  if (given > 0 && given < 3) {
    faults.push(
      'TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_APP_TENANT_ID belong together: set all three, or none to try the bot in the browser',
    );
  }
  const playground = given === 0;
  if (playground && value.NODE_ENV === 'production') {
    faults.push(
      'NODE_ENV=production needs Teams credentials: without them anybody who reaches the port may act as anybody. Set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_APP_TENANT_ID, or unset NODE_ENV to try the bot on this machine',
    );
  }
  if (playground && value.HOST && !['127.0.0.1', 'localhost', '::1'].includes(value.HOST)) {
    faults.push(
      'HOST must be 127.0.0.1 while no credentials are set: the chat in the browser lets anybody act as anybody',
    );
  }
  if (faults.length > 0) throw settingsFault(faults);
  const host = value.HOST ?? (playground ? '127.0.0.1' : '0.0.0.0');
  return {
    port: value.PORT,
    host,
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    publicUrl: (value.PUBLIC_URL ?? `http://127.0.0.1:${value.PORT}`).replace(/\/+$/, ''),
    timeZone: value.TIME_ZONE,
    teams: teamsSettings(value),
    playground: playground ? { port: value.PLAYGROUND_PORT } : undefined,
    logLevel: value.LOG_LEVEL,
    demoData: value.DEMO_DATA,
  };
}

function teamsSettings(value: z.infer<typeof settings>): TeamsSettings | undefined {
  if (!value.TEAMS_APP_ID || !value.TEAMS_APP_PASSWORD || !value.TEAMS_APP_TENANT_ID) return undefined;
  return {
    appId: value.TEAMS_APP_ID,
    appPassword: value.TEAMS_APP_PASSWORD,
    tenantId: value.TEAMS_APP_TENANT_ID,
    allowedTenants: [...new Set([value.TEAMS_APP_TENANT_ID, ...value.TEAMS_ALLOWED_TENANTS])],
  };
}

function settingsFault(faults: readonly string[]): SettingsFault {
  return new SettingsFault(
    ['These settings cannot be used (see .env.example):', ...faults.map((fault) => `  - ${fault}`)].join('\n'),
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
