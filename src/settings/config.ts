import { z } from 'zod';
import type { AccountKey } from '../domain/account.js';
import type { ModelSettings } from '../knowledge/model/completion.js';
import { readAdministrators } from './administrators.js';
import { type MailSettings, mailFields, readMailSettings } from './mail.js';
import { isSafeForSecrets, modelFields, readModelSettings } from './model.js';

/** An empty variable (`PORT=` in `.env`) counts as unset. */
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
const flag = optional(
  z
    .enum(['true', 'false'], { message: 'must be true or false' })
    .transform((value) => value === 'true')
    .optional(),
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
  PAPER_TEMPLATE: optional(z.string().optional()),
  TEAMS_APP_ID: optional(z.string().uuid('must be the application (client) id that Azure shows, a UUID').optional()),
  TEAMS_APP_PASSWORD: optional(z.string().optional()),
  TEAMS_APP_TENANT_ID: optional(
    z.string().uuid('must be the directory (tenant) id that Azure shows, a UUID').optional(),
  ),
  TEAMS_ALLOWED_TENANTS: list,
  SLACK_BOT_TOKEN: optional(
    z
      .string()
      .regex(/^xoxb-\S+$/, 'must be the Bot User OAuth Token that begins with xoxb-')
      .optional(),
  ),
  SLACK_SIGNING_SECRET: optional(z.string().optional()),
  SLACK_APP_TOKEN: optional(
    z
      .string()
      .regex(/^xapp-\S+$/, 'must be an App-Level Token that begins with xapp-')
      .optional(),
  ),
  SLACK_API_URL: optional(
    z
      .string()
      .url('must be a whole address, for example https://slack.com/api/')
      .refine(isSafeForSecrets, 'must begin with https://, for the bot token is sent there')
      .default('https://slack.com/api/'),
  ),
  ADMINISTRATORS: list,
  PLAYGROUND_PORT: port(56150),
  LOG_LEVEL: optional(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        message: 'must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  ),
  DEMO_DATA: flag,
  RATE_LIMIT: optional(
    z.coerce
      .number({ message: 'must be a number of turns a minute, or 0 for no limit' })
      .int('must be a whole number')
      .min(0, 'must be 0 (no limit) or more')
      .optional(),
  ),
  DRAIN_SECONDS: optional(
    z.coerce
      .number({ message: 'must be a number of seconds' })
      .min(0, 'must be 0 or more')
      .max(300, 'must be 300 or less')
      .optional(),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(
    z.string().url('must be a whole address, for example http://collector:4318').optional(),
  ),
  METRICS_TOKEN: optional(z.string().min(16, 'must have 16 characters or more: it is a password').optional()),
  SECURITY_CONTACT: optional(
    z
      .string()
      .regex(
        /^(mailto:|https:\/\/)\S+$/,
        'must begin with mailto: or https://, for example mailto:it@partnership.example.org',
      )
      .optional(),
  ),
  ...mailFields,
  ...modelFields,
});

/** Faster than anybody can read answers and press buttons. */
const turnsAMinute = 40;

export interface TeamsSettings {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** Tenant ids that may use the bot, always including the bot's own tenant. */
  readonly allowedTenants: readonly string[];
}

export interface SlackSettings {
  readonly botToken: string;
  /**
   * Slack sends signed requests to `/slack/events`; or the service connects to Slack (Socket Mode) and needs no public
   * address.
   */
  readonly transport:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  /** Ends in a slash. */
  readonly apiUrl: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Undefined for the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** The address of this service for browsers, without a trailing slash. */
  readonly publicUrl: string;
  readonly timeZone: string;
  /** Where a council's own Word document for the committee paper is. */
  readonly paperTemplate: string | undefined;
  /** Undefined without Teams credentials. */
  readonly teams: TeamsSettings | undefined;
  /** Undefined without Slack credentials. */
  readonly slack: SlackSettings | undefined;
  /** Accounts that are administrators while the settings name them. */
  readonly administrators: readonly AccountKey[];
  /** Without any credentials: on this machine only, with the chat in the browser. */
  readonly playground: { readonly port: number } | undefined;
  readonly logLevel: string;
  readonly demoData: boolean;
  /** Turns per minute of one account; 0 is no limit. */
  readonly rateLimit: number;
  /** How long the service goes on answering after it was told to stop, in milliseconds. */
  readonly drainMs: number;
  /** What a collector shows at `/metrics`; undefined: there is no such page. */
  readonly metricsToken: string | undefined;
  /** Traces and the log are sent to a collector, which the SDK reads from the environment itself. */
  readonly openTelemetry: boolean;
  /** Whom `security.txt` names. */
  readonly securityContact: string;
  /** Undefined: answers are found and worded on this machine alone. */
  readonly model: ModelSettings | undefined;
  /** Undefined without a mail server of one's own: nobody is written to by e-mail, except in the playground's outbox. */
  readonly mail: MailSettings | undefined;
}

/** Invalid settings; `message` lists every fault with its remedy, one for each line. */
export class SettingsFault extends Error {}

/**
 * Reads all settings at once.
 * @param env the process's environment, after `.env`
 * @throws SettingsFault with every fault and its remedy
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const { value, unusable, faults: fieldFaults } = readFields(env);
  const playground = credentialsGiven(value, unusable).every((given) => !given);
  const administrators = readAdministrators(value.ADMINISTRATORS, teamsSettings(value)?.allowedTenants);
  const { model, faults: modelFaults } = readModelSettings(value);
  const { mail, faults: mailFaults } = readMailSettings(value, unusable);
  const faults = [
    ...fieldFaults,
    ...credentialFaults(value, unusable),
    ...(playground ? playgroundFaults(value) : []),
    ...administrators.faults,
    ...modelFaults,
    ...mailFaults,
  ];
  if (faults.length > 0) throw settingsFault(faults);
  const publicUrl = (value.PUBLIC_URL ?? `http://127.0.0.1:${value.PORT}`).replace(/\/+$/, '');
  const host = value.HOST ?? (playground ? '127.0.0.1' : '0.0.0.0');
  return {
    port: value.PORT,
    host,
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    publicUrl,
    timeZone: value.TIME_ZONE,
    paperTemplate: value.PAPER_TEMPLATE,
    teams: teamsSettings(value),
    slack: slackSettings(value),
    administrators: administrators.accounts,
    playground: playground ? { port: value.PLAYGROUND_PORT } : undefined,
    logLevel: value.LOG_LEVEL,
    demoData: value.DEMO_DATA ?? playground,
    // In playground mode all accounts belong to the same person, so there is no limit.
    rateLimit: value.RATE_LIMIT ?? (playground ? 0 : turnsAMinute),
    // Where there is one process on one machine, nobody else could be asked meanwhile.
    drainMs: 1_000 * (value.DRAIN_SECONDS ?? (value.DATABASE_URL && !playground ? 5 : 0)),
    metricsToken: value.METRICS_TOKEN,
    openTelemetry: value.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    securityContact: value.SECURITY_CONTACT ?? `${publicUrl}/privacy`,
    model,
    mail,
  };
}

type Settings = z.infer<typeof settings>;

/** Each setting by itself. One that cannot be used counts as unset, so that the faults of the others are found as well. */
function readFields(env: Readonly<Record<string, string | undefined>>): {
  readonly value: Settings;
  /** Names of those that cannot be used. */
  readonly unusable: ReadonlySet<string>;
  readonly faults: readonly string[];
} {
  const parsed = settings.safeParse(env);
  if (parsed.success) return { value: parsed.data, unusable: new Set(), faults: [] };
  const { issues } = parsed.error;
  const unusable = new Set(issues.map(({ path }) => String(path[0])));
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !unusable.has(name)));
  return {
    value: settings.parse(rest),
    unusable,
    faults: issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
  };
}

const teamsNames = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_APP_TENANT_ID'] as const;
const slackNames = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'] as const;

function credentialsGiven(value: Settings, unusable: ReadonlySet<string>): readonly boolean[] {
  return [...teamsNames, ...slackNames].map((name) => Boolean(value[name]) || unusable.has(name));
}

/** Incomplete credentials are a mistake, and must not silently disable a platform. */
function credentialFaults(value: Settings, unusable: ReadonlySet<string>): readonly string[] {
  const isMistaken = (names: readonly (keyof Settings)[], whole: object | undefined) =>
    !whole && names.some((name) => Boolean(value[name])) && !names.some((name) => unusable.has(name));
  const faults: string[] = [];
  if (isMistaken(teamsNames, teamsSettings(value))) {
    faults.push(
      'TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_APP_TENANT_ID belong together: set all three, or none to try the bot in the browser',
    );
  }
  if (isMistaken(slackNames, slackSettings(value))) {
    faults.push(
      'SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET belong together (with Socket Mode, SLACK_BOT_TOKEN and SLACK_APP_TOKEN): set both, or none to try the bot in the browser',
    );
  }
  return faults;
}

function playgroundFaults(value: Settings): readonly string[] {
  const faults: string[] = [];
  if (value.NODE_ENV === 'production') {
    faults.push(
      'NODE_ENV=production needs Teams or Slack credentials: without them anybody who reaches the port may act as anybody. Set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_APP_TENANT_ID, or SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or unset NODE_ENV to try the bot on this machine',
    );
  }
  if (value.HOST && !['127.0.0.1', 'localhost', '::1'].includes(value.HOST)) {
    faults.push(
      'HOST must be 127.0.0.1 while no credentials are set: the chat in the browser lets anybody act as anybody',
    );
  }
  return faults;
}

function teamsSettings(value: Settings): TeamsSettings | undefined {
  if (!value.TEAMS_APP_ID || !value.TEAMS_APP_PASSWORD || !value.TEAMS_APP_TENANT_ID) return undefined;
  return {
    appId: value.TEAMS_APP_ID,
    appPassword: value.TEAMS_APP_PASSWORD,
    tenantId: value.TEAMS_APP_TENANT_ID,
    allowedTenants: [...new Set([value.TEAMS_APP_TENANT_ID, ...value.TEAMS_ALLOWED_TENANTS])],
  };
}

/** With both, the App-Level Token counts: an app in Socket Mode receives nothing over HTTP. */
function slackSettings(value: Settings): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = value;
  if (!botToken) return undefined;
  const apiUrl = value.SLACK_API_URL.replace(/\/*$/, '/');
  if (appToken) return { botToken, apiUrl, transport: { kind: 'socket', appToken } };
  return signingSecret ? { botToken, apiUrl, transport: { kind: 'http', signingSecret } } : undefined;
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
