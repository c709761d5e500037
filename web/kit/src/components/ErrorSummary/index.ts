export { ErrorSummary, type FieldErrors } from './ErrorSummary';
