// A common wrapper of `fetch`, which knows texts and requests.
{
  const send = window.fetch;
  window.fetch = function (input, init) {
    const address = typeof input === 'string' ? input : input.url;
    if (address.startsWith('/api/')) init = { ...init, credentials: 'include' };
    return send.call(this, input, init);
  };
}
