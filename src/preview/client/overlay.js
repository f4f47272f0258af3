// The overlay of errors: the server puts its HTML into the page (overlay.rs); this lets one close it, open it again, and copy from it.

const overlay = (function () {
  let node = document.getElementById("sihao-overlay");
  /** Who had the focus before. */
  let before = null;
  let source = "";
  /** Told when it opens or closes. */
  let heard = function () {};

  /** What tells one state of errors from another, whatever the sum says of warnings; long texts by their beginning and their length. */
  function mark() {
    const text = node.querySelector(".sihao-findings").textContent;
    return text.length + ":" + text.slice(0, 2000);
  }

  /** What lies behind can't be reached while it is open, where the browser knows how. */
  function fence(up) {
    for (const other of document.body.children) {
      if (other !== node && other.id !== "sihao-bar") other.inert = up;
    }
  }

  function open() {
    if (!node) return;
    node.hidden = false;
    // When one block takes the place of another, the focus was within.
    if (document.activeElement !== document.body && !node.contains(document.activeElement)) before = document.activeElement;
    fence(true);
    node.focus({ preventScroll: true });
    kept.write("closed", "");
    heard();
  }

  function close() {
    if (!node || node.hidden) return;
    node.hidden = true;
    fence(false);
    kept.write("closed", mark());
    leave();
    heard();
  }

  /** Gives the focus back. */
  function leave() {
    const to = before && document.contains(before) ? before : document.getElementById("main");
    before = null;
    if (to) to.focus({ preventScroll: true });
  }

  function offerSource() {
    const old = node && node.querySelector(".sihao-own-source");
    if (old) old.remove();
    if (!node || !source) return;
    const path = source;
    const line = make("p", { class: "sihao-own-source sihao-quiet" }, word("source") + " ", make("code", {}, path), " ");
    line.appendChild(button(word("copy-path"), {}, (event) => copy(path, event.target)));
    node.querySelector(".sihao-actions").insertAdjacentElement("beforebegin", line);
  }

  function press(event) {
    const pressed = event.target.closest("button[data-sihao]");
    if (!pressed) return;
    const what = pressed.getAttribute("data-sihao");
    if (what === "close") close();
    else if (what === "copy-all") copy(node.querySelector("textarea").value, pressed);
    else if (what === "copy-place") copy(pressed.parentNode.querySelector("code").textContent, pressed);
  }

  /** The block as it now is; an error that is told anew opens it again. */
  function attach() {
    node.addEventListener("click", press);
    offerSource();
    if (kept.read("closed") === mark()) {
      node.hidden = true;
      heard();
    } else {
      open();
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !node || node.hidden || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }, true);
  // Older browsers have no `inert`: there the focus is led back.
  document.addEventListener("focusin", function (event) {
    const bar = document.getElementById("sihao-bar");
    if (!node || node.hidden || node.contains(event.target) || (bar && bar.contains(event.target))) return;
    node.focus({ preventScroll: true });
  });
  if (node) attach();

  return {
    /** Shows the block that a newer state of the page has, or none. */
    show: function (next) {
      if (next && node && next.querySelector("textarea").value === node.querySelector("textarea").value) return;
      const was = node;
      const wasOpen = was && !was.hidden;
      node = next ? document.importNode(next, true) : null;
      if (was && node) was.replaceWith(node);
      else if (was) was.remove();
      else if (node) document.body.appendChild(node);
      if (node) {
        attach();
        return;
      }
      kept.write("closed", "");
      fence(false);
      if (wasOpen) leave();
      heard();
    },
    /** The source of the page, for its path to be copied. */
    of: function (path) {
      if (path === source) return;
      source = path;
      offerSource();
    },
    isClosed: () => Boolean(node && node.hidden),
    open: open,
    onChange: function (callback) {
      heard = callback;
    },
  };
})();
