// @ts-check
/** The language of the demo's pages: German as it is written in them, English beside it in `data-en`. */

/**
 * Turns the page, or what was added to it, to a language.
 * @param {string} language `de` or `en`
 */
export const speak = (language) => {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-en]')) {
    const { dataset } = /** @type {HTMLElement} */ (element);
    dataset.de ??= element.textContent ?? '';
    const words = dataset[language] ?? '';
    // A click whose words are replaced before the button comes up is none in WebKit.
    if (element.textContent !== words) element.textContent = words;
  }
  for (const element of document.querySelectorAll('[data-en-label]')) {
    const { dataset } = /** @type {HTMLElement} */ (element);
    dataset.deLabel ??= element.getAttribute('aria-label') ?? '';
    element.setAttribute('aria-label', dataset[language + 'Label'] ?? '');
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    const { dataset } = /** @type {HTMLElement} */ (button);
    button.setAttribute('aria-pressed', String(dataset.language === language));
  }
};

/**
 * Lets the page's buttons choose its language.
 * @param {(language: string) => void} [changed] what else is to be said anew
 */
export const switchLanguage = (changed) => {
  for (const button of document.querySelectorAll('[data-language]')) {
    const { language = 'de' } = /** @type {HTMLElement} */ (button).dataset;
    button.addEventListener('click', () => {
      speak(language);
      changed?.(language);
    });
  }
};
