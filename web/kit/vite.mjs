// The build of both sites: browsers, output and the local server.

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The oldest browsers that the pages support, old Android phones and iPhones among them. */
const BROWSERS = ['chrome87', 'safari14', 'firefox78'];

/** The address of the runner: where `make run` listens, unless VESTIBULE says otherwise. */
const RUNNER = process.env.VESTIBULE ?? 'http://localhost:8080';

/** Reads the part of every page's head, or of its body until its script runs. */
const part = (name) => readFileSync(resolve(import.meta.dirname, name), 'utf8').trim();

/**
 * Modules that two pages share go into one file: it compresses better, and is cached for the next
 * page.
 */
const chunks = [{ name: 'shared', minShareCount: 2, test: (id) => !id.includes('/strings/') }];

/**
 * Returns the configuration of one site.
 * @param {string} folder the site's folder
 * @param {readonly string[]} pages the names of its HTML files, without the ending
 * @returns {import('vite').UserConfig}
 */
export function site(folder, pages) {
  const input = Object.fromEntries(pages.map((page) => [page, resolve(folder, `${page}.html`)]));
  return {
    root: folder,
    publicDir: resolve(folder, 'public'),
    build: {
      target: BROWSERS,
      cssTarget: BROWSERS,
      outDir: resolve(folder, '../dist'),
      // Both sites go into one folder.
      emptyOutDir: false,
      assetsInlineLimit: 0,
      // `preloads` below does this for the files that a page always needs.
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input, output: { codeSplitting: { groups: chunks } } },
    },
    server: { proxy: { '/api': RUNNER } },
    plugins: [sharedParts(), noHelper(), preloads(), pagesByFirstSegment(folder)],
  };
}

/** Inserts the parts that all pages share. */
function sharedParts() {
  return {
    name: 'shared-parts',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace('<!-- head -->', part('head.html'))
          .replace('<!-- before -->', part('before.html').replace(/\s*<!--.*?-->/g, '')),
    },
  };
}

/**
 * Vite wraps each dynamic import in a helper that preloads styles and scripts, a kilobyte that no page
 * needs: the pages themselves ask for what it would preload. Neither the helper nor the list of files
 * that it would be given is kept.
 */
function noHelper() {
  const listed = /(\bimport\(`[^`]+`\)[^,]*),(?:\[\]|__vite__mapDeps\(\[[\d,]*\]\))\)/g;
  return {
    name: 'no-preload-helper',
    enforce: 'post',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          file.code = file.code.replace(listed, '$1)').replace(/^const __vite__mapDeps=.*\n/, '');
          if (file.code.includes('__vite__mapDeps'))
            this.error(`${file.fileName} lists what to preload`);
        }
      },
    },
  };
}

/** Lets the browser fetch the imports of a page's script in parallel with it. */
function preloads() {
  return {
    name: 'preloads',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { chunk, bundle }) => {
        const files = new Set();
        const follow = (one) => {
          for (const file of one?.imports ?? []) {
            if (!files.has(file)) {
              files.add(file);
              follow(bundle[file]);
            }
          }
        };
        follow(chunk);
        return [...files].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `/${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}

/**
 * Serves a path whose last segment has no dot with the page of its first segment, as CloudFront
 * does.
 */
function pagesByFirstSegment(folder) {
  return {
    name: 'pages-by-first-segment',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url.split(/[?#]/)[0];
        const first = path.split('/')[1];
        if (!path.split('/').pop().includes('.') && !first.startsWith('@') && first !== 'api') {
          const page = first === '' ? 'index' : first;
          request.url = existsSync(resolve(folder, `${page}.html`))
            ? `/${page}.html`
            : '/not-found.html';
        }
        next();
      });
    },
  };
}
