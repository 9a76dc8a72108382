// @ts-check
/** Makes elements of the demo's pages. */

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} [children]
 */
export const el = (name, attributes = {}, children = []) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/**
 * An element with words in both languages, German first; `speak` in language.js turns it to the page's.
 * @param {string} name
 * @param {import('./choices.js').Words} words
 * @param {Record<string, string>} [attributes]
 */
export const told = (name, [de, en], attributes) => el(name, { ...attributes, 'data-en': en }, [de]);
