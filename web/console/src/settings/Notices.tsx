// Chooses which notices the signed-in person gets by e-mail. Each choice is saved immediately; one
// that could not be saved is reverted, and a toast says so.

import { useState } from 'preact/hooks';
import { post } from '../api';
import { problemText } from '../problems';
import { session, useMe } from '../session';
import { notify } from '../shell/Toast';
import { named, useStrings } from '../strings';

export function Notices() {
  const { strings } = useStrings();
  const me = useMe();
  const [chosen, setChosen] = useState<Record<string, boolean>>(me.notices);
  const choose = async (notice: string, wanted: boolean) => {
    setChosen((before) => ({ ...before, [notice]: wanted }));
    const outcome = await post('/api/staff/notices', { choices: { [notice]: wanted } });
    if (outcome.ok) {
      session.changed({ notices: outcome.body.notices });
      notify(
        wanted
          ? strings.toastNoticeOn(named(strings.notices, notice) ?? notice)
          : strings.toastNoticeOff(named(strings.notices, notice) ?? notice),
      );
    } else {
      setChosen((before) => ({ ...before, [notice]: !wanted }));
      notify(problemText(strings, outcome.problem) ?? strings.refusals.unreached);
    }
  };
  return (
    <>
      <p class="lead">{strings.noticesLead(me.email)}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers lay a fieldset out differently */}
      <div class="card switches" role="group" aria-label={strings.settingsParts.notices}>
        {Object.keys(strings.notices)
          .filter((notice) => notice in chosen)
          .map((notice) => (
            <label key={notice} class="option">
              <input
                type="checkbox"
                checked={chosen[notice] ?? false}
                onChange={(event) => void choose(notice, event.currentTarget.checked)}
              />
              <span>
                {named(strings.notices, notice)}
                <span class="hint">{named(strings.noticeHints, notice)}</span>
              </span>
            </label>
          ))}
      </div>
      <p class="hint">{strings.noticesUnread}</p>
    </>
  );
}
