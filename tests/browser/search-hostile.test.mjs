// Hostile titles and texts: every shard parses, nothing of them runs or becomes an element, and each is found like any other text.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Script } from "node:vm";

import { write } from "./oracle/corpus.mjs";
import { modern, old, workshop } from "./oracle/drive.mjs";
import { pages } from "./oracle/published.mjs";
import { oracle } from "./oracle/truth.mjs";
import { serve } from "./site.mjs";

/** What a title or a text holds, and what a reader types to find it. */
const TEXTS = [
  ["甲</script><script>alert(1)</script>乙", ["</script>", "script", "alert(1)", '"甲</script><script>alert"', "甲乙"]],
  ["行\u2028分\u2029隔符", ["行分", "分隔符", "行分隔符", "分\u2029隔"]],
  ["引\"号\"与'撇号`反撇", ["引”号", "与'撇号", "撇号`反撇", "号与"]],
  ["反斜\\杠\\u0041\\n\\\\尾", ["反斜\\杠", "u0041", "反斜", "\\n", "杠\\u0041"]],
  ["属性 __proto__ constructor toString hasOwnProperty 名", ["__proto__", "proto", "constructor", "construct", "toString", "hasOwnProperty", '"constructor"', "valueOf", "length"]],
  ["孤儿 \\ud800 \\udfff 与 𠮷野家 😀 表情", ["ud800", "\\udfff", "𠮷", "𠮷野", "野家", "与𠮷野家", "表情", "😀"]],
  ["从右\u200f到\u202e左\u202c书写", ["从右到左", "右到左书写", "到\u202e左"]],
  ["图 <img src=x onerror=alert(2)> 片", ["<img", "onerror", "onerror=alert(2)", "img src"]],
  ["模板 {{ 7*7 }} ${alert(3)} {% raw %} 句", ["{{ 7*7 }}", "${alert(3)}", "alert(3)", "{% raw %}"]],
  ["实体 &lt;b&gt; &amp;amp; &#x41; 字", ["&lt;b&gt;", "amp", "实体", "x41"]],
  ["注释 <!-- --> ]]> */ // 尾", ["<!--", "*/", "注释", "尾"]],
];
const FILLED = 40;

let shop, answer, told;

before(() => {
  shop = workshop();
  // In titles literally, but for marks of direction, which front matter refuses; in texts as code, where Markdown leaves them as they are.
  const more = TEXTS.flatMap(([text], at) => [
    { path: `news/2026/title-${at}`, title: text.replace(/[\u200f\u202c\u202e]/g, ""), text: "正文在此。" },
    { path: `news/2026/text-${at}`, title: `第${at}号文本`, text: `前文 \`\` ${text} \`\` 后文。\n\n    ${text}` },
  ]);
  write(shop.source, FILLED, more);
  shop.build();
  const published = pages(shop.out);
  assert.equal(published.filter((page) => page.sort === "document").length, FILLED + 2 * TEXTS.length);
  answer = oracle(published);
  told = new Map(published.map((page) => [page.path, page]));
});

after(() => shop?.remove());

test("every file of the index is a script with a byte order mark", () => {
  const shards = shop.shards().filter((path) => path.endsWith(".js"));
  assert.ok(shards.length > 3, `${shards}`);
  for (const path of shards) {
    const bytes = readFileSync(join(shop.out, path));
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
    const narrow = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    assert.ok(wide || narrow, `${path} begins with no mark`);
    const text = new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: !wide }).decode(bytes);
    assert.doesNotThrow(() => new Script(text), path);
    // What browsers before ES2019 end a string at.
    assert.doesNotMatch(text, /[\u2028\u2029\u0000]/, path);
  }
});

/** Puts each result into the page as a result page would; counts what came alive. Runs in the page. */
function shown(results) {
  const box = document.createElement("div");
  document.body.appendChild(box);
  box.innerHTML = results.map((result) => `<p>${result.excerpt}</p>`).join("");
  const odd = Array.from(box.querySelectorAll("*"), (element) => element.tagName + (element.attributes.length ? " with attributes" : ""));
  const text = box.textContent;
  box.parentNode.removeChild(box);
  return { odd: odd.filter((name) => name !== "P" && name !== "MARK"), text, injected: window.injected, polluted: {}.polluted };
}

async function hold(browser, base) {
  const session = await browser.open();
  await session.open(base, shop.engine());
  const asked = TEXTS.flatMap(([, queries]) => queries).map((text) => ({ text }));
  const answers = await session.search(asked, { whole: true });
  const wrong = [];
  for (const [at, { text }] of asked.entries()) {
    const { found, allowed } = answer(text);
    const given = new Set(answers[at].results.map((result) => result.path));
    const tell = (what, path) => wrong.push(`${JSON.stringify(text)} ${what} ${path} ${JSON.stringify(told.get(path)?.title)}`);
    if (answers[at].error) tell(answers[at].error, "");
    for (const path of found) if (!given.has(path)) tell("misses", path);
    for (const path of given) if (!allowed.has(path)) tell("has too much", path);
    for (const result of answers[at].results) if (result.title !== told.get(result.path)?.title) tell(`gives the title ${JSON.stringify(result.title)}`, result.path);
    const page = await session.evaluate(shown, answers[at].results.filter((result) => result.excerpt));
    if (page.odd.length > 0 || page.injected > 0) tell(`injects ${page.odd}`, "");
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(session.told, []);
}

test("hostile texts are found and harm nothing in today's Chromium", async (t) => {
  const [browser, server] = await Promise.all([modern(), serve(shop.out)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  await hold(browser, server.base);
});

test("hostile texts are found and harm nothing in Chromium 69 from file:", async (t) => {
  const browser = await old();
  t.after(() => browser.close());
  await hold(browser, shop.base);
});
