// Ten and thirty seconds are half a second here.
const { setTimeout } = window;
const long = [10000, 30000];
window.setTimeout = (run, time, ...rest) => setTimeout(run, long.includes(time) ? 500 : time, ...rest);
