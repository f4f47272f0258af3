// The bar at the foot of the window: how the site stands, whose page this is, for which day it is shown. It is no part of the page and is
// never printed.

const bar = (function () {
  const MOST = 200;

  const connection = make("span", { class: "sihao-connection", role: "status" });
  const marks = make("span", { class: "sihao-marks" });
  const errors = button("", { class: "sihao-errors", hidden: "" }, () => overlay.open());
  const warnings = button("", { class: "sihao-warnings", "aria-expanded": "false", "aria-controls": "sihao-list" }, toggle);
  const path = make("code", {});
  const source = make("span", { class: "sihao-source", hidden: "" }, make("span", { class: "sihao-name" }, word("source")), " ", path, " ",
    button(word("copy-path"), {}, (event) => copy(path.textContent, event.target)));
  const day = make("input", { type: "date", id: "sihao-day", min: "1949-10-01", max: "2199-12-31" });
  const today = button(word("today"), {}, () => ask(""));
  const days = make("span", { class: "sihao-days" }, make("label", { for: day.id }, word("date")), " ", day, " ", today);
  const gone = make("p", { class: "sihao-gone", role: "alert" });
  const list = make("div", { id: "sihao-list", role: "region", "aria-label": word("list"), tabindex: "-1", hidden: "" });
  const strip = make("div", { class: "sihao-strip" }, errors, " ", warnings, " ", marks, " ", connection, " ", source, " ", days);
  const node = make("div", { id: "sihao-bar", role: "region", "aria-label": word("bar"), lang: LANGUAGE }, gone, list, strip);

  let state = null;
  /** The version that the list tells of. */
  let listed = "";
  let timer = 0;
  let quiet = 0;

  // The list of warnings

  function toggle() {
    const open = list.hidden;
    list.hidden = !open;
    warnings.setAttribute("aria-expanded", String(open));
    if (open) {
      listed = "";
      read().then(() => list.focus({ preventScroll: true }));
    }
    measure();
  }

  function shut() {
    if (list.hidden) return;
    toggle();
    warnings.focus({ preventScroll: true });
  }

  function read() {
    const version = state && state.session + state.version;
    if (list.hidden || listed === version) return Promise.resolve();
    listed = version;
    return fetch(HOME + "report", { credentials: "same-origin" })
      .then((response) => response.json())
      .then((report) => list.hidden || write(report), () => (listed = ""));
  }

  function write(report) {
    const all = report.diagnostics.filter((one) => one.severity === "warning");
    const own = (one) => Boolean(state && state.source && one.file === state.source);
    const ordered = all.filter(own).concat(all.filter((one) => !own(one)));
    const head = make("p", { class: "sihao-actions" }, button(word("copy-all"), {}, (event) => copy(report.text || "", event.target)), " ", button(word("close"), {}, shut));
    const items = make("ol", { class: "sihao-findings" });
    ordered.slice(0, MOST).forEach((one) => items.appendChild(finding(one, own(one))));
    const left = ordered.length - MOST;
    const more = left > 0 ? make("p", {}, word("more", { count: left })) : null;
    fill(list, head, items, more);
    measure();
  }

  function finding(one, isOwn) {
    const where = one.file ? [one.file, one.line, one.column].join(":") : "";
    const place = where && make("p", { class: "sihao-place" }, make("code", {}, where), isOwn ? make("span", { class: "sihao-mark" }, word("this-page")) : null);
    const note = (text) => text && make("p", { class: "sihao-help" }, text);
    return make("li", {}, make("p", { class: "sihao-message" }, one.message, " ", make("code", { class: "sihao-code" }, one.code)), place, note(one.label), note(one.help));
  }

  // The day

  function ask(date) {
    clearTimeout(timer);
    day.removeAttribute("aria-invalid");
    const wrong = () => {
      day.setAttribute("aria-invalid", "true");
      say(word("no-date"), true);
    };
    fetch(HOME + "as-of", { method: "POST", body: date, headers: { "Content-Type": "text/plain" }, credentials: "same-origin" })
      .then((response) => response.ok || wrong(), wrong);
  }

  day.addEventListener("change", function () {
    clearTimeout(timer);
    // A year that is being typed is a year at each digit.
    timer = setTimeout(() => day.value && day.checkValidity() && state && day.value !== state.as_of && ask(day.value), 400);
  });

  // What is said

  /** A short word that goes away by itself, or one that stays. */
  function say(text, stays) {
    clearTimeout(quiet);
    connection.textContent = text;
    if (text && !stays) quiet = setTimeout(() => (connection.textContent = ""), 2000);
    measure();
  }

  function counts() {
    if (!state) return;
    errors.hidden = !(state.errors > 0 && overlay.isClosed());
    errors.textContent = word("errors", { count: state.errors });
    const none = () => (state.judged === false ? word("judging") : word("no-warnings"));
    warnings.textContent = state.warnings > 0 ? word("warnings", { count: state.warnings }) : none();
    warnings.disabled = state.warnings === 0;
    if (warnings.disabled && !list.hidden) toggle();
    measure();
  }

  /** The page gets as much room at its end as the bar takes, its line included; the list lies over the page as long as it is open. */
  function measure() {
    if (!node.isConnected) return;
    const height = [strip, gone].reduce((sum, part) => sum + part.getBoundingClientRect().height, 1);
    document.documentElement.style.setProperty("--sihao-bar", Math.ceil(height) + "px");
  }

  node.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      shut();
    }
  });
  window.addEventListener("resize", measure);
  overlay.onChange(counts);

  return {
    /** Puts it into the page, with its style where the overlay has not brought it. */
    begin: function () {
      if (!document.querySelector("head > link[href='" + HOME + "preview.css']")) {
        const style = make("link", { rel: "stylesheet", href: HOME + "preview.css" });
        style.addEventListener("load", measure);
        document.head.appendChild(style);
      }
      document.body.appendChild(node);
    },
    show: function (next) {
      state = next;
      path.textContent = next.source || "";
      path.title = next.source || "";
      source.hidden = !next.source;
      fill(marks, ...(next.marks || []).map((mark) => make("span", { class: "sihao-mark" }, mark)));
      if (document.activeElement !== day) day.value = next.as_of || "";
      day.removeAttribute("aria-invalid");
      if (connection.textContent === word("lost")) say("");
      counts();
      read();
    },
    lost: () => say(word("lost"), true),
    updated: () => say(word("updated")),
    /** Says that the page is no more, or takes that back. */
    gone: function (isGone) {
      const link = () => make("a", { href: "/" }, word("home"));
      if (isGone !== gone.hasChildNodes()) fill(gone, ...(isGone ? [make("span", {}, word("gone")), document.createTextNode(" "), link()] : []));
      measure();
    },
  };
})();
