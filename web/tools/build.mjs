// Builds both sites into dist/. The new build replaces the old one only once it is complete.
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const web = fileURLToPath(new URL('../', import.meta.url));
const fresh = `${web}dist.new`;

await rm(fresh, { recursive: true, force: true });
for (const site of ['client', 'console']) {
  const configFile = `${web}${site}/vite.config.mjs`;
  if (existsSync(configFile)) {
    await build({ configFile, logLevel: 'warn', build: { outDir: fresh } });
  }
}
await rm(`${web}dist`, { recursive: true, force: true });
await rename(fresh, `${web}dist`);
