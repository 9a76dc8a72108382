// The size of the frame comes in the query, so that the page needs no inline style.
const [width, height] = location.search.slice(1).split(",");
addEventListener("DOMContentLoaded", () => {
  const frame = document.getElementById("frame");
  Object.assign(frame.style, { width: `${width}px`, height: `${height}px`, border: "0" });
  document.body.style.margin = "0";
});
