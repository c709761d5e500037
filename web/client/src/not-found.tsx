import '@vestibule/kit/styles.css';
import { applyBranding, boot, lastFirm } from '@vestibule/kit';
import { NotFound } from './places/NotFound';
import { placesStrings } from './places/strings';

const firm = lastFirm();
if (firm) applyBranding(firm);
void boot(NotFound, placesStrings);
