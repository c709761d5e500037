// Writes the types of the API, as the pages see them, from the document of the code.
//
//     node generate.mjs           writes kit/src/api/openapi.d.ts
//     node generate.mjs --check   fails where that file is not what it would write
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const document = new URL('../../../docs/api/openapi.json', import.meta.url);
const types = new URL('../../kit/src/api/openapi.d.ts', import.meta.url);
const head =
  '// Made of docs/api/openapi.json by `make docs` (here: `npm run api`). Not to be edited.\n\n';

const made = head + astToString(await openapiTS(document, { alphabetize: true }));

if (process.argv.includes('--check')) {
  const present = await readFile(types, 'utf8').catch(() => '');
  if (present !== made) {
    console.error(
      'kit/src/api/openapi.d.ts is not that of docs/api/openapi.json: run `make docs`.',
    );
    process.exit(1);
  }
} else {
  await writeFile(types, made);
}
