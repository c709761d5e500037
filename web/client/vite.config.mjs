import { site } from '@vestibule/kit/vite';

export default site(import.meta.dirname, ['index', 'i', 'f', 'portal', 'not-found']);
