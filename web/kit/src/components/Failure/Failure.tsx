import type { Problem } from '../../api/call';
import type { Firm } from '../../brand';
import { writeDuration } from '../../language';
import { useSpeech } from '../../speech';
import { Button } from '../Button';
import { Notice } from '../Notice';
import { Phone } from '../Phone';

/** The firm that a problem names as closed; no other kind of problem names a firm. */
export function closedFirm(problem: Problem | undefined): Firm | undefined {
  return problem?.more['firm'] as Firm | undefined;
}

/** What the person may quote on the phone: only where the fault is ours, since they can fix all else. */
export function referenceOf(problem: Problem): string | undefined {
  return problem.status >= 500 ? problem.reference : undefined;
}

/** The same to every problem that is none of the person's: what happened, and another try. */
export function Failure({ problem, again }: { problem: Problem; again?: () => void }) {
  const { strings } = useSpeech();
  const reference = referenceOf(problem);
  const closed = closedFirm(problem);
  // Trying again would not help: whom to call does.
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
  return (
    <Notice tone="bad" urgent>
      <p>{text}</p>
      {reference && <p>{strings.reference(reference)}</p>}
      {again && (
        <Button kind="secondary" onClick={again}>
          {strings.again}
        </Button>
      )}
    </Notice>
  );
}
