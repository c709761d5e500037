import { defineConfig } from 'vitest/config';

// Styles are read by tests that hold code and style together.
export default defineConfig({
  test: { css: true, include: ['{kit,client,console,tools}/**/*.test.{ts,tsx,mjs}'] },
});
