// No module of the pages imports itself by way of others, not even for a type: a circle cannot be
// understood, tested or moved in parts.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const web = fileURLToPath(new URL('../', import.meta.url));
const KIT = '@vestibule/kit';

/** The modules of the pages, tests left out. */
function modules() {
  return ['kit', 'client', 'console'].flatMap((site) =>
    readdirSync(`${web}${site}/src`, { recursive: true })
      .filter((path) => /(?<!\.test|\.d)\.tsx?$/.test(path))
      .map((path) => `${web}${site}/src/${path}`),
  );
}

/** What an import leads to, if it is a module of ours. */
function resolved(from, specifier) {
  const kit = specifier === KIT || specifier.startsWith(`${KIT}/`);
  if (!kit && !specifier.startsWith('.')) return undefined;
  const path = kit
    ? resolve(web, 'kit/src', specifier.slice(KIT.length + 1))
    : resolve(dirname(from), specifier);
  const candidates = ['.ts', '.tsx', '/index.ts'].map((ending) => path + ending);
  return candidates.find((file) => existsSync(file));
}

/** The specifiers of all imports of a module: static, dynamic, and those of types. */
function imports(file) {
  const code = readFileSync(file, 'utf8');
  const { module } = parseSync(file, code);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      code.slice(start + 1, end - 1),
    ),
  ];
}

/** The first circle of each group of modules that import each other, as paths. */
function circles(edges) {
  const found = [];
  const done = new Set();
  const visit = (file, way) => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file].map((one) => one.slice(web.length)));
    if (at >= 0 || done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}

const edges = new Map(
  modules().map((file) => [
    file,
    imports(file).flatMap((specifier) => resolved(file, specifier) ?? []),
  ]),
);

test('circles are found', () => {
  const small = new Map([
    [`${web}a`, [`${web}b`]],
    [`${web}b`, [`${web}c`]],
    [`${web}c`, [`${web}b`]],
  ]);
  expect(circles(small)).toEqual([['b', 'c', 'b']]);
});

test('imports are followed', () => {
  const all = [...edges.values()].flat();
  expect(edges.size).toBeGreaterThan(100);
  expect(all.length).toBeGreaterThan(300);
  expect(all).toContain(`${web}kit/src/index.ts`);
});

test('no module imports itself by way of others', () => {
  expect(circles(edges)).toEqual([]);
});
