// Ten and thirty seconds are half a second here. In a block: what scripts call by its bare name is this one, too.
{
  const { setTimeout } = window;
  const long = [10000, 30000];
  window.setTimeout = (run, time, ...rest) => setTimeout(run, long.includes(time) ? 500 : time, ...rest);
}
