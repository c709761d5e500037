export { ForgotForm, type ForgotTexts } from './ForgotForm';
