/** S12: the console's main journey, word for word the same in Chromium, Firefox and WebKit. */
import { aClientWithoutMobile, expect, test } from '../vestibule/test.js';
import { wrongFor } from './steps.js';

test('S12 P1 P18 an adviser signs in, adds and invites, sees a block by itself, and lets the client in @engines', async ({
  ada,
  firm,
  device,
  openDevice,
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
  const theirs = await openDevice();
  await nora.opensLink(theirs);
  await theirs.presses('Continue');
  for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try']) {
    await theirs.fills('PIN', wrong);
    await theirs.presses('Continue');
    await theirs.shows(`You have ${left}`);
  }
  await theirs.fills('PIN', wrong);
  await theirs.presses('Continue');
  await theirs.showsHeading('Too many wrong PINs');

  await device.showsHeading('Help them in');
  await device.presses('Generate new PIN');
  await device.shows('Nora Fielding has a new PIN');
  await theirs.presses('I have a new PIN');
  await theirs.fills('PIN B', await ada.revealsPin(nora));
  await theirs.presses('Continue');
  await theirs.showsHeading('Create your password');
  await theirs.fills('New password', nora.password);
  await theirs.presses('Save password');
  await device.shows('High: password set');

  await device.goto('/console/settings/account');
  await device.showsHeading('Your account');
  await device.presses('Sign out');
  await device.showsHeading('You are signed out');
  expect((await device.address()).pathname).toBe('/console/signed-out');
});
