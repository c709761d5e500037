import { useSpeech } from '../../speech';

/** Something is on its way. It shows only after a moment, so that nothing flickers. */
export function Spinner() {
  const { strings } = useSpeech();
  return (
    <p class="waiting" role="status">
      <span class="spin" aria-hidden="true" />
      {strings.loading}…
    </p>
  );
}
