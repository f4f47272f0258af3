// Brings the page to its newest state without loading it again, where only its text or its styles changed.
//
// Two documents come in as the server sent them, the one that the page was made from and the newest; the page itself has been changed since
// by the theme's scripts and by its reader. What is alike in the two is not touched in the page, so that scroll position, opened parts,
// focus and what scripts have made of it stay. What can't be brought over so throws, and the page is loaded again.

const swap = (function () {
  /** Scripts that would have to run. Data for programs (`application/ld+json`) is none. */
  const RUNS = "script:not([type]), script[type='text/javascript'], script[type='module']";
  /** In the head, what may be put in anew without any effect on what is seen. */
  const QUIET = "meta[name]:not([name='viewport']), link[rel='alternate'], link[rel='icon'], script[type='application/ld+json']";

  /** How many comparisons two lists of nodes are worth: more, and all that differs is put in anew. */
  const MOST = 4e6;

  const outer = (elements) => Array.from(elements, (element) => element.outerHTML).join("\n");

  function must(condition) {
    if (!condition) throw new Error("not to be swapped");
  }

  /** A document as the server sent it, without what is the preview's own. */
  function parse(text) {
    const parsed = new DOMParser().parseFromString(text, "text/html");
    const block = parsed.getElementById("sihao-overlay");
    if (block) {
      if (block.nextSibling && block.nextSibling.nodeType === 3) block.nextSibling.remove();
      block.remove();
    }
    return { document: parsed, overlay: block };
  }

  function attributes(was, next, live) {
    for (const { name } of Array.from(was.attributes)) if (!next.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of Array.from(next.attributes)) if (was.getAttribute(name) !== value) live.setAttribute(name, value);
  }

  /** What is in an element; in the body only elements, since between them stand things of the preview's own. */
  const nodes = (parent) => Array.from(parent.nodeName === "BODY" ? parent.children : parent.childNodes);

  /** In the body of the page, those that came from the server, one for each of a list: others have put their own between and behind them. */
  function served(list, live) {
    const left = live.filter((element) => !/^sihao-(bar|overlay)$/.test(element.id));
    return list.map(function (node) {
      while (left.length > 0 && left[0].nodeName !== node.nodeName) left.shift();
      must(left.length > 0);
      return left.shift();
    });
  }

  /** A form is never taken out or put in: the theme's scripts have found theirs when the page was loaded, and would not find another. */
  function mayMove(node) {
    must(node.nodeType !== 1 || !(node.nodeName === "FORM" || node.querySelector("form")));
  }

  function replace(was, next, live) {
    [was, next].forEach(mayMove);
    live.replaceWith(document.importNode(next, true));
  }

  /** Whether two lists of nodes are of the same names in the same order. */
  const alike = (some, others) => some.length === others.length && some.every((node, at) => node.nodeName === others[at].nodeName);

  /** Takes a node of the page from what it was made from to what it shall be. */
  function morph(was, next, live) {
    if (was.isEqualNode(next)) return;
    const inside = [was, next, live].map(nodes);
    if (live === document.body) inside[2] = served(inside[0], inside[2]);
    if (was.nodeType !== 1 || was.nodeName !== next.nodeName || !alike(inside[0], inside[2])) {
      must(live !== document.body);
      replace(was, next, live);
      return;
    }
    attributes(was, next, live);
    children(inside, live);
  }

  function children([was, next, live], parent) {
    const most = Math.min(was.length, next.length);
    let head = 0;
    while (head < most && was[head].isEqualNode(next[head])) head += 1;
    let tail = 0;
    while (tail < most - head && was[was.length - 1 - tail].isEqualNode(next[next.length - 1 - tail])) tail += 1;
    const ends = [was.length - tail, next.length - tail];
    // Between two nodes that stay lies what was there and what comes there.
    let [from, to] = [head, head];
    for (const [at, now] of common(was.slice(head, ends[0]), next.slice(head, ends[1])).concat([[ends[0] - head, ends[1] - head]])) {
      gap(was.slice(from, head + at), next.slice(to, head + now), live.slice(from, head + at), live[head + at] || null, parent);
      from = head + at + 1;
      to = head + now + 1;
    }
  }

  function gap(old, fresh, live, behind, parent) {
    if (alike(old, fresh)) {
      old.forEach((node, at) => morph(node, fresh[at], live[at]));
      return;
    }
    old.concat(fresh).forEach(mayMove);
    live.forEach((node) => node.remove());
    fresh.forEach((node) => parent.insertBefore(document.importNode(node, true), behind));
  }

  /** Which nodes of two lists are the same, as pairs of places in order: as many as can be, elements before the white space between them. */
  function common(old, fresh) {
    if (old.length * fresh.length > MOST) return [];
    const [names, others] = [old, fresh].map((list) => list.map((node) => node.outerHTML || node.data));
    const width = fresh.length + 1;
    const best = new Uint32Array((old.length + 1) * width);
    for (let i = old.length - 1; i >= 0; i -= 1) {
      for (let j = fresh.length - 1; j >= 0; j -= 1) {
        const without = Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
        best[i * width + j] = names[i] === others[j] ? Math.max(without, best[(i + 1) * width + j + 1] + (old[i].nodeType === 1 ? 4 : 1)) : without;
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < old.length && j < fresh.length;) {
      const here = best[i * width + j];
      if (here === best[(i + 1) * width + j]) i += 1;
      else if (here === best[i * width + j + 1]) j += 1;
      else pairs.push([i++, j++]);
    }
    return pairs;
  }

  /** What a reader has done to the page that the page's text does not know: opened parts, and where the focus is. */
  function remember() {
    const name = (element) => element.nodeName + (element.id || element.getAttribute("href") || element.textContent);
    const summary = (details) => name(details.querySelector("summary") || details);
    const opened = new Map(Array.from(document.querySelectorAll("main details"), (details) => [summary(details), details.open]));
    const focused = document.activeElement;
    const focusedName = focused && focused !== document.body ? name(focused) : "";
    return function () {
      for (const details of document.querySelectorAll("main details")) {
        const open = opened.get(summary(details));
        if (open !== undefined && open !== details.open) details.open = open;
      }
      if (!focusedName || document.contains(focused)) return;
      const same = Array.from(document.querySelectorAll("main a, main button, main input, main select, main summary, main [tabindex]")).find((element) => name(element) === focusedName);
      const to = same || document.getElementById("main");
      if (to) to.focus({ preventScroll: true });
    };
  }

  /** Puts a newer style sheet in the place of an older one once it is there; till then, or if it does not come, the older one stays. */
  function restyle(was, next) {
    const live = Array.from(document.querySelectorAll("link[rel='stylesheet']")).find((link) => link.getAttribute("href") === was.getAttribute("href"));
    must(live);
    const fresh = document.importNode(next, true);
    fresh.addEventListener("load", () => live.remove());
    fresh.addEventListener("error", () => fresh.remove());
    live.insertAdjacentElement("afterend", fresh);
  }

  function head(was, next) {
    const all = (selector) => [was, next].map((parsed) => Array.from(parsed.querySelectorAll(selector)));
    for (const selector of ["html > head > style", "meta[http-equiv]", "meta[name='viewport']", "head base", RUNS]) {
      const [old, fresh] = all(selector).map(outer);
      must(old === fresh);
    }
    const [old, fresh] = all("link[rel='stylesheet']");
    const plain = (link) => link.outerHTML.replace(link.getAttribute("href"), "");
    must(old.length === fresh.length && old.every((link, at) => plain(link) === plain(fresh[at])));
    old.forEach((link, at) => link.getAttribute("href") !== fresh[at].getAttribute("href") && restyle(link, fresh[at]));
    if (was.title !== next.title) document.title = next.title;
    const [quiet, louder] = all("head > *").map((list) => list.filter((element) => element.matches(QUIET)));
    if (outer(quiet) === outer(louder)) return;
    Array.from(document.head.children).filter((element) => element.matches(QUIET)).forEach((element) => element.remove());
    louder.forEach((element) => document.head.appendChild(document.importNode(element, true)));
  }

  /** From one state to the next; says whether text was changed. */
  function bring(was, next) {
    must(was.documentElement.cloneNode(false).isEqualNode(next.documentElement.cloneNode(false)));
    head(was, next);
    if (was.body.isEqualNode(next.body)) return false;
    const recall = remember();
    morph(was.body, next.body, document.body);
    recall();
    document.dispatchEvent(new CustomEvent("sihao:page"));
    return true;
  }

  return { parse: parse, bring: bring };
})();
