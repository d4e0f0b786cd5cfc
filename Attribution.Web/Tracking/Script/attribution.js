// The script a site embeds. It tells the server how a visitor came (tags, click ids, outside referrers) and what
// the site says happened (orders, leads, users, consent), and is silent on everything else.
//
// What it keeps to, whatever page it stands in:
// - it never throws into the page, needs no eval, sets one global (`attribution`);
// - it writes ids to the device only while consent is `granted`, and takes them off again when that ends;
// - a hit leaves the queue only when an answer names it; its id makes a second copy harmless.
//
// What is served is attribution.min.js beside this file: after a change run build/script/build.sh.
((location) => {
  const script = document.currentScript;
  const stub = window.attribution || {};
  if (!script || stub.on) {
    return;
  }

  const data = script.dataset;
  const now = Date.now;
  const words = (text) => (text || '').match(/[^\s,]+/g) || [];

  // Everything the page or the browser calls passes here: a fault of ours is not the page's business.
  const safe = (action) => (...given) => {
    try {
      return action(...given);
    } catch (e) {
      // nothing to be done, and nobody to tell
    }
  };

  // Capturing, on the window: it also hears what is fired at the document and does not bubble.
  const on = (type, action) => addEventListener(type, safe(action), 1);

  // The alias answers where its script lies, pinned (with a hash) or not; only the stable name has another path.
  const endpoint = data.endpoint || script.src
    .replace(/(\.\w{8})?\.js[^/]*$/, '')
    .replace(/attribution$/, 'api/tracking/marketing-touch');

  // What makes an address news: campaign tags, the ids of ad, affiliate and mail clicks, partner codes, and a visitor
  // handed over by a sister site (`_attr`). Rarer ids need no place: they come with an outside referrer or tags.
  const tag = /[?&#;]((utm|mtm|pk|gad|m[cl]|mkt|li_fat|)_\w+|(\w+c(lk?|lick_?)?|srslt|[gw]bra)id|ref|partner|awc|cjevent)=[^&#]+/gi;

  const gpc = navigator.globalPrivacyControl || data.dnt == 'true' && navigator.doNotTrack == 1;

  // A privacy signal caps what the site chose; it does not overrule the visitor's own word.
  const cap = (word) => gpc && word == 'granted' ? 'limited' : word;

  let calls = stub.q || [];           // made before the start; 0 from then on
  let consent = cap(data.consent);
  let referrer = document.referrer;   // news once
  let address, pages = 0, since = 0, seen = 0;
  let most = 50, pause;

  // v visitor, s session, u user, q queue, t time of the last hit, k the news told in this session, g the visitor's
  // own grant (not just the site's default). On the device while granted, so that the next page and other tabs see it.
  let state = { q: [], k: '' };

  // Where there is nothing (readable) on the device, memory stands.
  let load = safe(() => {
    if (consent == 'granted') {
      const kept = JSON.parse(localStorage._attr);
      kept.q = kept.q.filter((one) => now() - new Date(one.occurredAt) < 6048e5);
      state = kept;
    }
  });

  // Where there is no room for the new state, the old one must not hide the one in memory: nothing is read from then on.
  // (It stays there: other tabs take what is gone for a refusal.)
  const save = () => {
    try {
      if (consent == 'granted') {
        localStorage._attr = JSON.stringify(state);
      }
    } catch (e) {
      load = now;
    }
  };

  const forget = safe(() => delete localStorage._attr);

  // A UUID of version 7: 48 bits of time (11 digits of it until the year 2527), then chance.
  const id = () => (0 + now().toString(16)).replace(/.{8}/, '$&-') + '-7' + URL.createObjectURL(new Blob()).slice(-21);

  const hit = (kind, fields) => {
    if (consent != 'denied') {
      load();
      // Through JSON at once: what can't be written fails here and does not block the queue.
      const one = JSON.parse(JSON.stringify(Object.assign({ kind, occurredAt: new Date(), userId: state.u }, fields, { touchId: id() })));
      state.q = state.q.concat(one).slice(-50);
      state.t = now();
      state.u = one.userId;
      save();
      later();
    }
  };

  // Not at once: what is called in one breath travels together. (A timer's delay is 32 bits: hence no `0 - now()`.)
  const later = () => setTimeout(flush, pause && pause - now());

  const flush = async (leaving) => {
    load();
    const batch = state.q.slice(0, most);
    let wait = 20;
    let body;
    if (batch[0] && (leaving || !(pause > now()))) {
      try {
        do {
          body = JSON.stringify({
            key: data.key,
            sentAt: new Date(),
            // Who, and under which consent, is said as it is known now: the first answer may have come since the call.
            items: batch.map((one) => Object.assign({ consent, gpc, visitorId: state.v, sessionId: state.s }, one))
          });
        } while (new Blob([body]).size > 48e3 && batch[1] && batch.pop());
        if (leaving) {
          // Nobody hears the answer, so nothing leaves the queue.
          navigator.sendBeacon(endpoint, body);
        } else {
          pause = Infinity;
          const answer = await fetch(endpoint, { method: 'POST', body, keepalive: 1, credentials: 'include' });
          if (/408|429|5../.test(answer.status)) {
            // A proxy may write a date here: that is no number of seconds.
            wait = +answer.headers.get('Retry-After') || wait;
          } else {
            if (answer.status == 413 && batch[1]) {
              most = batch.length >> 1;
            } else {
              settle(body, answer.ok ? (await answer.json()).items : []);
            }
            wait = 0;
          }
        }
      } catch (e) {
        // No network, or an answer that is not the server's: again later.
      }
      pause = now() + 1e3 * wait;
      later();
    }
  };

  // The server has spoken about the hits of this body, in order.
  const settle = (body, answers) => {
    load();
    state.q = state.q.filter((one) => !body.includes(one.touchId));
    answers.forEach((answer) => {
      state.v = answer.visitorId || state.v;
      state.s = answer.sessionId || state.s;
      if (!consent && (consent = cap(answer.consent)) && consent != 'granted') {
        forget(state.v = '');
      }
    });
    save();
  };

  // Looks where the visitor is and tells the server if that is news.
  const page = (always) => {
    const url = location.href;
    if (consent == 'denied' || words(data.exclude).some((prefix) => url.startsWith(location.origin + prefix))) {
      return;
    }
    load();
    pages += url != address;
    address = url;
    const news = (referrer.startsWith(location.origin + '/') ? '' : referrer) + (url.match(tag) || '');
    // After 20 minutes without a hit even an old page is news: at 30 the server would end the session of a visitor
    // who only reads. `endsWith`, as only the landing itself brought its referrer along.
    if (always || !(now() - state.t < 12e5 && state.k.endsWith(news))) {
      state.k = news;
      save();
      hit('touch', { url, referrer });
    }
    referrer = '';
  };

  const look = safe(() => data.auto == 'false' || page());

  const commands = {
    consent: (word) => {
      const before = state;
      if (word != 'granted') {
        if (consent != word) {
          // What was not sent yet goes under the new word or, after a refusal, not at all.
          forget();
          consent = '';
          state = { q: word == 'denied' ? [] : before.q, t: before.t, k: before.k };
          hit('consent', { consent: word, visitorId: before.v, sessionId: before.s });
          consent = word;
        }
      } else if (consent != word || !before.g) {
        if (consent != word) {
          consent = word;
          load();
          if (state != before) {
            // The device knows the visitor, the memory what happened on this page.
            Object.assign(state, before, { q: state.q.concat(before.q) });
          }
        }
        state.g = 1;
        save();
        hit('consent');
        look();
      }
    },
    page: () => page(true),
    link: (link) => {
      if (consent == 'granted' && state.v) {
        link = new URL(link, location);
        link.searchParams.set('_attr', state.v + '.' + (now() / 1e3 >>> 0));
      }
      return '' + link;
    },
    touch: (fields) => hit('touch', fields),
    conversion: (type, fields) => hit('conversion', { conversion: Object.assign({ type }, fields) }),
    identify: (userId, fields) => hit('identify', Object.assign({ userId }, fields)),
    // Not while a request is under way: its answer may name others.
    ids: (listener) => setTimeout(() =>
      pause == Infinity ? commands.ids(listener) : listener({ visitorId: state.v, sessionId: state.s }), 50)
  };

  const call = window.attribution = safe((name, ...given) => calls ? calls.push([name, ...given]) : commands[name](...given));
  call.on = 1;

  // Adds the time since the last count if the page was to be seen.
  const count = () => {
    seen += since && now() - since;
    since = document.hidden ? 0 : now();
  };

  // What another tab took off the device, now or while this page lay in the cache, its visitor refused: that holds here
  // too. (A page that empties its storage names no key.)
  const gone = (event) => state.v && (event.persisted || event.key == '_attr') && (localStorage._attr || commands.consent('denied'));

  const start = safe(() => {
    const early = calls;
    calls = 0;
    if (!consent) {
      // Ids on the device prove a grant: the visitor's own, which still holds, or the store's default.
      consent = 'granted';
      load();
      consent = state.g && consent;
    }
    safe(() => {
      location.search.replace(/[?&]attribution=o(n|ff)/, (found, word) => localStorage._attr_off = word);
      if (navigator.webdriver || localStorage._attr_off == 'ff') {
        consent = 'denied';
        commands.consent = 0;
      }
    })();
    look();
    early.forEach((one) => call(...one));
    count();
    on('storage', gone);
    on('pageshow', gone);
    on('popstate', look);
    on('pageshow', (event) => event.persisted && later(pause = 0, look()));
    on('online', () => later(pause = 0));
    on('visibilitychange', count);
    on('pagehide', () => {
      count();
      if (address && data.engagement != 'false') {
        hit('pulse', { pages, seconds: (seen / 1e3) >>> 0 });
      }
      address = pages = seen = 0;
      flush(true);
    });
    on('click', (event) => {
      const link = event.target.closest('a');
      if (link.host != location.host && words(data.link).some((host) => ('.' + link.hostname).endsWith('.' + host))) {
        link.href = commands.link(link.href);
      }
    });
    later();
    ['pushState', 'replaceState'].forEach((name) => {
      const original = history[name];
      history[name] = (...given) => {
        original.apply(history, given);
        setTimeout(look);
      };
    });
  });

  document.prerendering ? on('prerenderingchange', start) : start();
})(location);
