import '@vestibule/kit/styles.css';
import { applyBranding, boot, lastFirm } from '@vestibule/kit';
import { Start } from './places/Start';
import { placesStrings } from './places/strings';

const firm = lastFirm();

// `/.well-known/change-password` leads here: password managers ask for the page to change one.
if (firm && location.search === '?change-password') location.replace(`/f/${firm.slug}/forgot`);
if (firm) applyBranding(firm);
void boot(Start, placesStrings);
