/**
 * S12: the main journeys, word for word the same in Chromium, Firefox and WebKit. Other cases of a
 * journey are tested in Chromium.
 */
import {
  aClientWithMobile,
  aClientWithoutMobile,
  type Client,
  type Device,
  expect,
  type Firm,
  OTHER_PASSWORD,
  test,
} from '../vestibule/test.js';

test('S12 P5 P6 P7 P9 N8 in by a link, a text and a password @engines', async ({
  ada,
  firm,
  device,
  shot,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);

  await nora.opensLink(device);
  await device.showsHeading(`Welcome to ${firm.name}`);
  expect((await device.address()).hash, 'the secret has left the address').toBe('');
  await shot(device, 'welcome');
  await device.presses('Continue');

  await device.showsHeading('What is your mobile number?');
  await device.fills('Mobile number', nora.mobile);
  await device.presses('Text me the PIN');

  await device.showsHeading('Enter your PIN');
  await device.shows(nora.mobile);
  const pin = (await nora.newestText()).pin();
  expect(pin, 'the PIN texted is the PIN that the adviser sees').toBe(await ada.revealsPin(nora));
  await shot(device, 'pin');
  await device.fills('PIN', pin);
  await device.presses('Continue');

  await choosesPassword(device, 'Create your password', nora.password);
  await signsIn(device, nora, nora.password);
  await shot(device, 'portal');
  expect((await ada.reads(nora)).security_level).toBe('high');
});

test('S12 P15 in without a mobile: the adviser reads out the PIN @engines', async ({
  ada,
  firm,
  device,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);

  await nora.opensLink(device);
  await device.showsHeading(`Welcome to ${firm.name}`);
  await device.presses('Continue');
  await device.showsHeading('Enter your PIN');
  await device.fills('PIN', await ada.revealsPin(nora));
  await device.presses('Continue');

  await choosesPassword(device, 'Create your password', nora.password);
  await signsIn(device, nora, nora.password);
});

test('S12 P12 back through the link, out, and in at the firm’s page @engines', async ({
  ada,
  firm,
  device,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);

  await nora.opensLink(device);
  await device.showsHeading('Welcome back');
  await device.fills('E-mail address', nora.email);
  await device.fills('Password', OTHER_PASSWORD);
  await device.presses('Sign in');
  await device.shows('The e-mail address or the password is wrong');
  await signsIn(device, nora, nora.password);

  await device.presses('Sign out');
  await device.showsHeading('You are signed out');
  await device.goto('/portal');
  await device.isAt(`/f/${firm.slug}`);
  await signsIn(device, nora, nora.password);
  await device.reload();
  await device.showsHeading('Welcome, Nora Fielding');
});

test('S12 P13 X14 a forgotten password: a link, PIN B by text, a new password @engines', async ({
  ada,
  firm,
  device,
}) => {
  const nora = await ada.adds(aClientWithMobile());
  await ada.invites(nora);
  await nora.getsIn(ada);
  const [mails, texts] = [(await nora.mails()).length, (await nora.texts()).length];

  await device.goto(signInPage(firm));
  await device.follows('Forgot your password?');
  await device.showsHeading('Choose a new password');
  await device.fills('E-mail address', nora.email);
  await device.presses('E-mail me a link');
  await device.showsHeading('Check your e-mail');

  await nora.opensLink(device, mails + 1);
  await device.showsHeading('Choose a new password');
  expect(await nora.texts(), 'opening the link sends nothing').toHaveLength(texts);
  await device.presses('Text me the PIN');
  await device.showsHeading('Enter PIN B');
  await device.fills('PIN B', (await nora.newestText(texts + 1)).pin());
  await device.presses('Continue');

  await choosesPassword(device, 'Choose a new password', OTHER_PASSWORD);
  await signsIn(device, nora, OTHER_PASSWORD);
});

test('S12 P18 X5 five wrong PINs: blocked, and unblocked by the adviser @engines', async ({
  ada,
  device,
  shot,
}) => {
  const nora = await ada.adds(aClientWithoutMobile());
  await ada.invites(nora);
  const wrong = wrongFor(await ada.revealsPin(nora));

  await nora.opensLink(device);
  await device.presses('Continue');
  for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try']) {
    await device.fills('PIN', wrong);
    await device.presses('Continue');
    await device.shows(`You have ${left}`);
  }
  await device.fills('PIN', wrong);
  await device.presses('Continue');
  await device.showsHeading('Too many wrong PINs');
  await shot(device, 'locked');

  await ada.renewsPin(nora);
  await device.presses('I have a new PIN');
  await device.showsHeading('Enter PIN B');
  await device.fills('PIN B', await ada.revealsPin(nora));
  await device.presses('Continue');
  await device.showsHeading('Create your password');
});

async function choosesPassword(device: Device, heading: string, password: string): Promise<void> {
  await device.showsHeading(heading);
  await device.fills('New password', password);
  await device.presses('Save password');
  await device.shows('Your password is set');
}

async function signsIn(device: Device, nora: Client, password: string): Promise<void> {
  await device.fills('E-mail address', nora.email);
  await device.fills('Password', password);
  await device.presses('Sign in');
  await device.isAt('/portal');
  await device.showsHeading('Welcome, Nora Fielding');
}

const signInPage = (firm: Firm) => `/f/${firm.slug}`;

const wrongFor = (pin: string) => (pin === '000000' ? '000001' : '000000');
