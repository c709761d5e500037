/** S12: the console's main journey, word for word the same in Chromium, Firefox and WebKit. */
import { randomBytes } from 'node:crypto';
import { aClientWithoutMobile, expect, test } from '../vestibule/test.js';
import { is, Visitor } from '../vestibule/visitor.js';
import { wrongFor } from './steps.js';

test('S12 P1 P18 an adviser signs in, adds and invites, sees a block by itself, and lets the client in @engines', async ({
  ada,
  firm,
  device,
  vestibule,
  shot,
}) => {
  await device.goto(`/console/f/${firm.slug}`);
  await device.showsHeading('Sign in');
  await device.fills('E-mail address', ada.email);
  await device.fills('Password', ada.password);
  await device.presses('Sign in');
  await device.showsHeading('No clients yet');

  await device.goto('/console/clients/new');
  await device.showsHeading('Add client');
  await device.fills('Name', 'Owen Hart');
  await device.fills('E-mail address', `owen@${firm.slug}.example`);
  await device.presses('Add and invite');
  await device.showsHeading('Owen Hart');
  await device.shows('Owen Hart is added, and the invitation is on its way');
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
