// @ts-check
// Ready sets of tokens, style/themes.css. The glue asks for this where a page names one (the attribute `theme`).

/** Fills in the sheet, once. @param {CSSStyleSheet} sheet */
export const adorn = (sheet) => {
  // The text is filled in by the build.
  if (!sheet.cssRules[0]) sheet.replaceSync('@themes@');
};

/** Which build this is. Filled in by the build. */
export const BUILD = '@build@@';
