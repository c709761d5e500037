// The kit: what every page is made of.

export {
  get,
  post,
  type GetPath,
  type Outcome,
  type PostPath,
  type Problem,
  type ReplyOf,
  type Schemas,
} from './api/call';
export { boot, type Loaders } from './boot';
export { contrast, parseColour, shadesOf } from './colour';
export { lastFirm, paint, readFirm, wear, type Firm } from './brand';
export { Button } from './components/Button';
export { Checkbox, Choice } from './components/Choice';
export { CodeField, stripCode } from './components/CodeField';
export { Countdown, useSecondsLeft } from './components/Countdown';
export { Dialog } from './components/Dialog';
export { closedFirm, Failure, isTrouble } from './components/Failure';
export { Field, type FieldProps } from './components/Field';
export { ErrorSummary, Form, type Faults } from './components/Form';
export { Brand, Frame } from './components/Frame';
export { Link } from './components/Link';
export { Notice } from './components/Notice';
export { Phone } from './components/Phone';
export { Page } from './components/Page';
export { PasswordField } from './components/PasswordField';
export { Spinner } from './components/Spinner';
export {
  LANGUAGE_NAMES,
  LANGUAGES,
  writeClock,
  writeDay,
  writeDuration,
  writeMoment,
  writeNumber,
  writeTime,
  type Language,
} from './language';
export { go, isPlainClick, usePath, useQuery } from './navigate';
export { keys, read, write } from './store';
export { useOnce } from './submit';
export { useSpeech, type KitWords, type SameKeys, type Speech } from './words';
