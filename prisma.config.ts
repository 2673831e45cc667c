import { defineConfig } from 'prisma/config';

// `prisma generate` checks for the schema engine, which it never runs, and would download it from a host that many
// school networks block. Any executable satisfies the check.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
