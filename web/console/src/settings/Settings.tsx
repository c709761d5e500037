// Settings: those of the person first, then those of the firm.

import { go, Link, Page } from '@vestibule/kit';
import { useEffect } from 'preact/hooks';
import { lazy } from '../lazy';
import { useMe } from '../session';
import { useStrings } from '../strings';

const Notices = lazy(() => import('./Notices').then((file) => file.Notices));
const Account = lazy(() => import('./Account').then((file) => file.Account));
const Staff = lazy(() => import('./staff/Staff').then((file) => file.Staff));
const FirmSettings = lazy(() => import('./firm/FirmSettings').then((file) => file.FirmSettings));

const PARTS = ['notices', 'account', 'staff', 'firm'] as const;
type Part = (typeof PARTS)[number];

export function Settings({ part }: { part: string }) {
  const { strings } = useStrings();
  const me = useMe();
  const shown = PARTS.find((one) => one === part);
  useEffect(() => {
    if (!shown) go('/console/settings/notices', 'replace');
  }, [shown]);
  if (!shown) return null;
  const View = { notices: Notices, account: Account, staff: Staff, firm: FirmSettings }[shown];
  return (
    <div class="settings">
      <nav class="tabs" aria-label={strings.settings}>
        {PARTS.map((one: Part) => (
          <Link key={one} href={`/console/settings/${one}`} current={one === shown}>
            {strings.settingsParts[one]}
          </Link>
        ))}
      </nav>
      <Page key={shown} title={strings.settingsParts[shown]} of={me.firm.name}>
        <View />
      </Page>
    </div>
  );
}
