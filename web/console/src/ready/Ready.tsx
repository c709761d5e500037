// The checklist before a firm invites clients, each line with its fix; and the rehearsal, in which
// a member of staff is their own client for a day.

import {
  Failure,
  Link,
  Page,
  type Problem,
  type ReplyOf,
  type Schemas,
  Spinner,
} from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api';
import { useMe } from '../session';
import { named, useStrings } from '../strings';
import { Rehearsal } from './Rehearsal';

type Readiness = ReplyOf<'/api/staff/readiness', 'get'>;

/** Where each setting is fixed; operations fix those without a place. */
const FIXES: Record<Schemas['ReadinessSetting'], string | undefined> = {
  ops: undefined,
  branding: '/console/settings/firm#looks',
  'privacy-link': '/console/settings/firm#privacy_link',
  phone: '/console/settings/firm#phone',
  members: '/console/settings/staff',
  rehearsal: '#rehearsal',
};

export function Ready() {
  const { strings } = useStrings();
  const me = useMe();
  const [found, setFound] = useState<Readiness>();
  const [trouble, setTrouble] = useState<Problem>();
  const load = async () => {
    setTrouble(undefined);
    const outcome = await get('/api/staff/readiness');
    if (outcome.ok) setFound(outcome.body);
    else setTrouble(outcome.problem);
  };
  useEffect(() => void load(), []);
  const open = found?.lines.filter((line) => line.state !== 'ready').length ?? 0;
  return (
    <div class="narrow">
      <Page title={strings.ready} of={me.firm.name} />
      <p class="lead">
        {!found ? strings.readyLead : open === 0 ? strings.readyAll : strings.readyOpen(open)}
      </p>
      {trouble && <Failure problem={trouble} again={() => void load()} />}
      {!found ? (
        !trouble && <Spinner />
      ) : (
        <>
          <ul class="checklist">
            {found.lines.map((line) => {
              const texts = named(strings.readiness, line.code);
              const fix = line.state === 'ready' ? undefined : FIXES[line.setting];
              const admins = line.setting !== 'rehearsal' && me.role !== 'firm-admin';
              return (
                <li key={line.code} class={`check ${line.state}`}>
                  <span class={`pill ${line.state}`}>{named(strings.readyStates, line.state)}</span>
                  <div>
                    <h2>{texts?.title ?? line.code}</h2>
                    <p>
                      {line.why
                        ? (Object.entries<string>(texts?.whys ?? {}).find(
                            ([why]) => why === line.why,
                          )?.[1] ?? line.why)
                        : texts?.good}
                    </p>
                    {line.state !== 'ready' &&
                      (fix ? (
                        admins ? (
                          <p class="hint">{strings.askAdmin}</p>
                        ) : fix.startsWith('#') ? (
                          <a href={fix}>{texts?.fix}</a>
                        ) : (
                          <Link href={fix}>{texts?.fix}</Link>
                        )
                      ) : (
                        <p class="hint">{strings.askOps}</p>
                      ))}
                  </div>
                </li>
              );
            })}
          </ul>
          <Rehearsal under={found.rehearsal ?? undefined} onChange={() => void load()} />
        </>
      )}
    </div>
  );
}
