// For pages without a bundler: loads the calendar from the package's own files.
import { load } from './index.js';

export * from './index.js';

load().catch((error) => console.error(error));
