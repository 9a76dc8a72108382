// Stands in for a calendar: a button that counts and a field, in a shadow root.
const root = document.querySelector("lichthof-calendar").attachShadow({ mode: "open" });
const button = document.createElement("button");
button.textContent = "0";
button.addEventListener("click", () => (button.textContent = String(Number(button.textContent) + 1)));
const field = document.createElement("input");
field.type = "search";
root.append(button, field);
