// The page and the server: hears of each new state, and brings the page to it.
//
// In: events from /~sihao/events, each a whole state, so that none of them is ever missed for good. Out: the page as the server would send it
// now, by swapping what differs (swap.js) or by loading it again. Of all tabs of a browser one holds the stream, since browsers allow
// six connections to a server; it tells the others, and each asks for its own page. Tabs that nobody sees hold and ask nothing.

(function () {
  // A frame within a page (the search in another site's) is that page's matter.
  if (window.top !== window) return;

  const LONGEST_PAUSE = 5000;

  /** The digest of the page as this tab has it; empty if it is not known, or if the address has no page. */
  let own = ownDigest();
  let session = "";
  let version = -1;
  /** The page has been told to be missing since it was opened. */
  let missing = false;
  let wanted = "";
  let busy = false;
  let leaving = false;
  /** What the page was made from. */
  let base = original();

  // The page

  /** What the server said of the page when it sent it. */
  function ownDigest() {
    const [entry] = performance.getEntriesByType("navigation");
    const timing = entry && Array.from(entry.serverTiming || []).find(({ name }) => name === "sihao");
    return timing ? timing.description : "";
  }

  const digestOf = (response) => (response.headers.get("ETag") || "").replace(/^(W\/)?"|"$/g, "");

  /** The page as it was sent, from the browser's own store; null if that has gone on meanwhile. */
  function original() {
    if (!own) return Promise.resolve(null);
    return fetch(location.href, { cache: "force-cache", credentials: "same-origin" })
      .then((response) => (digestOf(response) === own ? response.text() : null))
      .then((text) => text && swap.parse(text).document)
      .catch(() => null);
  }

  function reload() {
    leaving = true;
    rest();
    location.reload();
  }

  /** Asks for the page and swaps what is new; a newer state on the way is asked for afterwards. */
  function refresh() {
    if (busy || leaving) return;
    busy = true;
    const asked = wanted;
    const current = base;
    const fetched = fetch(location.href, { cache: "no-cache", credentials: "same-origin" });
    Promise.all([current, fetched.then((response) => response.text().then((text) => [response, text]))])
      .then(function ([was, [response, text]]) {
        if (!response.ok) return;
        if (!was) {
          reload();
          return;
        }
        const next = swap.parse(text);
        try {
          swap.bring(was, next.document);
        } catch (error) {
          reload();
          return;
        }
        base = Promise.resolve(next.document);
        own = digestOf(response);
        overlay.show(next.overlay);
        bar.updated();
      })
      // The stream tells when the server is there again.
      .catch(() => {})
      .then(function () {
        busy = false;
        if (wanted !== asked && wanted !== own) refresh();
      });
  }

  /** A state that was heard. */
  function heed(state) {
    if (leaving || (state.session === session && state.version < version)) return;
    const isOther = session !== "" && state.session !== session;
    session = state.session;
    version = state.version;
    overlay.of(state.source || "");
    bar.show(state);
    if (state.page === null) {
      // An address that never had a page says so itself.
      if (own) bar.gone(true);
      else missing = true;
      return;
    }
    bar.gone(false);
    if (isOther || missing) reload();
    if (!own) own = state.page;
    wanted = state.page;
    if (state.page !== own) refresh();
  }

  // The stream

  let stream = null;
  let again = 0;
  let pause = 0;

  function path() {
    let address = location.pathname.slice(1);
    try {
      address = decodeURIComponent(address);
    } catch (error) {
      // As it is, then: the server has no such page either.
    }
    return encodeURIComponent(address.replace(/(^|\/)$/, "$1index.html"));
  }

  function connect() {
    if (stream) return;
    stream = new EventSource(HOME + "events?path=" + path());
    stream.addEventListener("state", function (event) {
      pause = 0;
      tell("new");
      heed(JSON.parse(event.data));
    });
    stream.addEventListener("bye", lost);
    stream.addEventListener("error", lost);
  }

  function disconnect() {
    clearTimeout(again);
    if (stream) stream.close();
    stream = null;
  }

  /** Tries again by itself, ever more slowly: the browser's own way would ask twice a second all night. */
  function lost() {
    disconnect();
    bar.lost();
    tell("lost");
    pause = Math.min(LONGEST_PAUSE, pause * 2 || 250);
    again = setTimeout(connect, pause);
  }

  /** The state, once, for a tab that does not hold the stream. */
  function ask() {
    fetch(HOME + "state?path=" + path(), { cache: "no-store", credentials: "same-origin" })
      .then((response) => (response.ok ? response.json().then(heed) : null))
      .catch(() => {});
  }

  // Tabs

  const channel = typeof BroadcastChannel === "function" && navigator.locks ? new BroadcastChannel("sihao-preview") : null;
  let waiting = null;
  let giveUp = null;

  function tell(what) {
    if (channel) channel.postMessage(what);
  }

  if (channel) {
    channel.onmessage = function (event) {
      if (document.hidden || stream || leaving) return;
      if (event.data === "lost") bar.lost();
      else ask();
    };
  }

  /** Begins to listen: holds the stream if no other tab does, and waits for its turn otherwise. */
  function watch() {
    if (document.hidden || leaving || waiting) return;
    if (!channel) {
      connect();
      return;
    }
    waiting = new AbortController();
    const held = function () {
      if (!waiting) return null;
      connect();
      return new Promise((resolve) => (giveUp = resolve));
    };
    navigator.locks.request("sihao-preview", { signal: waiting.signal }, held).catch(() => {});
    ask();
  }

  function rest() {
    disconnect();
    if (waiting) waiting.abort();
    waiting = null;
    if (giveUp) giveUp();
    giveUp = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : watch()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", watch);
  bar.begin();
  watch();
})();
