// A text that is read: the outline follows the reading, headings have addresses of their own, the document's number can be copied.
// Without it, the outline leads to each heading all the same.

(function () {
  "use strict";

  /** How far from the top of the window a heading counts as reached, in pixels: less than a heading and its line, so that one that was
      jumped to is not taken for the next. */
  const REACHED = 40;

  let links = [];
  let headings = [];
  let waiting = false;

  function mark() {
    waiting = false;
    let at = 0;
    for (let index = 0; index < headings.length; index += 1) {
      if (headings[index].getBoundingClientRect().top <= REACHED) at = index;
    }
    // At the end of the page the last heading may never reach the top.
    const root = document.documentElement;
    const ended = root.scrollHeight - window.innerHeight - window.pageYOffset < 2 && window.pageYOffset > 0;
    if (ended) at = headings.length - 1;
    links.forEach(function (link, index) {
      if (index === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    const outline = links[at] && links[at].closest(".outline");
    if (outline && outline.scrollHeight > outline.clientHeight) {
      const top = links[at].offsetTop - outline.offsetTop;
      if (top < outline.scrollTop || top > outline.scrollTop + outline.clientHeight - 40) outline.scrollTop = top - 80;
    }
  }

  function soon() {
    if (waiting || headings.length === 0) return;
    waiting = true;
    window.requestAnimationFrame(mark);
  }

  function follow() {
    links = Array.from(document.querySelectorAll(".outline a"));
    headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
    if (headings.length !== links.length) links = headings = [];
    soon();
  }

  function permalinks() {
    const all = document.querySelectorAll("#text h2[id], #text h3[id], #text h4[id]");
    for (const heading of Array.from(all)) {
      if (heading.querySelector(".permalink")) continue;
      const link = document.createElement("a");
      link.className = "permalink";
      link.href = "#" + encodeURIComponent(heading.id);
      link.setAttribute("aria-label", "本节的链接：" + heading.textContent);
      link.textContent = "#";
      heading.appendChild(link);
    }
  }

  /** Copies by the old way, which needs no secure origin: pages lie on plain http and on discs. */
  function copy(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "visually-hidden";
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand("copy");
    document.body.removeChild(field);
    return done;
  }

  function copiers() {
    for (const button of Array.from(document.querySelectorAll("button[data-copy]:not(.tool-ready)"))) {
      button.classList.add("tool-ready");
      const own = button.textContent;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", function () {
        const done = copy(button.getAttribute("data-copy"));
        button.textContent = done ? "已复制" : "复制不了，请手工复制";
        button.focus();
        setTimeout(() => (button.textContent = own), 2000);
      });
    }
  }

  function run() {
    follow();
    permalinks();
    copiers();
  }

  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  document.addEventListener("sihao:page", run);
  run();
})();
