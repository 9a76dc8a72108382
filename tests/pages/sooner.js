// Minutes are seconds here.
const { setTimeout } = window;
window.setTimeout = (run, time, ...rest) => setTimeout(run, time >= 60000 ? time / 60 : time, ...rest);
