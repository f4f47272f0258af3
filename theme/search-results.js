// How the search page looks. In: a result of window.sihao.search, and the page's state. Out: notices, chips, results, pages, facets, and
// what to do when nothing is found. It asks for nothing but suggestions and counts of other queries, and keeps no state but what is unfolded.
//
// What comes from the index goes into text nodes. An excerpt alone is HTML, escaped, with <mark>: it is taken apart, never parsed as HTML.

window.sihaoResults = function (page) {
  "use strict";

  const FEW = 8;
  const FACETS = { kind: "栏目", unit: "单位", year: "年度", criterion: "四好标准", status: "有效性" };
  const STATUS = { in_force: "现行有效", amended: "已修改", repealed: "已废止", lapsed: "已失效", unstated: "未注明" };
  const TYPES = { unit: "单位", title: "标题", number: "文号" };
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
  const KEYS = page.keys;
  const panel = page.panel;
  const parts = page.parts;
  const names = {};
  const unfolded = {};
  let state = page.read("");
  let latest = {};

  // Elements

  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes || {})) element.setAttribute(name, attributes[name]);
    for (const child of [].concat(children === undefined ? [] : children)) {
      element.appendChild(typeof child === "object" ? child : document.createTextNode(child));
    }
    return element;
  }

  function fill(element, children) {
    element.textContent = "";
    for (const child of children) element.appendChild(child);
    element.hidden = children.length === 0;
  }

  /** A link to another state of this page. */
  function step(change, children, attributes) {
    return make("a", Object.assign({ href: page.address(change), "data-go": "" }, attributes), children);
  }

  function button(text, act) {
    const element = make("button", { type: "button", class: "search-button" }, text);
    element.addEventListener("click", act);
    return element;
  }

  /** A link to a page of the site; never to anywhere else, whatever the index says. */
  function leave(path, attributes, children) {
    const link = make("a", Object.assign({ href: (panel.getAttribute("data-root") || "./") + path }, attributes), children);
    if (panel.getAttribute("data-target")) link.target = panel.getAttribute("data-target");
    link.addEventListener("click", page.remember);
    return link;
  }

  function unescape(text) {
    return text.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity]);
  }

  /** An excerpt as nodes: text, and what lies between <mark> and </mark>. */
  function excerpt(html) {
    return String(html || "").split("<mark>").reduce(function (nodes, piece, index) {
      const halves = index === 0 ? ["", piece] : piece.split("</mark>");
      if (halves[0]) nodes.push(make("mark", {}, unescape(halves[0])));
      nodes.push(document.createTextNode(unescape(halves.slice(1).join(""))));
      return nodes;
    }, []);
  }

  /** A title with the terms of the query marked, where they stand in it letter by letter. */
  function marked(title) {
    const terms = pieces(state.q, true).map((term) => term.toLowerCase());
    const low = title.toLowerCase();
    const nodes = [];
    let from = 0;
    while (low.length === title.length && terms.length > 0) {
      const places = terms.map((term) => [low.indexOf(term, from), term.length]).filter((place) => place[0] >= 0);
      if (places.length === 0) break;
      const first = places.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
      nodes.push(document.createTextNode(title.slice(from, first[0])));
      from = first[0] + first[1];
      nodes.push(make("mark", {}, title.slice(first[0], from)));
    }
    nodes.push(document.createTextNode(title.slice(from)));
    return nodes;
  }

  // Showing

  function show(now, sihao, result, last, isMine) {
    state = now;
    const held = document.activeElement && document.activeElement.getAttribute("data-key");
    for (const key of KEYS) for (const one of result.facets[key] || []) learn(key, one.id, one.name);
    fill(parts.notices, notices(result));
    fill(parts.bar, bar(result.total));
    // The last five come with their excerpts, titles and all.
    fill(parts.hits, result.results.filter((one) => one.path).map(hit));
    fill(parts.paging, last > 1 ? paging(last) : []);
    facets(result.facets);
    fill(parts.units, units(result).slice(0, 3).map(suggestion));
    fill(parts.help, []);
    parts.body.hidden = false;
    const again = held && panel.querySelector('[data-key="' + held + '"]');
    if (again) again.focus();
    if (result.total === 0 && !result.failed) help(sihao, isMine);
  }

  /** All results of a page, when the last of them came after the first. */
  function excerpts(results) {
    const held = Array.from(parts.hits.children).findIndex((item) => item.contains(document.activeElement));
    fill(parts.hits, results.map(hit));
    const again = held >= 0 && parts.hits.children[held] && parts.hits.children[held].querySelector("a");
    if (again) again.focus();
  }

  function notice(text, act) {
    return make("p", { class: "search-notice", role: "alert" }, [text, act]);
  }

  function failure(run) {
    fill(parts.notices, [notice("检索没有成功：检索程序或者索引没有读到。请检查网络后重试。", button("重试", run))]);
  }

  function recent(queries, forget) {
    const links = queries.map((q) => make("li", {}, step({ q: q }, q)));
    const head = make("h2", {}, "最近检索");
    fill(parts.recent, links.length === 0 ? [] : [head, make("ul", { class: "links" }, links), button("清除记录", forget)]);
  }

  function notices(result) {
    const shown = [];
    if (result.stale) {
      shown.push(notice("网站刚刚重新发布，这一页的索引已经过时。", button("重新载入", () => location.reload())));
    }
    if (result.failed > 0) {
      const again = () => Promise.resolve(result.retry && result.retry()).then(page.run, page.run);
      shown.push(notice("有" + result.failed + "个索引文件没有读到，结果可能不全。", button("重试", again)));
    }
    return shown;
  }

  /** Chosen filters, each with a way out, and the order. */
  function bar(total) {
    const chosen = KEYS.filter((key) => state[key]).map(function (key) {
      const label = FACETS[key] + "：" + name(key, state[key]);
      return step({ [key]: "", page: 1 }, [label, make("span", { "aria-hidden": "true" }, " ×")], { class: "chip", "aria-label": "取消 " + label });
    });
    const children = chosen.length > 0 ? [make("p", { class: "chips" }, chosen)] : [];
    // Where no words are asked for, none is more to the point than another: the newest stand first.
    if (total > 1 && state.q !== "") {
      const order = (sort, text) =>
        step({ sort: sort, page: 1 }, text, Object.assign({ "data-key": "sort-" + sort }, state.sort === sort ? { "aria-current": "true" } : {}));
      children.push(make("p", { class: "orders" }, ["排序：", order("", "相关度"), order("date", "日期")]));
    }
    return children;
  }

  function hit(one) {
    const facts = [["kind", one.kind], ["unit", one.unit]].filter((fact) => fact[1]).map((fact) => name(fact[0], fact[1]));
    if (one.doc_no) facts.push(one.doc_no);
    const children = facts.map((fact) => make("span", {}, fact));
    if (one.date) children.push(make("time", { datetime: one.date }, one.date));
    return make("li", { class: "hit" }, [
      leave(one.path, { class: "hit-title" }, marked(String(one.title))),
      make("p", { class: "hit-excerpt" }, excerpt(one.excerpt)),
      make("p", { class: "hit-facts" }, children),
    ]);
  }

  function paging(last) {
    const link = (page, text, attributes) => step({ page: page }, text, Object.assign({ "data-key": "page-" + text }, attributes));
    const links = [];
    if (state.page > 1) links.push(link(state.page - 1, "上一页", { rel: "prev" }));
    let before = 0;
    for (let page = 1; page <= last; page += 1) {
      if (page > 1 && page < last && Math.abs(page - state.page) > 2) continue;
      if (page > before + 1) links.push(make("span", { class: "paging-gap", "aria-hidden": "true" }, "…"));
      const label = { "aria-label": "第" + page + "页" };
      links.push(link(page, String(page), page === state.page ? Object.assign(label, { "aria-current": "page" }) : label));
      before = page;
    }
    if (state.page < last) links.push(link(state.page + 1, "下一页", { rel: "next" }));
    return links;
  }

  function facets(all) {
    latest = all;
    const groups = KEYS.map((key) => facet(key, all[key] || [])).filter(Boolean);
    const summary = parts.facets.firstElementChild;
    fill(parts.facets, [summary].concat(groups));
    parts.facets.hidden = groups.length === 0;
  }

  function facet(key, all) {
    const shown = all.filter((one) => one.count > 0 || String(one.id) === state[key]);
    if (shown.length === 0) return null;
    if (key === "unit") shown.sort((a, b) => b.count - a.count);
    const few = unfolded[key] || shown.length <= FEW + 1 ? shown : shown.slice(0, FEW);
    const items = few.map(function (one) {
      const on = String(one.id) === state[key];
      const attributes = Object.assign({ "data-key": key + "-" + few.indexOf(one) }, on ? { "aria-current": "true" } : {});
      const text = [make("span", {}, String(one.name)), " ", make("span", { class: "facet-count" }, String(one.count))];
      return make("li", {}, step({ [key]: on ? "" : String(one.id), page: 1 }, text, attributes));
    });
    const group = make("section", { class: "facet" }, [make("h2", {}, FACETS[key]), make("ul", {}, items)]);
    if (few.length < shown.length) {
      group.appendChild(button("全部" + shown.length + "个", function () {
        unfolded[key] = true;
        facets(latest);
      }));
    }
    return group;
  }

  function learn(key, id, text) {
    names[key + ":" + id] = String(text);
  }

  /** What a filter's value is called: as the engine said, or as the links of this page do. */
  function name(key, id) {
    return names[key + ":" + id] || (key === "status" && STATUS[id]) || String(id);
  }

  /** Names from the links of this page: a shared address may hold a filter that no result has. */
  function learnFromLinks() {
    const folders = { units: "unit", years: "year", criteria: "criterion" };
    for (const link of document.querySelectorAll(".search-links a")) {
      const place = /(units|years|criteria)\/([^/]+)\.html$/.exec(link.getAttribute("href"));
      const kind = link.getAttribute("data-kind");
      if (kind) learn("kind", kind, link.textContent);
      else if (place) learn(folders[place[1]], place[2], link.textContent);
    }
  }

  /** Units that are called so and are not among the results: above them, since a unit's page answers more than a document. */
  function units(result) {
    const isNew = (one) => one.type === "unit" && !result.results.some((other) => other.path === one.path);
    return result.total > 0 ? result.units.filter(isNew) : [];
  }

  function quiet() {}

  function suggestion(one) {
    const title = make("span", { class: "row-title" }, String(one.title));
    const side = one.detail ? [make("span", { class: "row-side" }, String(one.detail))] : [];
    return make("li", {}, leave(one.path, { class: "row" }, [make("span", { class: "row-label" }, TYPES[one.type] || ""), title].concat(side)));
  }

  // Nothing found

  /** The terms of a query; of a single one, if not only terms are wanted, shorter pieces: beginnings and ends. */
  function pieces(q, onlyTerms) {
    const terms = q.replace(/["“”]/g, " ").split(/\s+/).filter((term) => term !== "" && term[0] !== "-");
    if (onlyTerms || terms.length > 1) return terms.filter((term, index) => terms.indexOf(term) === index).slice(0, 6);
    const term = Array.from(terms[0] || "");
    const shorter = terms[0] && terms[0] !== q ? [terms[0]] : [];
    let length = term.length;
    while (length > 2 && shorter.length < 6) {
      length = length > 5 ? Math.ceil(length / 2) : length - 1;
      shorter.push(term.slice(0, length).join(""), term.slice(-length).join(""));
    }
    return shorter;
  }

  /** What to do when nothing is found: without filters, with a piece of the query, with what is called alike. */
  function help(sihao, isMine) {
    const blocks = [];
    const add = function (block) {
      blocks.push(block);
      if (isMine()) fill(parts.help, blocks);
    };
    const count = (q, options) => (isMine() ? sihao.search(q, Object.assign({ limit: 1, excerpts: 0 }, options)).then((result) => result.total) : Promise.resolve(0));
    const bare = { page: 1 };
    for (const key of KEYS) bare[key] = "";
    const found = [];
    const tryPieces = (waiting) =>
      waiting.length === 0 || found.length === 3
        ? Promise.resolve()
        : count(waiting[0]).then(function (total) {
            if (total > 0) found.push([waiting[0], total]);
            return tryPieces(waiting.slice(1));
          });
    const row = (items) => make("ul", { class: "links" }, items.map((item) => make("li", {}, item)));
    const withCount = (link, total) => [link, " ", make("span", { class: "quiet" }, String(total))];
    const isFiltered = KEYS.some((key) => state[key] !== "");
    const bareCount = isFiltered ? count(state.q) : Promise.resolve(0);
    let near = [];
    const alike = (title) => near.length > 0 && add(section(title, make("ul", { class: "rows" }, near.map(suggestion))));
    Promise.resolve(sihao.suggest ? nearest(sihao, [state.q]) : [])
      .then(function (found) {
        // Letters of pinyin stand in no text, but they name a unit.
        near = found;
        alike("是不是要找");
        return bareCount;
      })
      .then(function (total) {
        if (total > 0) add(section("去掉筛选条件", row([withCount(step(bare, state.q), total)])));
        return tryPieces(pieces(state.q));
      })
      .then(function () {
        if (!isMine()) return [];
        if (found.length > 0) add(section("换短一些的词", row(found.map((one) => withCount(step(Object.assign({ q: one[0] }, bare), one[0]), one[1])))));
        const texts = found.map((one) => one[0]).concat(Array.from(state.q).slice(0, 2).join(""));
        return sihao.suggest && near.length === 0 ? nearest(sihao, texts) : null;
      })
      .then(function (others) {
        if (!others) return;
        near = others;
        alike("相近的单位和标题");
      })
      .catch(quiet)
      .then(function () {
        const all = make("a", { href: location.pathname, "data-go": "" }, "按栏目、单位、年度和文号查找");
        if (document.querySelector(".search-links")) add(make("p", { class: "note" }, ["也可以", all, "。"]));
      });
  }

  function section(title, content) {
    return make("section", { class: "search-help" }, [make("h3", {}, title), content]);
  }

  /** The suggestions for the first of the texts that has any. */
  function nearest(sihao, texts) {
    if (texts.length === 0) return Promise.resolve([]);
    return Promise.resolve(sihao.suggest(texts[0], 5)).then((found) => (found.length > 0 ? found : nearest(sihao, texts.slice(1))));
  }

  learnFromLinks();
  return { fill, show, excerpts, failure, recent };
};
