/** S12: the console's main journeys, word for word the same in Chromium, Firefox and WebKit. */
import { randomBytes } from 'node:crypto';
import {
  aClientWithoutMobile,
  type Device,
  expect,
  OTHER_PASSWORD,
  type Staff,
  test,
} from '../vestibule/test.js';
import { is, Visitor } from '../vestibule/visitor.js';
import { wrongFor } from './steps.js';

/** At the sign-in page of their firm. */
async function signsIn(staff: Staff, device: Device): Promise<void> {
  await device.showsHeading('Sign in');
  await device.fills('E-mail address', staff.email);
  await device.fills('Password', staff.password);
  await device.presses('Sign in');
}

test('S12 P1 P18 an adviser signs in, adds and invites, sees a block without reloading, and unblocks the client @engines', async ({
  ada,
  firm,
  device,
  vestibule,
  shot,
}) => {
  await device.goto(`/console/f/${firm.slug}`);
  await signsIn(ada, device);
  await device.showsHeading('No clients yet');

  await device.goto('/console/clients/new');
  await device.showsHeading('Add client');
  await device.fills('Name', 'Owen Hart');
  await device.fills('E-mail address', `owen@${firm.slug}.example`);
  await device.presses('Add and invite');
  await device.showsHeading('Owen Hart');
  await device.shows('Owen Hart has been added, and the invitation is on its way');
  await device.shows('Low: no password yet');
  await shot(device, 'console-client');

  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const wrong = wrongFor(await ada.revealsPin(nora));
  await device.goto(`/console/clients/${nora.id}`);
  await device.showsHeading('Nora Fielding');
  // The client, elsewhere: five wrong PINs.
  const theirs = new Visitor(vestibule.origin);
  const link = (await nora.newestMail()).link().split('#')[1];
  const secret = randomBytes(32).toString('base64url');
  const enters = (pin: string) => theirs.post('/api/client/verify-pin', { link, secret, pin });
  for (let guess = 1; guess <= 5; guess += 1) is(401, await enters(wrong));

  await device.showsHeading('Help them in');
  await device.presses('Generate new PIN');
  await device.shows('Nora Fielding has a new PIN');
  is(200, await enters(await ada.revealsPin(nora)));
  is(200, await theirs.post('/api/client/set-password', { link, secret, password: nora.password }));
  await device.shows('High: password set');

  await device.goto('/console/settings/account');
  await device.showsHeading('Your account');
  await device.presses('Sign out');
  await device.showsHeading('You are signed out');
  expect((await device.address()).pathname).toBe('/console/signed-out');
});

test('S12 X4 from the mail about a stuck client, through sign-in, to the PIN @engines', async ({
  ada,
  device,
  vestibule,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const theirs = new Visitor(vestibule.origin);
  const link = (await nora.newestMail()).link().split('#')[1];
  is(200, await theirs.post('/api/client/request-pin', { link }));
  const mail = await ada.newestMail(2);
  expect(mail.subject).toContain('Nora Fielding needs the PIN');

  await device.goto(mail.consoleLink());
  await signsIn(ada, device);
  await device.showsHeading('Help them in');
  await device.presses('Show the PIN');
  const pin = await ada.revealsPin(nora);
  await device.shows(new RegExp([...pin].join('\\s*')));
  const secret = randomBytes(32).toString('base64url');
  is(200, await theirs.post('/api/client/verify-pin', { link, secret, pin }));

  is(200, await theirs.post('/api/client/set-password', { link, secret, password: nora.password }));
  await device.shows('High: password set');
  await device.shows('Nora Fielding is no longer stuck');
});

test('S12 a colleague sets up the account through the mailed link, forgets the password, and recovers it @engines', async ({
  device,
  firm,
}) => {
  const ben = await firm.invitesStaff('adviser');
  await device.goto(ben.setUpLink);
  await device.showsHeading('Welcome: choose your password');
  await device.fills('New password', ben.password);
  await device.presses('Save password');
  await device.showsHeading('Sign in');
  await device.follows('Forgot password?');
  await device.fills('E-mail address', ben.email);
  await device.presses('Send me the link');
  await device.showsHeading('Check your e-mail');
  await device.goto((await ben.newestMail(2)).consoleLink());
  await device.showsHeading('Choose a new password');
  await device.fills('New password', OTHER_PASSWORD);
  await device.presses('Save password');
  await device.showsHeading('Sign in');
  await device.fills('Password', OTHER_PASSWORD);
  await device.presses('Sign in');
  await device.showsHeading('No clients yet');
});
