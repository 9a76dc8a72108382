// @ts-check
// Importing it does nothing, so that it may be imported where there is no page.

const TAG = 'lichthof-calendar';

/** @type {Promise<CustomElementConstructor | undefined> | null} */
let loading = null;

/**
 * Brings the loader into the page, once, and answers when the element is there.
 * @param {string | URL} [address]  of `lichthof.js`; without one, that of the package's own files
 * @param {{ nonce?: string, integrity?: string }} [options]
 * @returns {Promise<CustomElementConstructor | undefined>}  nothing on a server
 */
export function load(address, { nonce, integrity } = {}) {
  if (typeof document === 'undefined' || typeof customElements === 'undefined') return Promise.resolve(undefined);
  loading ??= new Promise((done, failed) => {
    const known = customElements.get(TAG);
    if (known) return done(known);
    const script = document.createElement('script');
    script.async = true;
    if (nonce) script.nonce = nonce;
    if (integrity) {
      script.crossOrigin = 'anonymous';
      script.integrity = integrity;
    }
    // Not in one expression with `new URL`: bundlers would move the file alone, without the folder beside it.
    const own = 'dist/lichthof.js';
    script.src = String(address ?? new URL(own, import.meta.url));
    script.onerror = () => {
      script.remove();
      loading = null;
      failed(new Error(`lichthof: ${script.src} could not be loaded`));
    };
    // An older browser loads it and keeps the element's own content.
    script.onload = () => done(customElements.get(TAG));
    document.head.append(script);
  });
  return loading;
}
