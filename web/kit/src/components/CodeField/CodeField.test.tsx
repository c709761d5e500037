import { expect, test, vi } from 'vitest';
import { screen, show, type } from '../../testing';
import { CodeField, stripCode } from '.';

test('spaces of every kind that keyboards and texts put in are stripped', () => {
  expect(stripCode(' 123 456 ')).toBe('123456');
  expect(stripCode('123\u00a0456\u200b')).toBe('123456');
  expect(stripCode('12\t34\n56')).toBe('123456');
});

test('out of a pasted message comes the code that it holds', () => {
  expect(stripCode('Harbour & Vale: PIN B: 012345. Never tell it.')).toBe('012345');
  expect(stripCode('PIN 012345. Type it on our page only.\n\n@vale.example #012345')).toBe(
    '012345',
  );
});

test('six digits are the code, however they are grouped and whatever is around them', () => {
  for (const typed of ['050-870', '050–870', '05-08-70', '050870.', '#050870', '"050870"']) {
    expect(stripCode(typed), typed).toBe('050870');
  }
  expect(stripCode('\u2068050870\u2069')).toBe('050870');
  expect(stripCode('\u202a050 870\u202c')).toBe('050870');
  expect(stripCode('PIN B: 050 870')).toBe('050870');
});

test('digits of other keyboards become 0 to 9', () => {
  for (const typed of ['٠٥٠٨٧٠', '۰۵۰۸۷۰', '０５０８７０', '٠٥٠-٨٧٠']) {
    expect(stripCode(typed), typed).toBe('050870');
  }
  expect(stripCode('٠٥')).toBe('05');
});

test('what is no code is left for the person to see', () => {
  expect(stripCode('12345')).toBe('12345');
  expect(stripCode('12-34-5')).toBe('12-34-5');
  expect(stripCode('PIN 123456 or 654321')).toBe('PIN123456or654321');
  expect(stripCode('call 07400123456')).toBe('call07400123456');
});

function field(texted: boolean, onInput = vi.fn()) {
  show(<CodeField name="pin" label="PIN" value="" onInput={onInput} texted={texted} />);
  return { box: screen.getByRole<HTMLInputElement>('textbox', { name: 'PIN' }), onInput };
}

test('a pasted message becomes its code, in the field too', () => {
  const { box, onInput } = field(true);
  type(box, 'Your PIN B: 012 34');
  expect(onInput).toHaveBeenLastCalledWith('YourPINB:01234');
  type(box, 'PIN 012345. Type it on our page only.');
  expect(onInput).toHaveBeenLastCalledWith('012345');
  expect(box.value).toBe('012345');
});

test('a phone shows digits, and offers a code from a text only where one was texted', () => {
  expect(field(true).box.autocomplete).toBe('one-time-code');
  const { box } = field(false);
  expect(box.autocomplete).toBe('off');
  expect(box.inputMode).toBe('numeric');
  expect(box.maxLength, 'a limit would cut a pasted message').toBeLessThan(0);
});

test('a code leaves with its page', () => {
  const typed: string[] = [];
  show(
    <CodeField texted name="pin" label="PIN" value="050870" onInput={(text) => typed.push(text)} />,
  );
  window.dispatchEvent(new Event('pagehide'));
  expect(screen.getByLabelText<HTMLInputElement>('PIN').value).toBe('');
  expect(typed).toEqual(['']);
});
