// Fails for a component without a test beside it.

import { expect, test } from 'vitest';

const files = Object.keys(import.meta.glob('./*/*'));
const folders = [...new Set(files.map((file) => file.split('/')[1] ?? ''))].sort();

test.each(folders)('%s is a component with a test and an index', (name) => {
  for (const file of [`${name}.tsx`, `${name}.test.tsx`, 'index.ts']) {
    expect(files).toContain(`./${name}/${file}`);
  }
});
