// The search box of every page. In: what is typed. Out: a list of units, titles and numbers below the box (an ARIA combobox), each of
// which leads to its page; Enter without a choice asks the search page.
// It loads the engine only when the box is entered. The search page, which lists results itself, has no use for it.

(function () {
  "use strict";

  const PAUSE = 120;
  const MOST = 8;
  const TYPES = { unit: "单位", title: "标题", number: "文号" };

  const input = document.getElementById("q");
  const form = input && input.form;
  if (!form) return;

  const engine = form.getAttribute("data-engine");
  if (!engine) return;

  const root = form.getAttribute("action").replace(/search\.html$/, "");
  let found = [];
  let chosen = -1;
  let asked = "";
  let serial = 0;
  let timer = 0;
  let composing = false;

  const list = document.createElement("ul");
  list.id = "q-list";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "建议");
  list.hidden = true;
  form.appendChild(list);
  // A box of suggestions is a combobox, which a field of the type "search" may not be.
  input.type = "text";
  input.setAttribute("enterkeyhint", "search");
  for (const pair of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(pair[0], pair[1]);
  }

  /** Loads the engine once; a failure is forgotten, so that the next focus tries again. Without it the form still asks the search page. */
  function load() {
    if (window.sihao && window.sihao.suggest) return;
    if (document.querySelector("script[data-engine]")) return;
    const script = document.createElement("script");
    script.src = engine;
    script.setAttribute("data-engine", "");
    script.onload = ask;
    script.onerror = function () {
      script.remove();
    };
    document.head.appendChild(script);
  }

  function ask() {
    clearTimeout(timer);
    const text = input.value.trim();
    if (composing || text === asked || !window.sihao || !window.sihao.suggest) return;
    asked = text;
    serial += 1;
    const mine = serial;
    if (text === "") {
      show([]);
      return;
    }
    const showMine = (suggestions) => {
      if (mine === serial) show(suggestions);
    };
    Promise.resolve(window.sihao.suggest(text, MOST)).then(showMine, () => showMine([]));
  }

  function show(suggestions) {
    found = suggestions;
    choose(-1);
    list.textContent = "";
    found.forEach(function (one, index) {
      const option = document.createElement("li");
      option.id = "q-option-" + index;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.setAttribute("data-index", index);
      for (const part of [["kind", TYPES[one.type] || ""], ["title", one.title], ["detail", one.detail || ""]]) {
        const span = document.createElement("span");
        span.className = "suggestion-" + part[0];
        span.textContent = part[1];
        option.appendChild(span);
        option.appendChild(document.createTextNode(" "));
      }
      list.appendChild(option);
    });
    open(document.activeElement === input);
  }

  function open(wanted) {
    list.hidden = !wanted || found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) choose(-1);
  }

  function choose(index) {
    const before = list.children[chosen];
    if (before) before.setAttribute("aria-selected", "false");
    chosen = index;
    const option = list.children[chosen];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    if (option.scrollIntoView) option.scrollIntoView({ block: "nearest" });
  }

  function go(index) {
    const one = found[index];
    if (one) location.href = (root || "./") + one.path;
  }

  function move(step) {
    if (list.hidden) {
      open(true);
      if (list.hidden) return;
    }
    // One place more than there are options: the box itself.
    const places = found.length + 1;
    choose(((chosen + 1 + step + places) % places) - 1);
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", function () {
    load();
    clearTimeout(timer);
    if (!composing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionstart", function () {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", function () {
    composing = false;
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(chosen);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = asked = "";
      open(false);
    }
  });
  // The box keeps the focus while the mouse is on the list; a click chooses.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", function (event) {
    const option = event.target.closest("[data-index]");
    if (option) go(Number(option.getAttribute("data-index")));
  });
})();
