import { useSpeech } from '../../words';

/** Something is on its way. It shows only after a moment, so that nothing flickers. */
export function Spinner() {
  const { words } = useSpeech();
  return (
    <p class="waiting" role="status">
      <span class="spin" aria-hidden="true" />
      {words.loading}…
    </p>
  );
}
