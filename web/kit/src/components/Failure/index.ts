export { closedFirm, Failure } from './Failure';
