import { Failure, Notice, type Problem } from '@vestibule/kit';
import { problemText } from '../problems';
import { useStrings } from '../strings';

/** Announces why something was not done: a sentence for what the person can fix, else a failure. */
export function Refusal({ problem, again }: { problem: Problem; again?: () => void }) {
  const { strings } = useStrings();
  const text = problemText(strings, problem);
  return text ? (
    <Notice tone="bad" urgent>
      <p>{text}</p>
    </Notice>
  ) : (
    <Failure problem={problem} {...(again && { again })} />
  );
}
