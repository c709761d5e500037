import { Button, Page } from '@vestibule/kit';
import { useJourneyWords } from '../words/journey';
import type { StepProps } from './context';
import type { Step } from './steps';

/** Who invites, and what will happen. Nothing is used up by reading it. */
export function Welcome({ opened, firm, begin, move }: StepProps) {
  const { words } = useJourneyWords();
  const { next, pin, adviser } = opened;
  const onwards: Step =
    next === 'password'
      ? 'password'
      : next === 'mobile' || (pin.by_text && !pin.live)
        ? 'mobile'
        : 'pin';
  const toPin =
    onwards === 'mobile'
      ? words.welcomeMobile
      : pin.by_text
        ? words.welcomePinTexted
        : words.welcomePinAdviser(adviser);
  return (
    <Page title={words.welcomeTitle(firm.name)}>
      <p class="lead">{words.welcomeLead(adviser)}</p>
      <ol class="ways">
        {onwards !== 'password' && <li>{toPin}</li>}
        {onwards === 'mobile' && <li>{words.welcomePin}</li>}
        <li>{words.welcomePassword}</li>
      </ol>
      <Button
        onClick={() => {
          begin();
          move(onwards);
        }}
      >
        {words.continue}
      </Button>
    </Page>
  );
}
