// Filters of a list or a table. In: what `data-filter` says of its facets (key, name, values), and rows that carry `data-<key>`; a value may
// be several words. Out: a choice for each facet, the rows that fit, and how many they are; the address keeps what was chosen.
//
// Of a section that goes on over pages (`data-search`) the values become links to the search page, which finds them on all pages.
//
// It stands right after its facets, before the rows, so that nothing moves when the choice takes the place of the lists; the rows are
// looked for when they are there. All rows are on the page: without this script, nothing is hidden.

(function () {
  "use strict";

  /** One facet as it stands in the page. */
  function facetOf(element) {
    const values = Array.from(element.querySelectorAll("[data-value]"));
    return {
      key: element.getAttribute("data-facet"),
      name: element.querySelector("dt").textContent,
      options: values.map((value) => [value.getAttribute("data-value"), value.textContent.replace(/\s+/g, " ").trim()]),
    };
  }

  function option(value, text) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  }

  /** A facet's choice, with the label before it. */
  function choice(facet, chosen) {
    const label = document.createElement("label");
    const name = document.createElement("span");
    const select = document.createElement("select");
    name.textContent = facet.name;
    select.setAttribute("data-key", facet.key);
    select.appendChild(option("", "全部"));
    for (const [value, text] of facet.options) select.appendChild(option(value, text));
    select.value = chosen || "";
    if (select.selectedIndex < 0) select.value = "";
    label.appendChild(name);
    label.appendChild(select);
    return label;
  }

  function fits(row, wanted) {
    return wanted.every(([key, value]) => (" " + row.getAttribute("data-" + key) + " ").indexOf(" " + value + " ") >= 0);
  }

  /** Keeps what was chosen in the address, so that it can be sent on; on file: a browser may refuse. */
  function keep(selects) {
    const params = new URLSearchParams(location.search);
    for (const select of selects) {
      params.delete(select.getAttribute("data-key"));
      if (select.value) params.set(select.getAttribute("data-key"), select.value);
    }
    const query = params.toString();
    try {
      history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash);
    } catch (error) {
      // Then it is not kept.
    }
  }

  function enhance(source) {
    const facets = Array.from(source.querySelectorAll("[data-facet]")).map(facetOf);
    if (facets.length === 0 || (source.nextElementSibling && source.nextElementSibling.className === "filter-bar")) return;
    const count = document.getElementById(source.getAttribute("data-count"));
    const told = count ? count.textContent : "";
    const asked = new URLSearchParams(location.search);
    const bar = document.createElement("div");
    bar.className = "filter-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "筛选");
    for (const facet of facets) bar.appendChild(choice(facet, asked.get(facet.key)));
    const selects = Array.from(bar.querySelectorAll("select"));
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "清除";
    clear.hidden = true;
    bar.appendChild(clear);

    function apply() {
      const place = document.getElementById(source.getAttribute("data-filter"));
      if (!place) return;
      const rows = Array.from(place.querySelectorAll("[data-" + facets[0].key + "]"));
      const groups = Array.from(place.querySelectorAll(".archive-group, tbody"));
      const wanted = selects.filter((select) => select.value).map((select) => [select.getAttribute("data-key"), select.value]);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !fits(row, wanted);
        if (!row.hidden) shown += 1;
      }
      for (const group of groups) group.hidden = rows.every((row) => row.hidden || !group.contains(row));
      clear.hidden = wanted.length === 0;
      if (count) count.textContent = wanted.length === 0 ? told : "筛选出" + shown + source.getAttribute("data-counter");
    }

    bar.addEventListener("change", function () {
      apply();
      keep(selects);
    });
    clear.addEventListener("click", function () {
      for (const select of selects) select.value = "";
      apply();
      keep(selects);
      selects[0].focus();
    });
    source.hidden = true;
    source.parentNode.insertBefore(bar, source.nextSibling);
    if (!selects.some((select) => select.value)) return;
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", apply);
    else apply();
  }

  /** Lets each value lead to what the search finds of it; a value that had no page of its own becomes a link. */
  function lead(section) {
    for (const value of Array.from(section.querySelectorAll("[data-value]"))) {
      let link = value.querySelector("a");
      if (!link) {
        const text = value.firstChild;
        link = document.createElement("a");
        link.textContent = text.data.trim();
        value.insertBefore(link, text);
        text.data = " ";
      }
      const key = value.closest("[data-facet]").getAttribute("data-facet");
      link.href = section.getAttribute("data-search") + "&" + key + "=" + encodeURIComponent(value.getAttribute("data-value"));
    }
  }

  function run() {
    Array.from(document.querySelectorAll("[data-filter]")).forEach(enhance);
    Array.from(document.querySelectorAll("[data-search]")).forEach(lead);
  }

  document.addEventListener("sihao:page", run);
  run();
})();
