import { fileURLToPath } from 'node:url';

export default {
  // Pages as files, which any host serves; with a server it is the same.
  output: 'export',
  distDir: 'dist',
  // The package lies outside of this folder, as both are of one repository.
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
};
