// What every expression and every script of the tests may use.
const calendar = (at = 0) => document.getElementsByTagName("lichthof-calendar")[at];
const all = (selector, at = 0) => [...(calendar(at)?.shadowRoot?.querySelectorAll(selector) ?? [])];
const one = (selector, at = 0) => all(selector, at)[0];
/** Whether a file has arrived. */
const hasCome = (file) => performance.getEntriesByType('resource')
  .some(({ name, responseEnd }) => name.includes(file) && responseEnd > 0);
/** What stands in a companion of this name. */
const companion = (name, selector, at = 0) =>
  document.getElementsByTagName(`lichthof-${name}`)[at]?.shadowRoot?.querySelector(selector);
const isVisible = (element) => {
  if (!element?.isConnected) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && getComputedStyle(element).visibility === "visible";
};
const visible = (selector, at = 0) => all(selector, at).filter(isVisible);
const words = (element) => element?.innerText.replace(/\s+/g, " ").trim();
const uids = (at = 0) => visible('[part~="event"]', at).map((event) => event.dataset.uid);
const events = (type) => seen.events.filter((event) => event.type === type);
const counts = (facet) =>
  Object.fromEntries(
    visible(`[data-facet-panel="${facet}"] [data-facet-value]`).map((box) => [
      box.dataset.facetValue,
      Number(box.closest("label").querySelector("[data-count]").textContent),
    ]),
  );
const value = (facet, name) =>
  visible(`[data-facet-panel="${facet}"] [data-facet-value]`).find((box) => box.dataset.facetValue === name);
const dialog = () => one("dialog[open]");
const isIn = (element, selector) => Boolean(element?.closest(selector));
const focused = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
/** Waits, frame by frame, until a condition holds; for scripts that do many steps at once. */
const when = async (condition) => {
  for (let frame = 0; frame < 300; frame++) {
    if (condition()) return;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`never true: ${condition}`);
};
