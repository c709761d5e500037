// Adds up what a first visit to each page loads, compressed as CloudFront does, and fails where it
// exceeds the budget. Everything counts: HTML, scripts, styles, the icon and the strings of the
// largest language.
import { readdir, readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = process.argv[2]
  ? new URL(`file://${process.argv[2]}/`)
  : new URL('../dist/', import.meta.url);

/** Budgets by page, in kB of Brotli; `else` is for every other page. */
const BUDGETS = { f: 15, portal: 30, i: 25, console: 50, else: 20 };
/**
 * What any one view may add to these pages; the largest counts towards the page's own budget too.
 */
const VIEWS = { console: 30 };
const LANGUAGES = ['en', 'de'];

const sizes = new Map();
async function size(path) {
  if (!sizes.has(path)) {
    const content = await readFile(new URL(path, dist));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    sizes.set(path, brotliCompressSync(content, { params }).length);
  }
  return sizes.get(path);
}

/**
 * Adds what a script loads immediately: its imports, and the strings of this language. It may request
 * other chunks in later steps.
 */
async function closure(path, language, found) {
  if (found.has(path)) return;
  found.add(path);
  const code = await readFile(new URL(path, dist), 'utf8');
  const imported = /(from|import)\s*(\(?)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;
  for (const [, , later, name] of code.matchAll(imported)) {
    if (!later || name.startsWith(`${language}-`)) await closure(`assets/${name}`, language, found);
  }
}

/**
 * Returns the files of a page's first load in each language: what it links, and what that imports.
 */
async function page(html) {
  const text = await readFile(new URL(html, dist), 'utf8');
  const linked = [...text.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path]) => path);
  const totals = LANGUAGES.map(async (language) => {
    const found = new Set([html]);
    for (const path of linked) {
      if (path.endsWith('.js')) await closure(path, language, found);
      else found.add(path);
    }
    return found;
  });
  return Promise.all(totals);
}

async function total(files) {
  const each = await Promise.all([...files].map(size));
  return each.reduce((sum, one) => sum + one, 0);
}

/** Returns what the largest view adds to the files that are loaded, in bytes. */
async function largestView(loaded, language, from = loaded) {
  const views = new Set();
  for (const path of from) {
    if (!path.endsWith('.js')) continue;
    const code = await readFile(new URL(path, dist), 'utf8');
    for (const [, name] of code.matchAll(/import\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) {
      const strings = LANGUAGES.some((one) => name.startsWith(`${one}-`));
      if (!strings && !loaded.has(`assets/${name}`)) views.add(`assets/${name}`);
    }
  }
  let largest = 0;
  for (const view of views) {
    const found = new Set(loaded);
    await closure(view, language, found);
    const added = new Set([...found].filter((file) => !loaded.has(file)));
    largest = Math.max(largest, (await total(added)) + (await largestView(found, language, added)));
  }
  return largest;
}

let over = false;
for (const html of (await readdir(dist)).filter((name) => name.endsWith('.html')).sort()) {
  const name = html.slice(0, -'.html'.length);
  const budget = BUDGETS[name] ?? BUDGETS.else;
  const firsts = await page(html);
  const views = name in VIEWS ? firsts.map((first, at) => largestView(first, LANGUAGES[at])) : [0];
  const view = Math.max(...(await Promise.all(views))) / 1000;
  const kilobytes = Math.max(...(await Promise.all(firsts.map(total)))) / 1000 + view;
  const fits = kilobytes <= budget && view <= (VIEWS[name] ?? 0);
  over ||= !fits;
  const of = name in VIEWS ? `, its largest view ${view.toFixed(1)} of ${VIEWS[name]}` : '';
  console.log(
    `${fits ? 'ok  ' : 'OVER'} ${html.padEnd(16)} ${kilobytes.toFixed(1)} kB of ${budget}${of}`,
  );
}
process.exit(over ? 1 : 0);
