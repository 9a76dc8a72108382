// Ten seconds are half a second here.
const { setTimeout } = window;
window.setTimeout = (run, time, ...rest) => setTimeout(run, time === 10000 ? 500 : time, ...rest);
