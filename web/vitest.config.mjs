import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['{kit,client,console,tools}/**/*.test.{ts,tsx,mjs}'] } });
