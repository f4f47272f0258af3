// A printed page read back: a PDF in; pages with their size, their lines with places, and what is red or black on them out. Millimetres from the
// top left corner throughout. Needs poppler's pdfinfo, pdftotext and pdftoppm.

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const POINT = 25.4 / 72;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Prints what a page of Playwright or puppeteer shows, as a reader does: A4 by the style sheet, no backgrounds, no head or foot of the browser's.
 * Drawing the pages takes longest: who only reads them does without `pictures`.
 */
export async function print(page, { pictures = true } = {}) {
  return read(await page.pdf({ preferCSSPageSize: true, printBackground: false, displayHeaderFooter: false }), pictures);
}

/** Reads a PDF. */
async function read(bytes, pictures) {
  const folder = mkdtempSync(join(tmpdir(), "sihao-paper-"));
  try {
    const file = join(folder, "paper.pdf");
    writeFileSync(file, bytes);
    const [{ stdout: told }] = await Promise.all([
      run("pdftotext", ["-bbox-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }),
      pictures && run("pdftoppm", ["-r", "100", file, join(folder, "page")]),
    ]);
    const images = readdirSync(folder).filter((name) => name.endsWith(".ppm")).sort();
    const pages = [...told.matchAll(/<page width="([\d.]+)" height="([\d.]+)">(.*?)<\/page>/gs)];
    return pages.map(([, width, height, body], at) => ({
      width: Math.round(width * POINT),
      height: Math.round(height * POINT),
      lines: lines(body),
      image: pictures ? image(readFileSync(join(folder, images[at]))) : null,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What stands on a page, from the top down: words that share a base line are one line. */
function lines(body) {
  const words = [...body.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/gs)];
  const placed = words.map(([, left, top, right, bottom, text]) => ({
    left: left * POINT,
    right: right * POINT,
    middle: ((Number(top) + Number(bottom)) / 2) * POINT,
    // Chromium 69 writes 工 as the radical that looks the same.
    text: text.replace(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole).replace(/[\u2f00-\u2fdf]/g, (radical) => radical.normalize("NFKC")),
  }));
  const found = [];
  for (const word of placed.sort((a, b) => a.middle - b.middle || a.left - b.left)) {
    const line = found.find((line) => Math.abs(line.middle - word.middle) < 2);
    if (line) line.words.push(word);
    else found.push({ middle: word.middle, words: [word] });
  }
  return found.map(({ middle, words }) => {
    words.sort((a, b) => a.left - b.left);
    const text = words.map((word) => word.text).join(" ").replace(/(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])/g, "");
    return { middle, left: words[0].left, right: Math.max(...words.map((word) => word.right)), text, words };
  });
}

/** A picture: `rows(is)` gives, for each row that has such pixels, its place, the ends of what it has, and how many. */
function image(ppm) {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString("latin1"));
  const [width, height] = [Number(head[1]), Number(head[2])];
  const scale = 25.4 / 100;
  return {
    rows(is) {
      const rows = [];
      for (let y = 0; y < height; y += 1) {
        let [count, first, last] = [0, 0, 0];
        for (let x = 0; x < width; x += 1) {
          const at = head[0].length + 3 * (y * width + x);
          if (!is(ppm[at], ppm[at + 1], ppm[at + 2])) continue;
          if (count === 0) first = x;
          last = x;
          count += 1;
        }
        if (count > 0) rows.push({ y: y * scale, left: first * scale, right: last * scale, count });
      }
      return rows;
    },
  };
}

export const red = (r, g, b) => r > 150 && g < 110 && b < 110;
export const black = (r, g, b) => r < 90 && g < 90 && b < 90;

/** Rows that are a rule across the text area. */
export function rules(page, is, wide = 150) {
  const rows = page.image.rows(is).filter((row) => row.count * 0.254 > wide);
  // A rule may take two rows of dots.
  return rows.filter((row, at) => at === 0 || row.y - rows[at - 1].y > 1);
}

/** The text of all pages, without white space. */
export function whole(pages) {
  return pages.flatMap((page) => page.lines.map((line) => line.text)).join("").replace(/\s/g, "");
}
