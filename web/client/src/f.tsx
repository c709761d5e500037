import '@vestibule/kit/styles.css';
import { boot } from '@vestibule/kit';
import { FirmPages } from './sign-in/FirmPages';
import { signInStrings } from './sign-in/strings';

void boot(FirmPages, signInStrings);
