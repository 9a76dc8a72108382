// Before there is a program, or even the element's class: what is set is done as soon as it can be.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("lichthof-calendar").state = { view: "month", date: "2026-12-01", filter: "schlüssel" };
});
