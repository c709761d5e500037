import { expect, test, vi } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { Choice } from '.';

const options = [
  { value: 'text', label: 'By text', hint: 'To the mobile on record' },
  { value: 'voice', label: 'Read out' },
] as const;

function choice(value: 'text' | 'voice', onChange = vi.fn()) {
  show(
    <Choice
      name="pin"
      legend="How the PIN travels"
      value={value}
      onChange={onChange}
      options={options}
    />,
  );
  return onChange;
}

test('the options are a named group of radio buttons, each with its hint', () => {
  choice('voice');
  expect(screen.getByRole('group', { name: 'How the PIN travels' })).toBeTruthy();
  const names = screen.getAllByRole<HTMLInputElement>('radio').map((radio) => radio.name);
  expect(names, 'one name, so that arrow keys move between them').toEqual(['pin', 'pin']);
  expect(screen.getByRole('radio', { name: /By text.*To the mobile on record/ })).toBeTruthy();
});

test('the chosen option is checked, and another can be chosen', () => {
  const onChange = choice('voice');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Read out' }).checked).toBe(true);
  fireEvent.click(screen.getByRole('radio', { name: /By text/ }));
  expect(onChange).toHaveBeenCalledWith('text');
});
