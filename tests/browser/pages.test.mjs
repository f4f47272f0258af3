// One page of each kind, and the official form on screen, each loaded once: nothing sticks out sideways at any width, zoomed, or with large text;
// axe-core finds nothing (all its rules of WCAG A and AA and of best practice) in any look a reader may ask for; all is there without scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { axe } from "./axe.mjs";
import { launch, watched } from "./chromium.mjs";
import { build, onePageOfEachKind, root } from "./site.mjs";

const HEIGHT = 800;
/** 1280 pixels at a zoom of 400 % (WCAG 1.4.10). */
const ZOOMED = 320;
/** A reader's own text size: twice ours (WCAG 1.4.4), and half as large again. */
const LARGER = [[1440, 150], [1280, 200], [1024, 200], [820, 150]];
const ALL = [1440, 820, 360];
/** What a reader may ask for, and what a day of mourning asks; at which widths. The last ones differ from those above by colours alone. */
const LOOKS = {
  light: { widths: ALL },
  dark: { colorScheme: "dark", widths: ALL },
  grey: { widths: ALL },
  "dark and grey": { colorScheme: "dark", widths: [820] },
  "more contrast": { contrast: "more", widths: [1440] },
  "more contrast in the dark": { contrast: "more", colorScheme: "dark", widths: [820] },
  "forced colours": { forcedColors: "active", widths: [360] },
};
const PLAIN = { colorScheme: "light", contrast: "no-preference", forcedColors: "none" };
const OFFICIAL = "guidance/2023-implementation.html#official";

const TOKENS = [...new Set(readFileSync(join(root, "theme", "tokens.css"), "utf8").match(/--[\w-]+(?=:)/g))];

const site = build();
const kinds = [...onePageOfEachKind(site.pages), OFFICIAL];
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site.remove();
});

/** What sticks out of the page sideways. */
function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`).concat("overflow");
}

/**
 * Grey as it is seen: axe knows no filters, so the colours of the tokens become what the filter would make of them.
 * The weights are those of `grayscale()` (Filter Effects 1). Gives how many colours there were.
 */
function greyed(names) {
  const root = document.documentElement;
  const shown = getComputedStyle(root);
  const colours = names.map((name) => [name, shown.getPropertyValue(name).trim().match(/^#(..)(..)(..)$/)]).filter(([, parts]) => parts);
  for (const [name, parts] of colours) {
    const [red, green, blue] = parts.slice(1).map((part) => parseInt(part, 16));
    const grey = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    root.style.setProperty(name, `rgb(${grey}, ${grey}, ${grey})`);
  }
  return colours.length;
}

function plain() {
  document.documentElement.removeAttribute("style");
}

async function inEachLook(page, told, path, width) {
  for (const [look, { widths, ...media }] of Object.entries(LOOKS)) {
    if (!widths.includes(width)) continue;
    await page.emulateMedia({ ...PLAIN, ...media });
    const grey = look.includes("grey");
    // 404.html has its own few colours, no tokens.
    if (grey && path !== "404.html") assert.ok((await page.evaluate(greyed, TOKENS)) > 15, "the tokens are found");
    told.push(...(await axe(page)).map((found) => `in ${look} at ${width}: ${found}`));
    if (grey) await page.evaluate(plain);
  }
  await page.emulateMedia(PLAIN);
}

async function enlarged(page, told, path) {
  // The style of 404.html is the page's own, in pixels.
  if (path === "404.html") return;
  for (const [width, percent] of LARGER) {
    await page.setViewportSize({ width, height: HEIGHT });
    const before = await page.evaluate(() => document.querySelector("main").offsetHeight);
    await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
    const out = await page.evaluate(overflow);
    if (out.length > 0) told.push(`text of ${percent} % at ${width}: ${out}`);
    const after = await page.evaluate(() => document.querySelector("main").offsetHeight);
    if (!path.includes("#") && after < before * 1.2 && before > 900) told.push(`text of ${percent} % at ${width}: it does not grow`);
    await page.evaluate(plain);
  }
}

describe("a page holds at every width and in every look", { concurrency: 2 }, () => {
  for (const path of kinds) {
    test(path, async () => {
      const told = [];
      const context = await browser.newContext({ viewport: { width: ALL[0], height: HEIGHT } });
      const page = await watched(context, site.base, told);
      await page.goto(site.base + path);
      for (const width of [...ALL, ZOOMED]) {
        await page.setViewportSize({ width, height: HEIGHT });
        const out = await page.evaluate(overflow);
        if (out.length > 0) told.push(`at ${width}: ${out}`);
        await inEachLook(page, told, path, width);
      }
      await enlarged(page, told, path);
      await context.close();
      assert.deepEqual(told, []);
    });
  }
});

test("all text and all links are there with scripts off", async () => {
  const told = [];
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1024, height: 800 } });
  const page = await watched(context, site.base, told);
  for (const path of kinds) {
    if (path === "404.html" || path === "search-embed.html") continue;
    await page.goto(site.base + path);
    const text = await page.locator("#main").innerText();
    if (text.trim().length < 4) told.push(`${path}: an empty page`);
    const shown = await page.evaluate(() => [...document.querySelectorAll("nav a[href]")].filter((link) => link.offsetWidth > 0).length);
    if (shown < 3) told.push(`${path}: ${shown} links of the menu to be seen`);
  }
  await context.close();
  assert.deepEqual(told, []);
});
