import { useSpeech } from '../../speech';

/** Announces that something is loading. It appears after a moment, to avoid flicker. */
export function Spinner() {
  const { strings } = useSpeech();
  return (
    <p class="waiting" role="status">
      <span class="spin" aria-hidden="true" />
      {strings.loading}…
    </p>
  );
}
