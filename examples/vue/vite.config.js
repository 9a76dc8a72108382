import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  plugins: [
    // Vue takes no tag of Lichthof's for a component of its own.
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('lichthof-') } } }),
  ],
});
