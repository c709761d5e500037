export { CodeField, stripCode } from './CodeField';
