import { expect, test } from 'vitest';
import { fireEvent, screen, show } from '../../testing';
import { ErrorSummary } from '.';

test('nothing is shown while nothing is wrong', () => {
  expect(show(<ErrorSummary errors={{}} />).textContent).toBe('');
});

test('the summary takes the focus when it appears, and again at each refusal', () => {
  show(<ErrorSummary errors={{ email: 'Enter your e-mail address' }} />);
  const summary = screen.getByRole('group', { name: 'Please check these fields' });
  expect(document.activeElement).toBe(summary);
  summary.blur();
  show(<ErrorSummary errors={{ email: 'Enter your e-mail address' }} />);
  expect(document.activeElement).toBe(summary);
});

test('each error leads to its field', () => {
  show(
    <>
      <ErrorSummary errors={{ email: 'Enter your e-mail address', pin: 'Enter the PIN' }} />
      <input id="pin" />
    </>,
  );
  expect(screen.getAllByRole('link')).toHaveLength(2);
  fireEvent.click(screen.getByRole('link', { name: 'Enter the PIN' }));
  expect(document.activeElement?.id).toBe('pin');
});
