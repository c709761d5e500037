export { SignInForm, type SignInTexts } from './SignInForm';
