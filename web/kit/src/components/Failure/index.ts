export { closedFirm, Failure, isTrouble } from './Failure';
