// A letter with the PIN, to be printed and handed over or posted: the PIN takes another route than
// the link. It is written in the client's language, whichever language the console uses.

import {
  Button,
  Failure,
  type Language,
  Link,
  Page,
  type Problem,
  type Schemas,
  Spinner,
  writeDay,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../api';
import { MissingClient } from '../components/MissingClient';
import { problemText } from '../problems';
import { useMe } from '../session';
import { type ConsoleStrings, consoleStrings, useStrings } from '../strings';

export function Letter({ id }: { id: string }) {
  const { strings } = useStrings();
  const me = useMe();
  const [client, setClient] = useState<Schemas['ClientView']>();
  const { firm } = me;
  const [pin, setPin] = useState<{
    digits: string;
    letter: string;
    language: Language;
    texts: ConsoleStrings;
  }>();
  const [trouble, setTrouble] = useState<Problem>();
  const path = { client: id };
  const load = async () => {
    setTrouble(undefined);
    const outcome = await get('/api/staff/clients/{client}', { path });
    if (outcome.ok) setClient(outcome.body);
    else setTrouble(outcome.problem);
  };
  useEffect(() => void load(), []);
  const make = async () => {
    setTrouble(undefined);
    const language = (client?.language ?? firm.language) === 'de' ? 'de' : 'en';
    const texts = await consoleStrings[language]();
    const outcome = await post('/api/staff/clients/{client}/reveal-pin', undefined, { path });
    if (outcome.ok)
      setPin({ digits: outcome.body.pin, letter: outcome.body.letter ?? '', language, texts });
    else setTrouble(outcome.problem);
  };
  if (!client) {
    if (trouble?.status === 404) return <MissingClient />;
    return trouble ? <Failure problem={trouble} again={() => void load()} /> : <Spinner />;
  }
  const hasPin = client.pin.state === 'live' || client.pin.state === 'unsent';
  const refusal = hasPin ? trouble && problemText(strings, trouble) : strings.refusals.noPin;
  return (
    <div class="narrow letter-view">
      <div class="no-print">
        <p class="above">
          <Link href={`/console/clients/${id}`}>{client.name}</Link>
        </p>
        <Page title={strings.letterTitle} of={me.firm.name} />
        <p class="lead">{strings.letterLead(client.name)}</p>
        {refusal ? (
          <p class="error">{refusal}</p>
        ) : (
          trouble && <Failure problem={trouble} again={() => void make()} />
        )}
        <p class="buttons">
          {pin ? (
            <Button onClick={() => print()}>{strings.print}</Button>
          ) : (
            hasPin && <Button onClick={() => void make()}>{strings.makeLetter}</Button>
          )}
        </p>
      </div>
      {pin && (
        <article class="letter" lang={pin.language}>
          {firm.logo ? (
            <img class="logo" src={firm.logo} alt={firm.name} height="48" />
          ) : (
            <p class="firm-name">{firm.name}</p>
          )}
          <p class="letter-date">{writeDay(pin.language, Date.now())}</p>
          <p>{pin.texts.letterHello(client.name)}</p>
          <p>{pin.texts.letterAbout(firm.name)}</p>
          <p class="letter-pin">
            <span>{pin.texts.pinCalled(pin.letter)}</span>
            <strong>
              {pin.digits.slice(0, 3)} {pin.digits.slice(3)}
            </strong>
          </p>
          <ol>
            <li>{pin.texts.letterStep1}</li>
            <li>{pin.texts.letterStep2}</li>
            <li>{pin.texts.letterStep3}</li>
          </ol>
          <p>{pin.texts.letterSecret(firm.name)}</p>
          {firm.phone && <p>{pin.texts.letterCall(firm.phone)}</p>}
          <p>{pin.texts.letterRegards}</p>
          <p>
            {client.adviser.name}
            <br />
            {firm.name}
          </p>
        </article>
      )}
    </div>
  );
}
