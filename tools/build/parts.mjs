// @ts-check
/** The parts of the program. */

/** The parts that never come without another one, by that one (src/view/part.rs). */
export const FAMILIES = {
  period: ['period', 'month', 'time', 'year'],
  details: ['details', 'dialog', 'filter', 'cards', 'export'],
  series: ['series', 'export'],
};
