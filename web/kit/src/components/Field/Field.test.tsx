import { expect, test, vi } from 'vitest';
import { fireEvent, screen, show, type } from '../../testing';
import { Field } from '.';

test('a field is found by its label', () => {
  show(<Field name="email" label="E-mail address" value="nora@mail.example" onInput={() => {}} />);
  const field = screen.getByLabelText<HTMLInputElement>('E-mail address');
  expect(field.value).toBe('nora@mail.example');
  expect(field.getAttribute('aria-invalid')).toBeNull();
  expect(field.getAttribute('aria-describedby')).toBeNull();
});

test('hint and error are read out with the field, and the error marks it', () => {
  show(
    <Field
      name="mobile"
      label="Mobile"
      hint="The PIN is texted to it."
      error="This is a landline"
      value=""
      onInput={() => {}}
    />,
  );
  const field = screen.getByRole('textbox', {
    name: 'Mobile',
    description: 'The PIN is texted to it. This is a landline',
  });
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('what is typed is passed on, stripped in the field as well', () => {
  const onInput = vi.fn();
  show(<Field name="pin" label="PIN" value="" strip={(text) => text.trim()} onInput={onInput} />);
  const field = screen.getByLabelText<HTMLInputElement>('PIN');
  type(field, ' 1 ');
  expect(onInput).toHaveBeenCalledWith('1');
  expect(field.value).toBe('1');
});

test('a text that is still being composed is stripped when it is complete', () => {
  const onInput = vi.fn();
  show(<Field name="pin" label="PIN" value="" strip={(text) => text.trim()} onInput={onInput} />);
  const field = screen.getByLabelText<HTMLInputElement>('PIN');
  fireEvent.input(field, { target: { value: ' 1 ' }, isComposing: true });
  expect(field.value).toBe(' 1 ');
  fireEvent.compositionEnd(field);
  expect(onInput).toHaveBeenLastCalledWith('1');
  expect(field.value).toBe('1');
});
