// The account details of a client.

import type { Schemas } from '@vestibule/kit';
import { Moment } from '../parts/Moment';
import { named, useWords } from '../words';
import { Pin, type ShownPin } from './Pin';

type Client = Schemas['ClientView'];

export function Facts(props: {
  client: Client;
  pin: ShownPin | undefined;
  busy: boolean;
  onShow: () => void;
  onHide: () => void;
}) {
  const { client } = props;
  const { words } = useWords();
  const lost = new Map(
    client.given_up.map((one) => [one.address, named(words.givenUp, one.why) ?? one.why]),
  );
  const address = (text: string, href: string, note: string) => (
    <li key={text}>
      <a href={href}>{text}</a>
      {note && <span class="hint"> {note}</span>}
      {lost.has(text) && <strong class="lost"> {lost.get(text)}</strong>}
    </li>
  );
  const signsInWith = client.login?.email;
  return (
    <section class="card" aria-labelledby="facts-title">
      <h2 id="facts-title">{words.details}</h2>
      <dl class="facts">
        <dt>{words.pin}</dt>
        <dd>
          <Pin
            client={client}
            shown={props.pin}
            busy={props.busy}
            onShow={props.onShow}
            onHide={props.onHide}
          />
          {client.pin.blocked && <p class="lost">{blockedText()}</p>}
        </dd>
        <dt>{words.securityLevel}</dt>
        <dd>{client.security_level === 'high' ? words.levelHigh : words.levelLow}</dd>
        <dt>{words.email}</dt>
        <dd>
          {client.emails.length === 0 ? (
            <em>{words.noEmail}</em>
          ) : (
            <ul class="plain">
              {client.emails.map((email) =>
                address(email, `mailto:${email}`, email === signsInWith ? words.signsIn : ''),
              )}
            </ul>
          )}
        </dd>
        <dt>{words.mobile}</dt>
        <dd>
          {client.mobiles.length === 0 ? (
            <em>{words.noMobileSms}</em>
          ) : (
            <ul class="plain">
              {client.mobiles.map((mobile, at) =>
                address(mobile, `tel:${mobile}`, at === 0 ? words.forPin : ''),
              )}
            </ul>
          )}
          {client.sms && !client.can_text && <p class="lost">{words.cannotText}</p>}
        </dd>
        {client.phones.length > 0 && (
          <>
            <dt>{words.phone}</dt>
            <dd>
              <ul class="plain">
                {client.phones.map((phone) => address(phone, `tel:${phone}`, ''))}
              </ul>
            </dd>
          </>
        )}
        <dt>{words.responsible}</dt>
        <dd>{client.adviser.name}</dd>
        {client.login && (
          <>
            <dt>{words.loginEnds}</dt>
            <dd>
              {client.login.expires_at ? <Moment at={client.login.expires_at} /> : words.never}
            </dd>
          </>
        )}
        <dt>{words.kind}</dt>
        <dd>
          {client.kind === 'company' ? words.company : words.person},{' '}
          {client.relation === 'prospect' ? words.prospect : words.client}
        </dd>
        <dt>{words.added}</dt>
        <dd>
          <Moment at={client.created_at} />
        </dd>
      </dl>
    </section>
  );

  function blockedText() {
    const { blocked } = client.pin;
    return blocked && 'at' in blocked ? (
      <>
        {words.blockedUntil} <Moment at={String(blocked.at)} />
      </>
    ) : (
      words.blockedByAdviser
    );
  }
}
