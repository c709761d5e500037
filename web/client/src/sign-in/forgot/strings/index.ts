// The strings of a forgotten password. They are loaded with its pages, in both languages: the sign-in
// page stays light.

import { useStrings } from '../../strings';
import { de } from './de';
import { en } from './en';

export function useForgotStrings() {
  const { strings, language } = useStrings();
  return { ...strings, ...(language === 'de' ? de : en) };
}
