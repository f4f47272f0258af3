// The frame of every page: `/` leads to the search box; on a narrow screen the menu is scrolled so that the entry where the reader is can be
// seen; what is folded away unfolds for the printer. Without it the first two are reached by hand.

(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    const input = document.getElementById("q");
    const at = event.target;
    const writes = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
    if (!input || event.key !== "/" || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  let folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("main details:not([open])"));
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", function () {
    for (const part of folded) part.open = false;
  });

  const list = document.querySelector(".menu ul");
  const here = list && list.querySelector("[aria-current]");
  if (here && list.scrollWidth > list.clientWidth) {
    list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
  }
})();
