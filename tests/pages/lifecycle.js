/**
 * Pairs of what can happen to a calendar, one shortly after the other, while a second calendar stands on
 * the page: the neighbour, which must not notice. Chunks of pairs are walked in frames, each pair on a
 * calendar of its own; of a chunk that fails the first pair that fails alone is named.
 *
 * `lifecycle.start({…})` begins, `lifecycle.told` says how far it is.
 */
window.lifecycle = (() => {
  /** How many pairs share a frame, and how many frames there are at once. */
  const CHUNK = 60;
  const LANES = 3;
  /** Longer than what the program puts off: what it says and writes a moment later. */
  const PUT_OFF = 650;

  const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const frame = () => new Promise(requestAnimationFrame);
  const when = async (condition, what) => {
    for (let look = 0; look < 600; look++) {
      const found = condition();
      if (found) return found;
      await sleep(16);
    }
    throw new Error(`never: ${what ?? condition}`);
  };

  /* --- what of the calendar's host comes later can be held back --- */

  /** @type {(address: string) => Promise<void> | undefined} */
  let hold = () => undefined;
  /** What was held back. */
  const heldBack = [];
  const fetched = window.fetch;
  window.fetch = async (input, init) => {
    const address = String(input?.url ?? input);
    await hold(address);
    return fetched(input, init);
  };

  /** From now on what comes later waits; the function that comes back lets it go. */
  const close = () => {
    let open = () => {};
    const gate = new Promise((done) => (open = done));
    hold = (address) => {
      if (!/\.(wasm|css|js)(\?|$)/.test(address)) return undefined;
      heldBack.push(address);
      return gate;
    };
    return () => {
      hold = () => undefined;
      open();
    };
  };

  /** Whatever is said in the console as an error is one. */
  const complaints = [];
  const complain = console.error;
  console.error = (...words) => {
    complaints.push(words.map(String).join(' '));
    complain.apply(console, words);
  };

  /* --- what can happen to a calendar --- */

  const neighbour = () => document.getElementById('neighbour');
  const inside = (calendar, selector) => calendar.shadowRoot.querySelector(selector);
  const clicking = (selector) => ({
    target: (calendar) => inside(calendar, selector),
    act: (_, target) => target.click(),
  });
  const doing = (act) => ({ act });
  const setting = (name, value) => doing((calendar) => calendar.setAttribute(name, value));
  const onWindow = (event) => doing(() => window.dispatchEvent(event()));

  /** `needs`: what must be there before, of month, dialog and sheet. */
  const ACTIONS = {
    'click an event': {
      ...clicking('[part~=event-link]'),
      act(_, target) {
        // A link of a calendar that has gone is a link like any other, and would lead the frame elsewhere.
        target.href = 'javascript:void 0';
        target.click();
      },
    },
    'open()': doing((calendar) => calendar.open('night')),
    close: { ...clicking('dialog:not(.lh-sheet) [data-close]'), needs: ['dialog'] },
    list: clicking('[data-view-button=list]'),
    month: clicking('[data-view-button=month]'),
    week: clicking('[data-view-button=week]'),
    day: clicking('[data-view-button=day]'),
    year: clicking('[data-view-button=year]'),
    cards: clicking('[data-view-button=cards]'),
    next: { ...clicking('[data-next]'), needs: ['month'] },
    previous: { ...clicking('[data-previous]'), needs: ['month'] },
    search: {
      target: (calendar) => inside(calendar, 'input[type=search]'),
      act(_, target) {
        target.value = 'archive';
        target.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      },
    },
    'open the filters': clicking('[data-filter-button]'),
    'choose a value': { ...clicking('.lh-sheet [data-facet-value]'), needs: ['sheet'] },
    star: { ...clicking('[data-star], [data-star-here]'), needs: ['list'] },
    'export menu': clicking('[data-take]'),
    'a way out of the dialog': { ...clicking('dialog [data-way]'), needs: ['dialog'] },
    'a facet': { ...clicking('[data-facet-button]'), needs: ['sheet'] },
    'refresh()': doing((calendar) => calendar.refresh()),
    'goTo()': doing((calendar) => calendar.goTo('2027-01-20')),
    'set feed': doing((calendar) => calendar.setAttribute('feed', calendar.getAttribute('feed') + '?other')),
    'set lang': setting('lang', 'en'),
    'set controls': setting('controls', 'search views'),
    'set view': setting('view', 'year'),
    'set filter': setting('filter', 'art:Vortrag'),
    remove: doing((calendar) => calendar.remove()),
    move: doing((calendar) => document.getElementById('elsewhere').append(calendar)),
    'a star elsewhere': onWindow(() => new StorageEvent('storage', { key: 'lichthof.stars' })),
    'back in the address': onWindow(() => new PopStateEvent('popstate')),
    'back in sight': doing(() => document.dispatchEvent(new Event('visibilitychange'))),
  };

  const TIMES = {
    'at once': () => {},
    'after a microtask': () => Promise.resolve(),
    'after a task': () => sleep(0),
    'after a frame': frame,
  };

  const needsOf = ({ first, second }) => {
    const needs = [first, second].flatMap((name) => ACTIONS[name].needs ?? []);
    // A star stands in a list, and in a dialog, which stands on anything.
    const all = new Set(needs);
    if (all.has('list') && all.has('month')) all.add('dialog');
    all.delete('list');
    return [...all].sort();
  };

  const pairs = () => {
    const all = [];
    for (const first of Object.keys(ACTIONS))
      for (const second of Object.keys(ACTIONS))
        for (const time of Object.keys(TIMES)) all.push({ first, second, time });
    return all;
  };

  const named = ({ first, second, time }, isCold) => `${first}, ${time} ${second}, parts ${isCold ? 'cold' : 'warm'}`;

  /* --- within a frame --- */

  const make = (name, needs) => {
    const calendar = document.createElement('lichthof-calendar');
    for (const { name, value } of neighbour().attributes) {
      if (name !== 'id') calendar.setAttribute(name, value);
    }
    calendar.setAttribute('name', name);
    if (needs.includes('month')) calendar.setAttribute('view', 'month');
    return calendar;
  };

  const isReady = (calendar) => inside(calendar, '[data-view] [part~=event]');

  const prepare = async (calendar, needs) => {
    await when(() => isReady(calendar), 'a calendar is ready');
    if (needs.includes('month')) await when(() => inside(calendar, '[data-next]'), 'the month has its arrows');
    if (needs.includes('sheet')) {
      inside(calendar, '[data-filter-button]').click();
      await when(() => inside(calendar, '.lh-sheet [data-facet-value]'), 'the sheet has values');
    }
    if (needs.includes('dialog')) {
      calendar.open('night');
      await when(() => inside(calendar, 'dialog[open] [data-star-here]'), 'the dialog opens');
    }
  };

  /** Brings every part of the program. */
  const warm = async () => {
    const calendar = make('warming', []);
    document.getElementById('stage').append(calendar);
    await prepare(calendar, ['sheet']);
    inside(calendar, '.lh-sheet [data-close]').click();
    await prepare(calendar, ['dialog']);
    inside(calendar, 'dialog[open] [data-close]').click();
    inside(calendar, '[data-take]').click();
    await when(() => inside(calendar, '[data-panel=take] button'), 'the export menu opens');
    for (const view of ['month', 'week', 'day', 'year', 'cards']) {
      inside(calendar, `[data-view-button=${view}]`).click();
      await when(() => inside(calendar, `[data-view=${view}]`), `${view} is shown`);
    }
    calendar.remove();
  };

  const walkOne = async (pair, calendar) => {
    const [first, second] = [ACTIONS[pair.first], ACTIONS[pair.second]];
    const target = first.target?.(calendar);
    // What was there before can still be held by who is about to click it.
    const before = second.target?.(calendar);
    if (first.target && !target) throw new Error(`nothing to do: ${pair.first}`);
    first.act(calendar, target);
    const wait = TIMES[pair.time]();
    if (wait) await wait;
    const now = second.target?.(calendar) ?? before;
    if (second.target && !now) throw new Error(`nothing to do: ${pair.second}`);
    second.act(calendar, now);
  };

  /** Fails where the neighbour noticed anything, or the page did. */
  const check = async () => {
    const told = [...seen.errors, ...complaints, ...seen.events.filter(({ type }) => type === 'lichthof-error').map(({ detail }) => detail.message)];
    if (told.length) throw new Error(told.slice(0, 3).join(' | '));
    const shown = inside(neighbour(), '[data-view]')?.dataset.view;
    if (!isReady(neighbour())) throw new Error('the neighbour shows nothing');
    const other = shown === 'list' ? 'month' : 'list';
    inside(neighbour(), `[data-view-button=${other}]`).click();
    await when(() => inside(neighbour(), `[data-view=${other}]`), 'the neighbour reacts to a click');
    inside(neighbour(), '[data-view-button=list]').click();
    await when(() => isReady(neighbour()), 'the neighbour goes back to its list');
  };

  /** Fails where a calendar that is still there does not work. */
  const checkSurvivor = async (calendar) => {
    if (!calendar.isConnected) return;
    inside(calendar, '[data-view-button=list]')?.click();
    await when(() => inside(calendar, '[data-view=list]'), 'it shows its list again');
  };

  /** What a frame is at, for the report of a walk that stands still. */
  let step = '';

  /** In a frame: walks pairs that need the same, all at once. */
  const inFrame = async (chunk, isCold) => {
    // Pages may be left in the middle of things: nothing of it is to stand in the address.
    History.prototype.pushState = History.prototype.replaceState = () => {};
    await when(() => neighbour().shadowRoot && isReady(neighbour()), 'the neighbour is ready');
    const needs = needsOf(chunk[0]);
    const calendars = chunk.map((_, at) => make(`c${at}`, needs));
    const prepared = async () => {
      document.getElementById('stage').append(...calendars);
      await Promise.all(calendars.map((calendar) => prepare(calendar, needs)));
    };
    step = 'warms';
    if (!isCold) await warm();
    step = `prepares for ${named(chunk[0], isCold)}`;
    await prepared();
    const open = isCold ? close() : () => {};
    let failed = null;
    const walked = chunk.map((pair, at) =>
      walkOne(pair, calendars[at]).catch((error) => (failed ??= `${named(pair, isCold)}: ${error.message}`)),
    );
    step = `walks ${named(chunk[0], isCold)}`;
    await Promise.all(walked);
    open();
    if (failed) throw new Error(failed);
    step = `checks ${named(chunk[0], isCold)}`;
    await sleep(PUT_OFF);
    await check();
    for (const [at, calendar] of calendars.entries()) {
      await checkSurvivor(calendar).catch((error) => {
        throw new Error(`${named(chunk[at], isCold)}: ${error.message}`);
      });
    }
    await check();
  };

  /* --- outside --- */

  const told = { walked: 0, of: 0, attempts: 0, isDone: false, failure: null };

  const steps = () => [...document.querySelectorAll('iframe')].map((page) => page.contentWindow.lifecycle.step());

  /** Walks a chunk in a frame of its own; what failed, if anything did. */
  const attempt = async (work) => {
    told.attempts += 1;
    const page = document.createElement('iframe');
    page.width = 900;
    page.height = 700;
    page.src = location.href;
    document.getElementById('frames').append(page);
    try {
      await new Promise((done) => page.addEventListener('load', done, { once: true }));
      const left = new Promise((_, fail) => {
        page.addEventListener('load', () => fail(new Error('the frame was led elsewhere')));
      });
      await Promise.race([work(page.contentWindow.lifecycle), left]);
      return null;
    } catch (error) {
      return error.message;
    } finally {
      page.remove();
    }
  };

  /** Which pair of a chunk fails alone, and how. */
  const findFirst = async (chunk, isCold, failure) => {
    let suspects = chunk;
    while (suspects.length > 1) {
      const half = suspects.slice(0, Math.ceil(suspects.length / 2));
      const found = await attempt((there) => there.inFrame(half, isCold));
      if (found) {
        [suspects, failure] = [half, found];
        continue;
      }
      const rest = suspects.slice(half.length);
      const other = await attempt((there) => there.inFrame(rest, isCold));
      if (!other) return `${suspects.length} pairs from ${named(suspects[0], isCold)} fail together: ${failure}`;
      [suspects, failure] = [rest, other];
    }
    return failure.startsWith(named(suspects[0], isCold)) ? failure : `${named(suspects[0], isCold)}: ${failure}`;
  };

  const chunksOf = (all) => {
    const groups = new Map();
    for (const pair of all) {
      const key = needsOf(pair).join();
      groups.set(key, [...(groups.get(key) ?? []), pair]);
    }
    const chunks = [];
    for (const group of groups.values())
      for (let at = 0; at < group.length; at += CHUNK) chunks.push(group.slice(at, at + CHUNK));
    return chunks;
  };

  const LEAVING = ['remove', 'move'];
  /** Where no calendar leaves, what follows after a microtask or a frame seldom meets anything else than after these. */
  const MAIN_TIMES = ['at once', 'after a task'];

  /**
   * Walks pairs: all, those in which a calendar leaves, these and the others at the times that matter most, or those whose
   * actions a list names. Goes on to the next chunk after a failure if told to.
   * @param {boolean} isCold
   * @param {'all' | 'leaving' | 'most' | string[]} which
   * @param {boolean} goesOn
   */
  const walk = async (isCold, which, goesOn) => {
    const isMeant = ({ first, second, time }) => {
      if (Array.isArray(which)) return which.includes(first) && which.includes(second);
      const isLeaving = LEAVING.includes(first) || LEAVING.includes(second);
      return which === 'all' || isLeaving || (which === 'most' && MAIN_TIMES.includes(time));
    };
    const all = pairs().filter(isMeant);
    told.of = all.length;
    const failed = [];
    const chunks = chunksOf(all);
    const lane = async () => {
      while (chunks.length && (goesOn || !failed.length)) {
        const chunk = chunks.shift();
        const failure = await attempt((there) => there.inFrame(chunk, isCold));
        if (failure) failed.push([chunk, failure]);
        told.walked += chunk.length;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const failures = [];
    for (const [chunk, failure] of goesOn ? failed : failed.slice(0, 1)) {
      failures.push(await findFirst(chunk, isCold, failure));
    }
    told.failure = failures.join('\n') || null;
    told.isDone = true;
  };

  /* --- at random --- */

  /** Numbers below a limit, the same for the same seed (Marsaglia's xorshift32). */
  const random = (seed) => {
    let state = seed | 1;
    return (limit) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % limit;
    };
  };

  /** In a frame: calendars are made, moved, used and removed at random, while what comes is slow. */
  const soakInFrame = async (seed, steps) => {
    History.prototype.pushState = History.prototype.replaceState = () => {};
    const next = random(seed);
    await when(() => neighbour().shadowRoot && isReady(neighbour()), 'the neighbour is ready');
    hold = () => (next(3) ? sleep(next(120)) : undefined);
    const names = Object.keys(ACTIONS);
    const ways = Object.values(TIMES);
    /** @type {HTMLElement[]} */
    const made = [];
    const trace = [];
    for (let step = 0; step < steps; step++) {
      const name = names[next(names.length)];
      const chance = next(10);
      if (made.length < 2 || (chance === 0 && made.length < 6)) {
        const calendar = make(`s${step}`, []);
        if (next(2)) calendar.setAttribute('filter', 'art:Vortrag');
        if (next(2)) calendar.setAttribute('view', ['list', 'month', 'year', 'cards', 'week'][next(5)]);
        made.push(calendar);
        document.getElementById('stage').append(calendar);
        trace.push(`mount ${step}`);
      } else if (chance === 1) {
        const [calendar] = made.splice(next(made.length), 1);
        calendar.remove();
        trace.push('remove');
      } else if (chance === 2) {
        const calendar = made[next(made.length)];
        document.getElementById(next(2) ? 'stage' : 'elsewhere').append(calendar);
        trace.push('put back or move');
      } else {
        const calendar = made[next(made.length)];
        const { target, act } = ACTIONS[name];
        const found = target?.(calendar);
        if (!target || found) act(calendar, found);
        trace.push(name);
      }
      const wait = ways[next(ways.length)]();
      if (wait) await wait;
      if (next(12) === 0) await sleep(next(150));
      if (step % 20 === 19) {
        await check().catch((error) => {
          throw new Error(`step ${step}, after ${trace.slice(-12).join(', ')}: ${error.message}`);
        });
      }
    }
    await sleep(PUT_OFF);
    for (const calendar of made) calendar.remove();
    await sleep(PUT_OFF);
    await check();
  };

  /** Some frames at random, each with cold parts at first. */
  const soak = async (seed) => {
    const FRAMES = 6;
    told.of = FRAMES;
    const next = random(seed);
    const seeds = Array.from({ length: FRAMES }, () => next(2 ** 30));
    const lane = async () => {
      while (seeds.length && !told.failure) {
        const mine = seeds.shift();
        told.failure ??= await attempt((there) => there.soakInFrame(mine, 120));
        told.walked += 1;
      }
    };
    await Promise.all(Array.from({ length: 2 }, lane));
    told.isDone = true;
  };

  const stage = () => document.getElementById('stage');
  const held = () => heldBack;

  return {
    told, steps, step: () => step, walk, soak, inFrame, soakInFrame, attempt, close, held, when, sleep, make, check, isReady, neighbour, stage,
  };
})();
