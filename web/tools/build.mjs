// Builds both sites into dist/.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { build } from 'vite';

const web = new URL('../', import.meta.url).pathname;

await rm(`${web}dist`, { recursive: true, force: true });
for (const site of ['client', 'console']) {
  const configFile = `${web}${site}/vite.config.mjs`;
  if (existsSync(configFile)) await build({ configFile, logLevel: 'warn' });
}
