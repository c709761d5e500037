import { Button, Page } from '@vestibule/kit';
import type { StepProps } from './context';
import type { Step } from './steps';
import { useJourneyStrings } from './strings';

/** Shows who invites the client, and what will happen. Reading it changes nothing. */
export function Welcome({ opened, firm, begin, move }: StepProps) {
  const { strings } = useJourneyStrings();
  const { next, pin, adviser } = opened;
  const onwards: Step =
    next === 'password'
      ? 'password'
      : next === 'mobile' || (pin.by_text && !pin.live)
        ? 'mobile'
        : 'pin';
  const toPin =
    onwards === 'mobile'
      ? strings.welcomeMobile
      : pin.by_text
        ? strings.welcomePinTexted
        : strings.welcomePinAdviser(adviser);
  return (
    <Page title={strings.welcomeTitle(firm.name)}>
      <p class="lead">{strings.welcomeLead(adviser)}</p>
      <ol class="ways">
        {onwards !== 'password' && <li>{toPin}</li>}
        {onwards === 'mobile' && <li>{strings.welcomePin}</li>}
        <li>{strings.welcomePassword}</li>
      </ol>
      <Button
        onClick={() => {
          begin();
          move(onwards);
        }}
      >
        {strings.continue}
      </Button>
    </Page>
  );
}
