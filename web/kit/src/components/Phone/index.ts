export { Phone } from './Phone';
