import '@vestibule/kit/styles.css';
import './portal/portal.css';
import { boot } from '@vestibule/kit';
import { Portal } from './portal/Portal';
import { portalStrings } from './portal/strings';

void boot(Portal, portalStrings);
