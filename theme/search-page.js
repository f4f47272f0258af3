// The search page. In: the address and what is typed. Out: results of window.sihao.search with facets and pages, and the address again, so that
// a search can be sent to a colleague. It runs before the text is drawn, and begins when the page is there.
//
// This script holds the state and asks; search-results.js draws.

(function () {
  "use strict";

  const PAUSE = 150;
  const SLOW = 300;
  const PAGE = 10;
  /** How many excerpts are waited for; the others follow. */
  const FIRST = 5;
  const KEPT = 8;
  const LONGEST = 200;
  const KEYS = ["kind", "unit", "year", "criterion", "status"];

  let state = read(location.search);
  fold();

  let panel, input, parts, ownTitle, memory, draw;
  /** The address of the last step; typing has replaced it since. */
  let committed = address({});
  let serial = 0;
  let timer = 0;
  let slow = 0;
  let composing = false;

  // The address

  function read(search) {
    const params = new URLSearchParams(search);
    const read = { q: (params.get("q") || "").trim().slice(0, LONGEST) };
    for (const key of KEYS) read[key] = params.get(key) || "";
    read.sort = params.get("sort") === "date" ? "date" : "";
    read.page = Math.min(Math.max(parseInt(params.get("page"), 10) || 1, 1), 99999);
    return read;
  }

  function address(change) {
    const wanted = Object.assign({}, state, change);
    const params = new URLSearchParams();
    for (const key of ["q"].concat(KEYS, "sort")) if (wanted[key]) params.set(key, wanted[key]);
    if (wanted.page > 1) params.set("page", wanted.page);
    const text = params.toString();
    return text ? "?" + text : location.pathname;
  }

  /** Whether something is asked: a filter without a query asks for all that it lets through. */
  function isAsked() {
    return state.q !== "" || KEYS.some((key) => state[key] !== "");
  }

  /** Folds the lists of links away while something is asked, and what is said where no script runs. */
  function fold() {
    document.documentElement.classList.add("has-script");
    document.documentElement.classList.toggle("has-query", isAsked());
  }

  /** Goes to another state: "push" is a step that "back" takes back; "replace" is none; "enter" makes a step of what typing has replaced, so
      that "back" leads to where the last step led. */
  function go(change, how) {
    const target = address(change);
    state = Object.assign({}, state, change);
    try {
      const steps = how !== "replace" && target !== committed;
      if (how === "enter" && steps) history.replaceState(null, "", committed);
      history[steps ? "pushState" : "replaceState"](null, "", target);
      if (steps) committed = target;
    } catch (error) {
      // A browser may refuse it on file: the search goes on without its address.
    }
    run();
  }

  // Asking

  /** The engine; where its script is not there, it is asked for (again). */
  function engine() {
    if (window.sihao && window.sihao.search) return Promise.resolve(window.sihao);
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = panel.getAttribute("data-engine");
      script.onload = () => (window.sihao && window.sihao.search ? resolve(window.sihao) : reject(new Error("no engine")));
      script.onerror = () => reject(new Error("no engine"));
      document.head.appendChild(script);
    });
  }

  function filters() {
    const options = {};
    for (const key of KEYS) if (state[key]) options[key] = state[key];
    return options;
  }

  function run() {
    serial += 1;
    const mine = serial;
    const isMine = () => mine === serial;
    clearTimeout(timer);
    clearTimeout(slow);
    fold();
    document.title = state.q ? state.q + " - " + ownTitle : ownTitle;
    if (!isAsked()) {
      start();
      return;
    }
    draw.fill(parts.recent, []);
    parts.body.setAttribute("aria-busy", "true");
    slow = setTimeout(() => say("正在检索……"), SLOW);
    const q = state.q;
    const options = Object.assign(filters(), { sort: state.sort || "relevance", limit: PAGE, excerpts: FIRST, offset: (state.page - 1) * PAGE });
    engine()
      .then((sihao) => Promise.all([sihao.search(q, options), unitsOf(sihao, q)]))
      .then(([result, units]) => isMine() && show(window.sihao, Object.assign(result, { units }), isMine), () => isMine() && fail());
  }

  /** Units that are called so, in time to be drawn with the results: what came later would push these down. */
  function unitsOf(sihao, q) {
    if (!sihao.suggest || q === "" || state.page > 1) return [];
    return Promise.resolve(sihao.suggest(q, KEPT, "unit")).catch(() => []);
  }

  function say(text) {
    parts.count.textContent = text;
  }

  function settle() {
    clearTimeout(slow);
    parts.body.removeAttribute("aria-busy");
  }

  /** Nothing was asked: what was asked before, and the lists of links below. */
  function start() {
    settle();
    say("");
    draw.fill(parts.notices, []);
    parts.body.hidden = true;
    draw.recent(memory.read(), function () {
      memory.write([]);
      start();
      input.focus();
    });
  }

  function fail() {
    settle();
    say("");
    parts.body.hidden = true;
    draw.failure(run);
  }

  function show(sihao, result, isMine) {
    const last = Math.ceil(result.total / PAGE);
    if (last > 0 && state.page > last) {
      go({ page: last }, "replace");
      return;
    }
    settle();
    if (result.total > 0) say("共" + result.total + "篇" + (last > 1 ? "，第" + state.page + "页，共" + last + "页" : ""));
    else say(result.failed > 0 ? "索引没有读全，暂时没有结果。" : state.q ? "没有找到“" + state.q + "”。" : "没有符合这些条件的文件。");
    draw.show(state, sihao, result, last, isMine);
    if (result.more && result.results.length > FIRST) result.more().then((results) => isMine() && draw.excerpts(results), () => {});
  }

  // Recent searches, kept in this browser alone; it may refuse (file:, a frame).

  function recent() {
    const key = "sihao-recent:" + new URL((panel.getAttribute("data-root") || "./") + ".", location.href).pathname;
    return {
      read: function () {
        try {
          const kept = JSON.parse(localStorage.getItem(key));
          return Array.isArray(kept) ? kept.filter((q) => typeof q === "string" && q !== "").slice(0, KEPT) : [];
        } catch (error) {
          return [];
        }
      },
      write: function (all) {
        try {
          if (all.length === 0) localStorage.removeItem(key);
          else localStorage.setItem(key, JSON.stringify(all.slice(0, KEPT)));
        } catch (error) {
          // Then nothing is kept.
        }
      },
    };
  }

  function remember(q) {
    if (q) memory.write([q].concat(memory.read().filter((other) => other !== q)));
  }

  // Typing, keys, links

  function typed(pause) {
    clearTimeout(timer);
    if (composing) return;
    timer = setTimeout(function () {
      const q = input.value.trim().slice(0, LONGEST);
      if (q !== state.q) go({ q: q, page: 1 }, "replace");
    }, pause);
  }

  function submit(event) {
    event.preventDefault();
    if (composing) return;
    clearTimeout(timer);
    const q = input.value.trim().slice(0, LONGEST);
    remember(q);
    go({ q: q, page: 1 }, "enter");
  }

  function follow(event) {
    const link = event.target.closest("a[data-go]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    remember(state.q);
    const before = state;
    state = read(link.search);
    input.value = state.q;
    go({}, "push");
    if (state.page !== before.page) panel.scrollIntoView();
    if (state.q !== before.q) input.focus();
  }

  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const hits = Array.from(panel.querySelectorAll("#search-units a, .hit-title, .search-help .row"));
    const at = hits.indexOf(document.activeElement);
    const inBox = document.activeElement === input;
    if (event.key === "Escape" && (inBox || at >= 0)) {
      event.preventDefault();
      input.focus();
      if (inBox) {
        input.value = "";
        // A frame keeps the filters that its address was given.
        if (isAsked()) go(panel.getAttribute("data-target") ? { q: "", page: 1 } : read(""), "replace");
      }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (inBox || at >= 0) && hits.length > 0) {
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (inBox && event.key === "ArrowUp") return;
      event.preventDefault();
      if (next < 0) input.focus();
      else if (next < hits.length) hits[next].focus();
    }
  }

  function begin() {
    panel = document.getElementById("search");
    if (!panel || !window.sihaoResults) {
      document.documentElement.classList.remove("has-query", "has-script");
      return;
    }
    input = document.getElementById("q");
    const part = (id) => document.getElementById("search-" + id);
    parts = {};
    for (const id of ["count", "notices", "recent", "body", "facets", "bar", "units", "hits", "help", "paging"]) parts[id] = part(id);
    ownTitle = document.title;
    memory = recent();
    draw = window.sihaoResults({ panel, parts, keys: KEYS, address, read, run, remember: () => remember(state.q) });
    // On a wide window the facets stand beside the results; on a narrow one they are folded above them.
    const wide = window.matchMedia("(min-width: 56.3em)");
    const unfold = () => (parts.facets.open = wide.matches);
    unfold();
    wide.addListener(unfold);
    input.addEventListener("input", () => typed(PAUSE));
    input.addEventListener("compositionstart", function () {
      composing = true;
      clearTimeout(timer);
    });
    input.addEventListener("compositionend", function () {
      composing = false;
      typed(0);
    });
    input.form.addEventListener("submit", submit);
    panel.addEventListener("click", follow);
    panel.addEventListener("keydown", key);
    window.addEventListener("popstate", function () {
      state = read(location.search);
      committed = address({});
      input.value = state.q;
      run();
    });
    // A reload may have kept what was typed last; the address is what counts.
    input.value = state.q;
    run();
    if (!isAsked() && wide.matches && !panel.getAttribute("data-target")) input.focus({ preventScroll: true });
  }

  document.addEventListener("DOMContentLoaded", begin);
})();
