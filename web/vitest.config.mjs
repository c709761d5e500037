import { defineConfig } from 'vitest/config';

// Tests of components (.tsx) run in a DOM; all others run without one, so that a page's logic
// cannot come to depend on it. Styles are read by tests that compare code and style.
const files = (endings) => [`{kit,client,console,tools}/**/*.test.${endings}`];

export default defineConfig({
  test: {
    css: true,
    projects: [
      { extends: true, test: { name: 'node', include: files('{ts,mjs}') } },
      {
        extends: true,
        test: { name: 'dom', include: files('tsx'), environment: 'happy-dom' },
      },
    ],
  },
});
