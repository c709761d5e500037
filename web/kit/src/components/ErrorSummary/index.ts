export { ErrorSummary, type Faults } from './ErrorSummary';
