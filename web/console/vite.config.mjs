import { site } from '@vestibule/kit/vite';

export default site(import.meta.dirname, ['console']);
