// German: the console. Each feature has its strings beside it.

import { de as kit } from '@vestibule/kit/strings/de';
import { de as client } from '../client/strings/de';
import { de as clientForm } from '../client-form/strings/de';
import { de as clients } from '../clients/strings/de';
import { de as letter } from '../letter/strings/de';
import { de as problems } from '../problems/strings/de';
import { de as ready } from '../ready/strings/de';
import { de as settings } from '../settings/strings/de';
import { de as shell } from '../shell/strings/de';
import { de as signIn } from '../sign-in/strings/de';
import type { ConsoleStrings } from './types';

export const de: ConsoleStrings = {
  ...kit,
  tag: 'de',
  ...shell,
  ...signIn,
  ...clients,
  ...clientForm,
  ...client,
  ...letter,
  ...ready,
  ...settings,
  ...problems,
};
