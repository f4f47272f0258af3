// Swapping, held to loading: after each of thousands of random changes the page is what a browser makes of the newest text, and what did
// not differ is still the very same element.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { root } from "./site.mjs";

const CHANGES = 1000;

let browser, page;

before(async () => {
  browser = await launch();
  page = await browser.newPage();
  await page.goto("data:text/html,<!doctype html><title>.</title>");
  await page.addScriptTag({ content: readFileSync(join(root, "src", "preview", "client", "swap.js"), "utf8") });
});

after(() => browser?.close());

/** Runs in the page. Gives what is unlike after some change, and how many elements were kept of those that could be. */
function change([changes, seed]) {
  /* global swap */
  let state = seed;
  const random = (below) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  const text = () => `字${random(30)}`;
  const element = (depth) => {
    const tag = ["p", "ul", "div", "b", "details"][random(5)];
    return `<${tag}${random(3) ? "" : ` class="c${random(3)}"`}>${depth > 0 && random(2) ? many(depth - 1) : text()}</${tag}>`;
  };
  const many = (depth) => Array.from({ length: random(7) }, () => (random(2) ? "\n" : "") + (random(8) ? element(depth) : text())).join("");
  const whole = (main) => `<!doctype html><title>${random(2)}</title><body>\n<nav>${text()}</nav>\n<main>${main}</main>\n<footer>${random(3)}</footer>\n`;
  const edit = (parsed) => {
    const copy = parsed.querySelector("main").cloneNode(true);
    const all = copy.querySelectorAll("*");
    const at = all.length > 0 ? all[random(all.length)] : copy;
    const place = at === copy ? "beforeend" : ["beforebegin", "afterend", "beforeend"][random(3)];
    if (random(3) || at === copy) at.insertAdjacentHTML(place, element(2));
    else at.remove();
    return copy.innerHTML;
  };
  const unlike = [];
  let current = swap.parse(whole(many(3))).document;
  document.documentElement.replaceWith(document.importNode(current.documentElement, true));
  for (let round = 0; round < changes && unlike.length === 0; round += 1) {
    const next = swap.parse(whole(random(4) ? edit(current) : many(3))).document;
    // What an extension or the preview itself has put into the page, and what a script has made of an element.
    if (random(2)) document.body.insertBefore(document.createElement("aside"), document.body.children[random(3)]);
    const first = document.querySelector("main > *");
    const stays = first && current.querySelector("main").firstChild.isEqualNode(next.querySelector("main").firstChild);
    swap.bring(current, next);
    if (stays && current.querySelector("main").firstChild.nodeType === 1 && document.querySelector("main > *") !== first) unlike.push(`round ${round}: the first element was not kept`);
    const [is, wanted] = [document, next].map((one) => [one.title, ...["nav", "main", "footer"].map((name) => one.querySelector(name).outerHTML)].join("\n"));
    if (is !== wanted) unlike.push(`round ${round}: ${is}\n\nbut wanted\n\n${wanted}`);
    current = next;
    document.querySelectorAll("aside").forEach((own) => own.remove());
  }
  return unlike;
}

for (const seed of [1, 20261120]) {
  test(`${CHANGES} random changes from seed ${seed} each end where loading would`, async () => {
    // The script's constant is global to the page, and so to this function.
    assert.deepEqual(await page.evaluate(change, [CHANGES, seed]), []);
  });
}
