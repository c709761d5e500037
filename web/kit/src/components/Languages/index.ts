export { Languages } from './Languages';
