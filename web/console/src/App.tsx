// Decides which view an address shows, and who may see it. A door needs no session. In place of
// every other view, a person who is not signed in gets the sign-in page at the view's own address,
// so that links in e-mails lead to the right place afterwards.

import { Failure, go, Page, type Problem, Spinner, usePath } from '@vestibule/kit';
import { useEffect, useState } from 'preact/hooks';
import { lazy } from './lazy';
import { session, useSession } from './session';
import { Door } from './shell/Door';
import { SessionWatch } from './shell/SessionWatch';
import { Shell } from './shell/Shell';
import { useStrings } from './strings';

const ClientList = lazy(() => import('./clients/ClientList').then((file) => file.ClientList));
const NewClient = lazy(() => import('./client-form/NewClient').then((file) => file.NewClient));
const ClientPage = lazy(() => import('./client/ClientPage').then((file) => file.ClientPage));
const EditClient = lazy(() => import('./client-form/EditClient').then((file) => file.EditClient));
const Letter = lazy(() => import('./letter/Letter').then((file) => file.Letter));
const Ready = lazy(() => import('./ready/Ready').then((file) => file.Ready));
const Settings = lazy(() => import('./settings/Settings').then((file) => file.Settings));
const SignIn = lazy(() => import('./sign-in/SignIn').then((file) => file.SignIn));
const Forgot = lazy(() => import('./sign-in/Forgot').then((file) => file.Forgot));
const ChoosePassword = lazy(() =>
  import('./sign-in/ChoosePassword').then((file) => file.ChoosePassword),
);

const DOORS = ['set-up', 'recover', 'forgot', 'signed-out'];

export function App() {
  const [, , first = '', second = ''] = usePath().split('/');
  if (!DOORS.includes(first)) return <Inside />;
  return (
    <Door>
      {first === 'forgot' ? (
        <Forgot key={second} sent={second === 'sent'} />
      ) : first === 'signed-out' ? (
        <SignIn key="out" signedOut onSignedIn={() => go('/console/clients')} />
      ) : (
        <ChoosePassword key={first} link={first === 'set-up' ? 'set-up' : 'recover'} />
      )}
    </Door>
  );
}

/** The views that need a session. */
function Inside() {
  const { strings } = useStrings();
  const { me } = useSession();
  const [stage, setStage] = useState<'asking' | 'known' | Problem>(
    me || session.isNobodys ? 'known' : 'asking',
  );
  const ask = async () => {
    setStage('asking');
    const outcome = await session.read();
    const nobody = !outcome.ok && outcome.problem.kind === 'not-signed-in';
    setStage(outcome.ok || nobody ? 'known' : outcome.problem);
  };
  useEffect(() => {
    if (stage === 'asking') void ask();
  }, []);
  if (stage === 'asking') {
    // The page is empty until then, so that nothing moves when the view appears.
    return (
      <div class="asking">
        <Spinner />
      </div>
    );
  }
  if (stage !== 'known') {
    return (
      <Door>
        <Page title={strings.consoleName}>
          <Failure problem={stage} again={() => void ask()} />
        </Page>
      </Door>
    );
  }
  if (!me) {
    return (
      <Door>
        <SignIn key="in" onSignedIn={() => setStage('known')} />
      </Door>
    );
  }
  return (
    <Shell>
      <View />
      <SessionWatch />
    </Shell>
  );
}

function View() {
  const { strings } = useStrings();
  const [, , first = '', second = '', third = '', fourth = ''] = usePath().split('/');
  useEffect(() => {
    if (first === '') go('/console/clients', 'replace');
  }, [first]);
  switch (first) {
    case '':
      return null;
    case 'clients':
      if (second === '') return <ClientList />;
      if (second === 'new') return <NewClient />;
      if (third === 'edit') return <EditClient key={second} id={second} />;
      if (third === 'letter') return <Letter key={second} id={second} />;
      // The link of a notice leads to the same page, with help at the top.
      return (
        <ClientPage
          key={second}
          id={second}
          help={third === 'help' ? fourth || 'any' : undefined}
        />
      );
    case 'ready':
      return <Ready />;
    case 'settings':
      return <Settings part={second} />;
    default:
      return (
        <Page key={first} title={strings.nothingHere}>
          <p>{strings.nothingHereNext}</p>
        </Page>
      );
  }
}
