// What Turbo does: a page that one leaves is kept as a copy, which is shown when one comes back; and the scripts
// in it run again.
window.again = 0;
window.leave = () => {
  const main = document.querySelector('main');
  const kept = main.cloneNode(true);
  main.replaceWith(Object.assign(document.createElement('main'), { textContent: 'Eine andere Seite' }));
  return () => {
    for (const old of kept.querySelectorAll('script')) {
      const fresh = document.createElement('script');
      for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
      fresh.onload = () => (window.again += 1);
      old.replaceWith(fresh);
    }
    document.querySelector('main').replaceWith(kept);
  };
};
