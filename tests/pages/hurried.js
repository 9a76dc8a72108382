// Twenty seconds are three here.
const { setTimeout } = window;
window.setTimeout = (run, time, ...rest) => setTimeout(run, time === 20000 ? 3000 : time, ...rest);
