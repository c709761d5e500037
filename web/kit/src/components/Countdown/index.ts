export { Countdown, useSecondsLeft } from './Countdown';
