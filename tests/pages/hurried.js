// Twenty seconds are one here.
const { setTimeout } = window;
window.setTimeout = (run, time, ...rest) => setTimeout(run, time === 20000 ? 1000 : time, ...rest);
