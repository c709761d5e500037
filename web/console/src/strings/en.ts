// English: the console. Each feature has its strings beside it.

import { en as kit } from '@vestibule/kit/strings/en';
import { en as client } from '../client/strings/en';
import { en as clientForm } from '../client-form/strings/en';
import { en as clients } from '../clients/strings/en';
import { en as letter } from '../letter/strings/en';
import { en as problems } from '../problems/strings/en';
import { en as ready } from '../ready/strings/en';
import { en as settings } from '../settings/strings/en';
import { en as shell } from '../shell/strings/en';
import { en as signIn } from '../sign-in/strings/en';

export const en = {
  ...kit,
  tag: 'en',
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
