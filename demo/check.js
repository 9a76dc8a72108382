// @ts-check
/** Asks a feed's address what a visitor's browser would, and says what is in the way. */

/** @typedef {{ isGood: boolean, de: string, en: string }} Finding */

/** What a feed may be sent as. Any other type is read, too, but seldom meant. */
const TYPES = /[/+]json|text\/calendar|[/+]xml|text\/html|text\/plain/;

/** @param {string} de @param {string} en @returns {Finding} */
const good = (de, en) => ({ isGood: true, de, en });
/** @param {string} de @param {string} en @returns {Finding} */
const bad = (de, en) => ({ isGood: false, de, en });

/** Whether something answers, though it may not be read. @param {string} address */
const answers = (address) =>
  fetch(address, { mode: 'no-cors', credentials: 'omit' }).then(
    () => true,
    () => false,
  );

/**
 * An address as it is asked for: by https, and of one that is read month by month (src/net/window.rs), that of a month.
 * @param {string} address
 * @param {Date} day
 */
export const askedOf = (address, day) => {
  const [start, end] = [0, 1].map((later) => new Date(Date.UTC(day.getFullYear(), day.getMonth() + later, 1)).toISOString().slice(0, 10));
  /** @type {Record<string, string>} */
  const said = { start, end, year: start.slice(0, 4), month: start.slice(5, 7) };
  return address.replace(/^webcal:/, 'https:').replace(/\{(start|end|year|month)\}/g, (_, mark) => said[mark]);
};

/**
 * @param {string} feed its address, absolute
 * @param {string} page the address of the page that is to show it
 * @returns {Promise<Finding[]>}
 */
export const check = async (feed, page) => {
  const address = askedOf(feed, new Date());
  if (new URL(page).protocol === 'https:' && new URL(address).protocol === 'http:') {
    return [bad('Die Adresse beginnt mit http: Seiten mit https dürfen sie nicht laden.', 'The address begins with http: pages with https may not load it.')];
  }
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, { credentials: 'omit' });
  } catch {
    return (await answers(address))
      ? [bad('Der Host antwortet, erlaubt fremden Seiten aber das Lesen nicht. Er muss „Access-Control-Allow-Origin: *“ senden.', 'The host answers but does not let other pages read. It has to send “Access-Control-Allow-Origin: *”.')]
      : [bad('Unter dieser Adresse antwortet nichts.', 'Nothing answers at this address.')];
  }
  if (/\{/.test(feed) && [404, 410].includes(response.status)) {
    return [bad(`In diesem Monat nichts, oder die Adresse stimmt nicht: ${address}`, `Nothing in this month, or the address is wrong: ${address}`)];
  }
  if (!response.ok) {
    return [bad(`Der Host antwortet mit dem Status ${response.status}.`, `The host answers with the status ${response.status}.`)];
  }
  const size = Math.ceil((await response.arrayBuffer()).byteLength / 1000);
  const type = response.headers.get('content-type')?.split(';')[0].trim() ?? '';
  const sizes = new Intl.NumberFormat('de').format(size);
  const findings = [good(`Andere Seiten dürfen ihn lesen; ${sizes} kB.`, `Other pages may read it; ${size} kB.`)];
  if (!TYPES.test(type)) {
    findings.push(bad(`Er wird als „${type || 'nichts'}“ gesendet; „application/json“ oder „text/calendar“ wäre richtig.`, `It is sent as “${type || 'nothing'}”; “application/json” or “text/calendar” would be right.`));
  }
  return findings;
};
