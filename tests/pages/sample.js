const calendar = document.querySelector("lichthof-calendar");
calendar.addEventListener("lichthof-ready", ({ detail }) => console.log(detail.events));
customElements.whenDefined("lichthof-calendar").then(() => {
  calendar.goTo("2018-11-06");
  calendar.open("assembly-2018-2@cluster.example");
  calendar.refresh();
});
