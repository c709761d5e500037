import { expect, test } from 'vitest';
import { welcomePage } from './welcomePage';

/** The strings of all pages for clients. */
const pages = import.meta.glob<Record<string, object>>(
  '../../../../client/src/*/strings/{en,de}.ts',
  {
    eager: true,
  },
);

const about = {
  firm: 'Whitfield & Rowe',
  adviser: "Daniel O'Connor",
  phone: '020 7946 0018',
};

test.each(['en', 'de'] as const)('the preview in %s matches the page', (language) => {
  const files = Object.entries(pages).filter(([path]) => path.endsWith(`/${language}.ts`));
  const strings = Object.assign({}, ...files.map(([, file]) => file[language])) as {
    welcomeTitle: (firm: string) => string;
    welcomeLead: (adviser: string) => string;
    continue: string;
    call: (firm: string) => string;
  };
  expect(welcomePage(language, about)).toEqual({
    title: strings.welcomeTitle(about.firm),
    lead: strings.welcomeLead(about.adviser),
    button: strings.continue,
    call: `${strings.call(about.firm)} ${about.phone}`,
  });
});
