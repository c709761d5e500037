import { expect, test } from 'vitest';
import type { Firm } from '../../brand';
import { screen, show } from '../../testing';
import { Brand } from '.';

const firm: Firm = { id: '1', name: 'Marsh & Partners', slug: 'marsh', language: 'en' };

test('a logo is read out as the firm’s name', () => {
  show(<Brand firm={{ ...firm, logo: '/logo.png' }} />);
  expect(screen.getByRole('img', { name: 'Marsh & Partners' }).getAttribute('src')).toBe(
    '/logo.png',
  );
});

test('a firm without a logo is named', () => {
  show(<Brand firm={firm} />);
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.getByText('Marsh & Partners')).toBeTruthy();
});
