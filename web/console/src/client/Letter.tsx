// A letter with the PIN, to be printed and handed over or sent: another way than the link's.

import { Button, Failure, Link, Page, Spinner, type Problem, type Schemas } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get, post } from '../api';
import { problemText } from '../problems';
import { useMe } from '../session';
import { useWords } from '../words';
import { Missing } from './Missing';
import { writeDate } from '../parts/Moment';

export function Letter({ id }: { id: string }) {
  const { words, language } = useWords();
  const me = useMe();
  const [client, setClient] = useState<Schemas['ClientView']>();
  const { firm } = me;
  const [pin, setPin] = useState<{ digits: string; letter: string }>();
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
    const outcome = await post('/api/staff/clients/{client}/reveal-pin', undefined, { path });
    if (outcome.ok) setPin({ digits: outcome.body.pin, letter: outcome.body.letter ?? '' });
    else setTrouble(outcome.problem);
  };
  if (!client) {
    if (trouble?.status === 404) return <Missing />;
    return trouble ? <Failure problem={trouble} again={() => void load()} /> : <Spinner />;
  }
  const refusal = trouble && problemText(words, trouble);
  return (
    <div class="narrow letter-view">
      <div class="no-print">
        <p class="above">
          <Link href={`/console/clients/${id}`}>{client.name}</Link>
        </p>
        <Page title={words.letterTitle} of={me.firm.name} />
        <p class="lead">{words.letterLead(client.name)}</p>
        {refusal ? <p class="fault">{refusal}</p> : trouble && <Failure problem={trouble} again={() => void make()} />}
        <p class="buttons">
          {pin ? (
            <Button onClick={() => print()}>{words.print}</Button>
          ) : (
            <Button onClick={() => void make()}>{words.makeLetter}</Button>
          )}
        </p>
      </div>
      {pin && (
        <article class="letter">
          {firm.logo ? <img class="logo" src={firm.logo} alt={firm.name} height="48" /> : <p class="firm-name">{firm.name}</p>}
          <p class="letter-date">{writeDate(language, new Date().toISOString())}</p>
          <p>{words.letterHello(client.name)}</p>
          <p>{words.letterAbout(firm.name)}</p>
          <p class="letter-pin">
            <span>{words.pinCalled(pin.letter)}</span>
            <strong>
              {pin.digits.slice(0, 3)} {pin.digits.slice(3)}
            </strong>
          </p>
          <ol>
            <li>{words.letterStep1}</li>
            <li>{words.letterStep2}</li>
            <li>{words.letterStep3}</li>
          </ol>
          <p>{words.letterSecret(firm.name)}</p>
          {firm.phone && <p>{words.letterCall(firm.phone)}</p>}
          <p>{words.letterRegards}</p>
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
