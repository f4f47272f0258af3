// The official form on paper (GB/T 9704-2012): printed by today's Chromium, read back from the PDF. The numbers are the standard's, in millimetres.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { buildCases, SIXTY } from "./print/cases.mjs";
import { black, print, red, rules, whole } from "./print/paper.mjs";

const [TOP, LEFT, WIDTH, HEIGHT] = [37, 28, 156, 225];
const [RIGHT, BOTTOM, LINE, CHARACTER] = [LEFT + WIDTH, TOP + HEIGHT, HEIGHT / 22, WIDTH / 28];
/** The middle of a line by its font's box is this near to that of the line. */
const MIDDLE = 1.3;

let site, browser;

before(async () => {
  site = buildCases();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

async function printed(name) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.base}notices/${name}.html`);
  const pages = await print(page);
  await page.close();
  return pages;
}

const near = (found, wanted, by, what) => assert.ok(Math.abs(found - wanted) <= by, `${what}: ${found}, not ${wanted}`);
const isNumber = (line) => /^— ?\d+ ?—$/.test(line.text);
const within = (page) => page.lines.filter((line) => line.middle > TOP && line.middle < BOTTOM);
const find = (page, text) => {
  const line = page.lines.find((line) => line.text.replace(/ /g, "").includes(text));
  assert.ok(line, `no line says ${text}: ${page.lines.map((line) => line.text).join("\n")}`);
  return line;
};

test("a text of many pages has 22 lines of 28 characters on A4", async () => {
  const pages = await printed("long");
  assert.ok(pages.length >= 20, `${pages.length} pages`);
  for (const [at, page] of pages.entries()) {
    assert.deepEqual([page.width, page.height], [210, 297], `page ${at + 1}`);
    if (at === 0 || at >= pages.length - 2) continue;
    const lines = within(page);
    assert.equal(lines.length, 22, `page ${at + 1}`);
    near(lines[0].middle, TOP + LINE / 2, MIDDLE, `page ${at + 1}, line 1`);
    lines.forEach((line, nth) => near(line.middle - lines[0].middle, LINE * nth, 0.2, `page ${at + 1}, line ${nth + 1}`));
  }
  const lines = pages.slice(1, -2).flatMap(within);
  const [first, second] = [SIXTY.slice(0, 26), SIXTY.slice(26, 54)];
  const full = lines.filter((line) => line.text === second);
  assert.ok(full.length > 100, `${full.length} lines of 28 characters`);
  for (const line of full) {
    near(line.left, LEFT, 0.3, "a line begins");
    near(line.right, RIGHT, 0.6, "a line ends");
  }
  const begun = lines.filter((line) => line.text === first);
  assert.ok(begun.length > 100, `${begun.length} first lines of 26 characters`);
  for (const line of begun) near(line.left, LEFT + 2 * CHARACTER, 0.5, "a first line begins");
  const rest = SIXTY.slice(54);
  assert.deepEqual(lines.filter((line) => ![first, second, rest].includes(line.text)).map((line) => line.text), []);
});

test("page numbers stand 7 mm below the text, odd ones right, even ones left, one character in", async () => {
  const pages = await printed("long");
  for (const [at, page] of pages.entries()) {
    const numbers = page.lines.flatMap((line) => (line.middle > BOTTOM ? [line] : []));
    const line = numbers.find((line) => line.text.includes("—"));
    const words = line.words.filter((word) => /[—\d]/.test(word.text));
    assert.equal(words.map((word) => word.text).join(""), `—${at + 1}—`);
    near(line.middle, BOTTOM + 7, 1, `page ${at + 1}`);
    if (at % 2 === 0) near(words.at(-1).right, RIGHT - 4.9, 1.2, `page ${at + 1}, right`);
    else near(words[0].left, LEFT + 4.9, 1.2, `page ${at + 1}, left`);
  }
});

test("only page one is red: the mark 35 mm below the top of the text, the rule under the number", async () => {
  const pages = await printed("long");
  const [first, ...others] = pages;
  for (const page of others) assert.deepEqual(page.image.rows(red), []);
  const rows = first.image.rows(red);
  near(rows[0].y, TOP + 35, 2, "the mark begins");
  assert.ok(rows.every((row) => row.left >= LEFT - 0.3 && row.right <= RIGHT + 0.3), "within the text area");
  const [rule, ...more] = rules(first, red);
  assert.equal(more.length, 0);
  near(rule.left, LEFT, 0.4, "the rule begins");
  near(rule.right, RIGHT, 0.4, "the rule ends");
  find(first, "云江市直属机关工委文件");
  const number = find(first, "云直〔2026〕1号");
  near(number.middle - rows[0].y, 14.1 + 2 * LINE + LINE / 2, 2, "two blank lines between mark and number");
  near((number.left + number.right) / 2, LEFT + WIDTH / 2, 0.5, "the number is in the middle");
  const ink = first.image.rows(black).filter((row) => row.y < rule.y);
  near(rule.y - ink.at(-1).y, 4, 0.7, "the rule below the number's characters");
  const title = find(first, "关于做好有关工作的通知");
  near(title.middle - rule.y, 2.5 * LINE, MIDDLE, "two blank lines between rule and title");
  near(find(first, "各单位：").middle - title.middle, 2 * LINE, 0.8, "one blank line between title and recipients");
});

test("the elements stand in their order, and the imprint at the foot of the last page", async () => {
  for (const name of ["short", "edge", "long"]) {
    const pages = await printed(name);
    const text = whole(pages);
    const order = ["云江市直属机关工委文件", "号", "关于做好有关工作的通知", "各单位：", SIXTY.slice(0, 20), "抄送：市委办公室、市委宣传部。", "云江市直属机关工委办公室"];
    const places = order.map((part) => text.indexOf(part));
    assert.ok(places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1])), `${name}: ${places}`);
    assert.equal(text.split("抄送：").length, 2, `${name}: the imprint stands once`);
    const last = pages.at(-1);
    const [first, between, end, ...more] = rules(last, black);
    assert.equal(more.length, 0, name);
    near(end.y, BOTTOM, 0.6, `${name}: the last rule is the foot of the text area`);
    assert.ok(first.y < find(last, "抄送：").middle && between.y > find(last, "抄送：").middle, name);
    const printer = find(last, "2026年3月5日印发");
    near(printer.left, LEFT + 4.9, 1, `${name}: one character in`);
    near(printer.right, RIGHT - 4.9, 1, `${name}: one character in`);
    for (const page of pages) find(page, "以正式印发件为准");
    for (const page of pages.slice(0, -1)) assert.deepEqual(rules(page, black), [], name);
  }
});

test("signature, date and note: two characters in, the date two characters after the signature", async () => {
  const [page] = await printed("short");
  const signature = page.lines.filter((line) => line.text === "云江市直属机关工委").at(-1);
  const date = page.lines.find((line) => line.text.replace(/ /g, "") === "2026年3月5日");
  near(signature.right, RIGHT - 2 * CHARACTER, 0.5, "the signature ends");
  near(date.left - signature.left, 2 * CHARACTER, 0.5, "the date begins");
  near(date.middle - signature.middle, LINE, 0.4, "on the next line");
  const note = find(page, "（此件公开发布）");
  near(note.middle - date.middle, LINE, 0.4, "on the line after");
  near(find(page, "特急").middle, TOP + LINE / 2, 1, "the urgency is on the first line");
  const [short] = await printed("short-name");
  const long = short.lines.find((line) => line.text.replace(/ /g, "") === "2026年3月5日");
  near(long.right, RIGHT - 2 * CHARACTER, 0.6, "a longer date ends");
  near(long.left - find(short, "市工委").left, 2 * CHARACTER, 3, "and its signature is moved with it");
});

test("two issuers stand below each other in one width, 文件 at their right, and both sign", async () => {
  const pages = await printed("joint");
  const [page] = pages;
  const upper = { lines: page.lines.filter((line) => line.middle < 110) };
  const [long, short] = [find(upper, "中共云江市委市直属机关工作委员会"), find(upper, "云江市财政局")];
  near(short.left, long.left, 1, "they begin alike");
  const word = page.lines.flatMap((line) => line.words).find((word) => word.text.endsWith("文件"));
  assert.ok(word.middle > long.middle + 2 && word.middle < short.middle - 2, "文件 is in the middle");
  const rows = page.image.rows(red).filter((row) => row.y < 105);
  assert.ok(rows.every((row) => row.left >= LEFT - 0.3 && row.right <= RIGHT + 0.3));
  const lines = pages.flatMap((page) => page.lines.filter((line) => !upper.lines.includes(line)));
  const signed = lines.filter((line) => /^(中共云江市委市直属机关工作委员会|云江市财政局)$/.test(line.text));
  assert.equal(signed.length, 2);
});

test("a long mark keeps to one line within the text area", async () => {
  const [page] = await printed("long-mark");
  find(page, "中共云江市委市直属机关工作委员会机关党建和创建活动领导小组办公室文件");
  const rows = page.image.rows(red);
  assert.ok(rows.every((row) => row.left >= LEFT - 0.3 && row.right <= RIGHT + 0.3));
});

test("attachments are listed, and those in the text stand on pages of their own before the imprint", async () => {
  const pages = await printed("annexes");
  const first = pages.find((page) => whole([page]).includes("附件：1."));
  const one = find(first, "附件：1.创建活动任务清单");
  near(one.left, LEFT + 2 * CHARACTER, 0.5, "two characters in");
  const next = first.lines[first.lines.indexOf(one) + 1];
  near(next.left, one.words.find((word) => word.text.startsWith("创建")).left, 0.6, "a second line hangs under the first");
  assert.match(next.text, /[^。；]$/);
  assert.match(whole(pages), /2\.年度计划表3\.填报说明/);
  const starts = pages.filter((page) => /^附件\d$/.test(page.lines[0].text));
  assert.deepEqual(starts.map((page) => page.lines[0].text), ["附件1", "附件2"]);
  for (const page of starts) {
    near(page.lines[0].left, LEFT, 0.4, "flush left");
    near(page.lines[0].middle, TOP + LINE / 2, MIDDLE, "on the first line");
    near(page.lines[1].middle, TOP + 2.5 * LINE, MIDDLE + 0.4, "the title on the third");
    near((page.lines[1].left + page.lines[1].right) / 2, LEFT + WIDTH / 2, 0.6, "in the middle");
  }
  assert.ok(pages.indexOf(starts[0]) > pages.findIndex((page) => page.lines.some((line) => line.text.replace(/ /g, "") === "2026年3月5日")));
  find(pages.at(-1), "抄送：");
});

test("recipients that would fill page one stand in the imprint, above the copies", async () => {
  const pages = await printed("recipients");
  assert.ok(!pages[0].lines.some((line) => line.text.includes("第1工作局")));
  find(pages[0], SIXTY.slice(0, 20));
  const last = pages.at(-1);
  const [to, copies] = [find(last, "主送：云江市第1工作局党组"), find(last, "抄送：")];
  assert.ok(to.middle < copies.middle);
  const next = last.lines[last.lines.indexOf(to) + 1];
  near(next.left - to.left, 3 * 4.94, 1, "its lines hang under the first name");
  assert.equal(rules(last, black).length, 3, "no rule between the two");
});

test("a document to a superior has its number one character in and its signers at the right, two a line", async () => {
  const [page] = await printed("upward");
  const last = find(page, "王某某");
  const first = find(page, "签发人：张某某李某某");
  near(find(page, "云直〔2026〕6号").left, LEFT + CHARACTER, 0.4, "the number begins");
  assert.ok(last.text.includes("号"), "the number stands beside the last signer");
  const name = (line, text) => line.words.find((word) => word.text.includes(text));
  near(name(first, "李某某").right, RIGHT - CHARACTER, 0.5, "one character in");
  assert.ok(name(last, "王某某").left > name(first, "签发人").left + 3.5 * CHARACTER);
});

test("a wide table has a page on its side, its number where the others are", async () => {
  const pages = await printed("wide");
  const sizes = pages.map((page) => page.width > page.height);
  assert.equal(sizes.filter(Boolean).length, 1);
  assert.ok(!sizes[0] && !sizes.at(-1), `${sizes}`);
  const at = sizes.indexOf(true);
  const page = pages[at];
  assert.deepEqual([page.width, page.height], [297, 210]);
  const number = page.lines.flatMap((line) => line.words).filter((word) => word.right < 35 && /[—\d]/.test(word.text));
  assert.equal(number.map((word) => word.text).join("").replace(/ /g, ""), `—${at + 1}—`);
  const ink = page.image.rows((...dot) => black(...dot)).filter((row) => row.left < 34);
  near((Math.min(...ink.map((row) => row.left)) + 1.5), 35 - 7, 1.5, "7 mm beside the text");
  find(pages.at(-1), "抄送：");
});

test("a table's head stands on each of its pages", async () => {
  const pages = await printed("table");
  const cells = pages.filter((page) => page.lines.some((line) => line.text.includes("单元")));
  assert.ok(cells.length > 1);
  for (const page of cells) find(page, "表头甲");
});

test("a letter has no official form, and a repealed text says so", async () => {
  const letter = await printed("letter");
  assert.deepEqual(letter.flatMap((page) => page.image.rows(red)), []);
  assert.ok(!whole(letter).includes("文件"));
  const [repealed] = await printed("repealed");
  const state = find(repealed, "本文件已废止");
  near(state.right, RIGHT, 0.6, "at the right");
  assert.ok(state.middle < TOP + 15);
});
