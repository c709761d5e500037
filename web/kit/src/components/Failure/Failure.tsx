import type { Problem } from '../../api/call';
import type { Firm } from '../../brand';
import { writeDuration } from '../../language';
import { useSpeech } from '../../speech';
import { Button } from '../Button';
import { Notice } from '../Notice';
import { Phone } from '../Phone';

/** Returns the firm that a problem names as closed; no other kind of problem names a firm. */
export function closedFirm(problem: Problem | undefined): Firm | undefined {
  return problem?.more['firm'] as Firm | undefined;
}

/**
 * Returns what the person can quote on the phone; only for our own faults, as they can fix all
 * others.
 */
export function referenceOf(problem: Problem): string | undefined {
  return problem.status >= 500 ? problem.reference : undefined;
}

/** Announces a problem that the person did not cause: what happened, and another try. */
export function Failure({ problem, again }: { problem: Problem; again?: () => void }) {
  const { strings } = useSpeech();
  const reference = referenceOf(problem);
  const closed = closedFirm(problem);
  // Trying again would not help; calling the firm does.
  if (closed) {
    const { name, phone } = closed;
    return (
      <Notice tone="warning" urgent>
        <p>
          {strings.firmClosed(name)} {phone && <Phone number={phone} />}
        </p>
      </Notice>
    );
  }
  const wait = writeDuration(strings, problem.retryAfterS ?? 60);
  const text =
    problem.status === 0
      ? problem.kind === 'timeout'
        ? strings.timeout
        : strings.offline
      : problem.status === 429
        ? strings.tooMany(wait)
        : problem.status === 503
          ? strings.unavailable
          : strings.internal;
  // A page that could not be loaded has no form yet.
  const typed = document.querySelector('form input');
  return (
    <Notice tone="bad" urgent>
      <p>
        {text} {typed && strings.kept}
      </p>
      {reference && <p>{strings.reference(reference)}</p>}
      {again && (
        <Button kind="secondary" onClick={again}>
          {strings.again}
        </Button>
      )}
    </Notice>
  );
}
