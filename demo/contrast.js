// @ts-check
/** How well colours can be told apart (WCAG 2.2, "relative luminance" and "contrast ratio"). */

/** @param {string} colour `#rrggbb` */
const luminance = (colour) => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The least that words need (success criterion 1.4.3). */
export const ENOUGH = 4.5;

/**
 * The contrast of two colours, from 1 (none) to 21.
 * @param {string} one `#rrggbb`
 * @param {string} other `#rrggbb`
 */
export const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/**
 * The one of some colours that is told from a ground most easily.
 * @param {string} ground `#rrggbb`
 * @param {string[]} colours
 */
export const clearest = (ground, colours) =>
  colours.reduce((best, colour) => (contrast(colour, ground) > contrast(best, ground) ? colour : best));
