// Renders components for tests, in English, and finds what people and screen readers find.

import { configure, fireEvent, screen } from '@testing-library/dom';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, vi } from 'vitest';
import { type KitStrings, SpeechProvider } from './speech';
import { en } from './strings/en';

configure({
  // Effects and renders that an event causes are done when the event has been dispatched.
  eventWrapper: (dispatch) => {
    let result: unknown;
    act(() => {
      result = dispatch();
    });
    return result;
  },
});

let root: HTMLElement | undefined;

/** Chooses a language; a test replaces it to see what was chosen. */
export const speak = vi.fn();

/** Renders something into the page; a second call renders the same place again. */
export function show(child: ComponentChild, strings: KitStrings = en): HTMLElement {
  root ??= document.body.appendChild(document.createElement('div'));
  const into = root;
  const speech = { language: 'en', strings, speak } as const;
  act(() => render(<SpeechProvider speech={speech}>{child}</SpeechProvider>, into));
  return into;
}

/** Lets this much time pass, for fake timers. */
export function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

/** Waits for what an answer leads to. */
export async function settle(): Promise<void> {
  await act(async () => {});
}

/** Types into a field as a person does. */
export function type(field: HTMLElement, value: string): void {
  fireEvent.input(field, { target: { value } });
}

afterEach(() => {
  const from = root;
  if (from) act(() => render(null, from));
  from?.remove();
  root = undefined;
  document.title = '';
  vi.useRealTimers();
  vi.clearAllMocks();
});

export { act, fireEvent, screen };
