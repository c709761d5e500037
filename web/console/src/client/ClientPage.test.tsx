import { fireEvent, screen, settle, show } from '@vestibule/kit/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { session } from '../session';
import { Toast } from '../shell/Toast';
import { en } from '../strings/en';
import { ClientPage } from './ClientPage';
import { clientView, lineOf } from './testing';

const later = '2100-01-01T00:00:00Z';
const firm = { id: 'f', name: 'Marsh', slug: 'marsh', language: 'en' };
const me = {
  id: 'ada',
  name: 'Ada Marsh',
  email: 'ada@marsh.example',
  role: 'adviser',
  firm,
  notices: {},
  ends_at: later,
  ends_at_latest: later,
};
const nora = clientView();
const created = lineOf({ event: 'client-created' }, Date.parse('2026-11-01T10:00:00Z') / 1000, {
  actor: { kind: 'staff', id: 'ada' },
  cause: 'create-client',
});

/** The replies of the API by path; a test replaces some. */
let replies: Record<string, [status: number, body: unknown]>;
const requested: string[] = [];

beforeEach(async () => {
  requested.length = 0;
  replies = {
    'GET /api/staff/session': [200, me],
    'GET /api/staff/members': [200, { members: [{ ...me, state: 'active' }] }],
    'GET /api/staff/clients/n': [200, nora],
    'GET /api/staff/clients/n/timeline': [200, { lines: [created], older: null }],
  };
  vi.stubGlobal('fetch', (path: string, { method }: RequestInit) => {
    requested.push(`${method} ${path}`);
    const [status, body] = replies[`${method} ${path}`] ?? [404, {}];
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  await session.read();
});

/** Waits until a check holds: replies, renders and effects follow one another. */
function eventually(check: () => void): Promise<void> {
  return vi.waitFor(
    async () => {
      await settle();
      check();
    },
    { timeout: 5000 },
  );
}

async function open(help?: string): Promise<void> {
  show(
    <>
      <ClientPage id="n" help={help} />
      <Toast />
    </>,
    en,
  );
  await eventually(() => screen.getByRole('heading', { name: 'Nora Fielding' }));
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

test('a client is shown with their timeline', async () => {
  await open();
  await eventually(() => {
    const timeline = screen.getByRole('region', { name: 'Timeline' }).textContent;
    expect(timeline).toContain('Added');
    expect(timeline).toContain('Ada Marsh');
  });
});

test('what is newer than the page is shown as such, or left out', async () => {
  const newer = { event: 'moved', planet: 'mars' };
  const line = { ...created, what: newer, tone: 'shiny', now: 'fly', resolves: ['fly'] };
  replies['GET /api/staff/clients/n/timeline'] = [200, { lines: [line, created], older: null }];
  replies['GET /api/staff/clients/n'] = [200, { ...nora, actions: ['fly', 'archive'] }];
  await open();
  await eventually(() => {
    const timeline = screen.getByRole('region', { name: 'Timeline' }).textContent;
    expect(timeline).toContain(en.newerEvent);
    expect(timeline).toContain('Added');
    expect(timeline).not.toContain(en.whatToDoNow);
  });
  const actions = screen.getByRole('region', { name: en.moreActions });
  expect([...actions.querySelectorAll('button')].map((one) => one.textContent)).toEqual([
    'Archive',
  ]);
});

test('a client who is not there has a page that says so', async () => {
  replies = { 'GET /api/staff/session': [200, me] };
  show(<ClientPage id="n" help={undefined} />, en);
  await eventually(() => screen.getByRole('link', { name: en.toClients }));
});

test('an action without a question is done at once, and can be undone', async () => {
  replies['POST /api/staff/clients/n/archive'] = [
    200,
    { ...nora, archived_at: later, actions: ['restore'] },
  ];
  replies['POST /api/staff/clients/n/restore'] = [200, nora];
  await open();
  press('Archive');
  await eventually(() => {
    screen.getByText(en.toastArchived('Nora Fielding'));
    expect(screen.getAllByRole('button', { name: 'Restore' }).length).toBeGreaterThan(0);
  });
  press('Undo');
  await eventually(() => screen.getByText(en.toastRestored('Nora Fielding')));
  expect(requested).toContain('POST /api/staff/clients/n/restore');
});

test('a PIN is shown when it is asked for, and hidden again', async () => {
  replies['POST /api/staff/clients/n/reveal-pin'] = [200, { pin: '012345', letter: 'B' }];
  await open();
  press(/Show the PIN/);
  await eventually(() => screen.getByText('012'));
  press('Hide the PIN');
  expect(screen.queryByText('012')).toBeNull();
});

test('a refusal is announced', async () => {
  const type = 'urn:vestibule:problem:no-pin';
  replies['POST /api/staff/clients/n/reveal-pin'] = [409, { type, title: '', status: 409 }];
  await open();
  press(/Show the PIN/);
  await eventually(() => {
    expect(screen.getByRole('alert').textContent).toBe(en.refusals.noPin);
  });
});

test('a question comes first where something cannot be undone', async () => {
  replies['GET /api/staff/clients/n'] = [200, { ...nora, standing: 'active', actions: ['revoke'] }];
  replies['POST /api/staff/clients/n/revoke'] = [200, nora];
  await open();
  press('Revoke access');
  const dialog = screen.getByRole('dialog', { name: 'Revoke the access of Nora Fielding?' });
  await eventually(() => {
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
  });
  expect(requested).not.toContain('POST /api/staff/clients/n/revoke');
  const confirm = [...dialog.querySelectorAll('button')].find(
    (one) => one.textContent === 'Revoke access',
  );
  if (confirm) fireEvent.click(confirm);
  await eventually(() => {
    screen.getByText(en.toastRevoked('Nora Fielding'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

test('the link of a notice leads to what helps', async () => {
  const help = { state: 'stuck', on: 'stuck', since: '2026-11-02T10:00:00Z' };
  replies['GET /api/staff/clients/n'] = [200, { ...nora, help }];
  await open('stuck');
  const panel = screen.getByRole('region', { name: 'Help them in' });
  expect(panel.textContent).toContain(en.rescue.stuck);
  await eventually(() => expect(document.activeElement?.id).toBe('rescue-title'));
});
