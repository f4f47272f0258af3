// An engine of 37 made-up documents in place of the real one, for tests of the page: it answers as the contract says, notes each question in
// `window.asked`, and on certain words fails, comes late, or says that the site was published anew.

function install() {
  const units = [["finance", "市财政局", "czj"], ["housing", "市住建局", "szjj"], ["water", "市水务局", "sswj"]];
  const kinds = [["plan", "年度创建计划"], ["notice", "通知通报"]];
  const documents = Array.from({ length: 37 }, (_, index) => {
    const [unit, unitName] = units[index % 3];
    const year = String(2022 + (index % 5));
    const [kind] = kinds[index % 2];
    return {
      path: `plans/2026/${unit}.html`,
      title: `${unitName}${year}年度第${index + 1}号计划<b>`,
      text: `加强政治建设 & <script>alert(1)</script>，${unitName}落实"四好"`,
      kind, unit, year, status: index === 0 ? "repealed" : "in_force", criterion: index % 2 ? "learning" : "political",
      date: `${year}-03-${String(10 + (index % 20))}`,
      doc_no: index % 2 ? `云江直工发〔${year}〕${index}号` : "",
    };
  });
  const keys = ["kind", "unit", "year", "criterion", "status"];
  const escape = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/&#38;/g, "&amp;").replace(/&#60;/g, "&lt;").replace(/&#62;/g, "&gt;").replace(/&#34;/g, "&quot;");
  const others = [["repealed", "已废止"], ["in_force", "现行有效"], ["political", "政治坚定好"], ["learning", "学习创新好"]];
  const nameOf = (id) => ([...units, ...kinds, ...others].find(([known]) => known === id) || [id, id])[1];
  let mended = false;
  window.asked = [];
  window.sihao = {
    search(text, options) {
      window.asked.push([text, options]);
      if (text.includes("错")) return mended ? answer("计划", options) : ((mended = true), Promise.reject(new Error("no directory")));
      if (text.includes("慢")) return new Promise((ready) => setTimeout(() => ready(answer("计划", options)), 900));
      const result = answer(text.replace(/[坏旧]/g, ""), options);
      if (text.includes("旧")) result.stale = true;
      if (text.includes("坏") && !mended) {
        result.failed = 2;
        result.retry = () => ((mended = true), Promise.resolve());
      }
      return Promise.resolve(result);
    },
    suggest(text, limit) {
      const found = units.filter(([, name, initials]) => text && (name.includes(text) || initials.startsWith(text)));
      const list = found.map(([id, name]) => ({ type: "unit", title: name, path: `units/${id}.html`, detail: "政府部门" }));
      const titles = documents.filter((one) => text && one.title.includes(text));
      list.push(...titles.map((one) => ({ type: "title", title: one.title, path: one.path, detail: one.date })));
      return Promise.resolve(list.slice(0, limit));
    },
  };
  function answer(text, options) {
    const terms = text.split(/\s+/).filter(Boolean);
    const has = (one) => terms.every((term) => (one.title + one.text + one.doc_no).includes(term));
    const passes = (one, but) => keys.every((key) => key === but || !options[key] || one[key] === options[key]);
    const all = documents.filter(has);
    const found = all.filter((one) => passes(one));
    if (options.sort === "date") found.sort((a, b) => (a.date < b.date ? 1 : -1));
    const facets = {};
    for (const key of keys) {
      const counts = new Map();
      for (const one of all.filter((one) => passes(one, key))) counts.set(one[key], (counts.get(one[key]) || 0) + 1);
      facets[key] = [...counts].map(([id, count]) => ({ id, name: nameOf(id), count }));
    }
    const from = options.offset || 0;
    const results = found.slice(from, from + (options.limit || 10)).map((one) => {
      const marked = terms.reduce((html, term) => html.split(escape(term)).join(`<mark>${escape(term)}</mark>`), escape(one.text));
      return { ...one, excerpt: marked };
    });
    return { total: found.length, facets, results, failed: 0, stale: false, retry: () => Promise.resolve() };
  }
}

/** The mock as the text of a classic script. */
export const mock = `(${install})();`;
