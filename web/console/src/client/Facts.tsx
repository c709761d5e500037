// The details of a client's account.

import type { Schemas } from '@vestibule/kit';
import { Moment } from '../components/Moment';
import { named, useStrings } from '../strings';
import { Pin } from './Pin';
import type { ClientActions } from './useClientActions';

type Client = Schemas['ClientView'];

export function Facts({ client, actions }: { client: Client; actions: ClientActions }) {
  const { strings } = useStrings();
  const lost = new Map(
    client.given_up.map((one) => [one.address, named(strings.givenUp, one.why) ?? one.why]),
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
      <h2 id="facts-title">{strings.details}</h2>
      <dl class="facts">
        <dt>{strings.pin}</dt>
        <dd>
          <Pin
            client={client}
            shown={actions.pin}
            busy={actions.busy}
            onShow={() => actions.start('show-pin')}
            onHide={actions.hidePin}
          />
          {client.pin.blocked && <p class="lost">{blockedText()}</p>}
        </dd>
        <dt>{strings.securityLevel}</dt>
        <dd>{client.security_level === 'high' ? strings.levelHigh : strings.levelLow}</dd>
        <dt>{strings.email}</dt>
        <dd>
          {client.emails.length === 0 ? (
            <em>{strings.noEmail}</em>
          ) : (
            <ul class="plain">
              {client.emails.map((email) =>
                address(email, `mailto:${email}`, email === signsInWith ? strings.signsIn : ''),
              )}
            </ul>
          )}
        </dd>
        <dt>{strings.mobile}</dt>
        <dd>
          {client.mobiles.length === 0 ? (
            <em>{strings.noMobileSms}</em>
          ) : (
            <ul class="plain">
              {client.mobiles.map((mobile, at) =>
                address(mobile, `tel:${mobile}`, at === 0 ? strings.forPin : ''),
              )}
            </ul>
          )}
          {client.sms && !client.can_text && <p class="lost">{strings.cannotText}</p>}
        </dd>
        {client.phones.length > 0 && (
          <>
            <dt>{strings.phone}</dt>
            <dd>
              <ul class="plain">
                {client.phones.map((phone) => address(phone, `tel:${phone}`, ''))}
              </ul>
            </dd>
          </>
        )}
        <dt>{strings.responsible}</dt>
        <dd>{client.adviser.name}</dd>
        {client.login && (
          <>
            <dt>{strings.loginEnds}</dt>
            <dd>
              {client.login.expires_at ? <Moment at={client.login.expires_at} /> : strings.never}
            </dd>
          </>
        )}
        <dt>{strings.kind}</dt>
        <dd>
          {client.kind === 'company' ? strings.company : strings.person},{' '}
          {client.relation === 'prospect' ? strings.prospect : strings.client}
        </dd>
        <dt>{strings.added}</dt>
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
        {strings.blockedUntil} <Moment at={String(blocked.at)} />
      </>
    ) : (
      strings.blockedByAdviser
    );
  }
}
