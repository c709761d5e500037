// The kit: what every page is made of.

export {
  type GetPath,
  get,
  type Outcome,
  type PostPath,
  type Problem,
  post,
  type ReplyOf,
  type Schemas,
} from './api/call';
export { boot, type Loaders } from './boot';
export { applyBranding, type Firm, lastFirm, paint, readFirm } from './brand';
export { contrast, parseColour, shadesOf } from './colour';
export { Button } from './components/Button';
export { Choice } from './components/Choice';
export { CodeField } from './components/CodeField';
export { Countdown, useSecondsLeft } from './components/Countdown';
export { Dialog } from './components/Dialog';
export type { FieldErrors } from './components/ErrorSummary';
export { closedFirm, Failure } from './components/Failure';
export { Field, type FieldProps } from './components/Field';
export { ForgotForm, type ForgotTexts } from './components/ForgotForm';
export { Form } from './components/Form';
export { Frame } from './components/Frame';
export { Languages } from './components/Languages';
export { Link } from './components/Link';
export { Notice } from './components/Notice';
export { Page } from './components/Page';
export { PasswordField } from './components/PasswordField';
export { Phone } from './components/Phone';
export { SignInForm, type SignInTexts } from './components/SignInForm';
export { Spinner } from './components/Spinner';
export {
  LANGUAGE_NAMES,
  LANGUAGES,
  type Language,
  writeClock,
  writeDay,
  writeDuration,
  writeNumber,
} from './language';
export { go, usePath, useQuery } from './navigate';
export { type KitStrings, type SameKeys, type Speech, useSpeech } from './speech';
export { keys, read, write } from './store';
export { plainNumber, trimEnds } from './typed';
export { useAction } from './useAction';
