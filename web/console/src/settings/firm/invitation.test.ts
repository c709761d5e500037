import { expect, test } from 'vitest';
import { invitation } from './invitation';

const folder = '../../../../../shared/messages/tests/messages/snapshots/messages__letters__';
/** The e-mails, as they were last approved. */
const mails = import.meta.glob<string>(
  '../../../../../shared/messages/tests/messages/snapshots/*-invitation-*.snap',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);
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
  client: 'Margaret Ellis',
  phone: '020 7946 0018',
};

test.each(['en', 'de'] as const)('the preview in %s matches the e-mail', (language) => {
  const sent = mails[`${folder}${language}-invitation-texted-once-confirmed.snap`];
  const { page: _, ...mail } = invitation(language, about);
  for (const [part, text] of Object.entries(mail)) expect(sent, part).toContain(text);
  expect(mails[`${folder}${language}-invitation-by-adviser-without-phone.snap`]).toContain(
    invitation(language, { ...about, phone: '' }).closing,
  );
});

test.each(['en', 'de'] as const)('the preview in %s matches the page', (language) => {
  const files = Object.entries(pages).filter(([path]) => path.endsWith(`/${language}.ts`));
  const strings = Object.assign({}, ...files.map(([, file]) => file[language])) as {
    welcomeTitle: (firm: string) => string;
    welcomeLead: (adviser: string) => string;
    continue: string;
    call: (firm: string) => string;
  };
  const { page } = invitation(language, about);
  expect(page).toEqual({
    title: strings.welcomeTitle(about.firm),
    lead: strings.welcomeLead(about.adviser),
    button: strings.continue,
    call: `${strings.call(about.firm)} ${about.phone}`,
  });
});
