// The figures as a table, with the targets beside.

/** By the number of documents: most kilobytes of a first search, and of the median later one. */
const MOST = { 1000: { first: 115, later: 80 }, 10000: { first: 180, later: 80 }, 100000: { first: 480, later: 125 } };

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function share(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function kilobytes(bytes) {
  return Number.isNaN(bytes) ? "–" : `${(bytes / 1000).toFixed(1)} kB`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function milliseconds(time) {
  return `${time.toFixed(time < 10 ? 2 : 0)} ms`;
}

/** Bytes of all searches: median, nine of ten, the largest. */
function spread(searches, of) {
  const values = searches.map(of);
  return [0.5, 0.9, 1].map((part) => kilobytes(share(values, part))).join(" / ");
}

/** Where ours come from: by sort of file. */
function printSorts(searches) {
  const sorts = [...new Set(searches.flatMap((one) => Object.keys(one.sorts)))].sort();
  console.log(sorts.map((sort) => `${sort.replace(".js", "")}: ${spread(searches, (one) => one.sorts[sort] ?? 0)}`).join("; "));
}

/** Prints a Markdown table. */
export function print({ count, built, figures, text, index, files, engine }) {
  const { sihao } = figures;
  const pagefind = figures.pagefind ?? { first: [], later: [], cached: [], heap: NaN };
  const most = MOST[count] ?? { first: NaN, later: NaN };
  const of = (key, engine) => median(engine[key[0]].map((one) => one[key[1]]));
  const rows = [];
  const row = (what, ours, theirs, target, holds) => rows.push([what, ours, theirs, target, holds === undefined ? "" : holds ? "yes" : "no"]);
  const both = (what, key, shown, target, holds) => {
    const [ours, theirs] = [of(key, sihao), of(key, pagefind)];
    row(what, shown(ours), Number.isNaN(theirs) ? "–" : `${shown(theirs)} (${(ours / theirs).toFixed(2)})`, target(ours, theirs), holds?.(ours, theirs));
  };
  both("first search, data (scripts, WebAssembly aside)", ["first", "bytes"], kilobytes, () => `≤ ${most.first} kB`, (a) => !(a > most.first * 1000));
  const bytes = (one) => one.bytes;
  row("– median / nine of ten / largest", spread(sihao.first, bytes), spread(pagefind.first, bytes), "");
  both("first search, everything", ["first", "all"], kilobytes, () => "≤ 0.6", (a, b) => Number.isNaN(b) ? undefined : a <= 0.6 * b);
  both("first search, time", ["first", "took"], milliseconds, () => "≤ 0.5", (a, b) => Number.isNaN(b) ? undefined : a <= 0.5 * b);
  both("later, data (median)", ["later", "bytes"], kilobytes, () => `≤ ${most.later} kB`, (a) => !(a > most.later * 1000));
  row("– median / nine of ten / largest", spread(sihao.later, bytes), spread(pagefind.later, bytes), "");
  both("later, time (median)", ["later", "took"], milliseconds, () => "");
  both("cached, time (median)", ["cached", "took"], milliseconds, () => "≤ 2 ms", (a) => a <= 2);
  row("heap after all", megabytes(sihao.heap), megabytes(pagefind.heap), "< 30 MB", sihao.heap < 30e6);
  row("index", megabytes(index.sihao), megabytes(index.pagefind), "");
  row("– to the text", (index.sihao / text).toFixed(2), (index.pagefind / text).toFixed(2), "≤ 1.55", index.sihao <= 1.55 * text);
  row("– files", String(files.sihao), String(files.pagefind), "");
  row("build (ours: the whole site)", milliseconds(built.sihao), `${milliseconds(built.pagefind)} (${(built.sihao / built.pagefind).toFixed(3)})`, "≤ 0.15", built.sihao <= 0.15 * built.pagefind);
  row("the engine's scripts, gzip", kilobytes(engine), "", "≤ 12 kB", engine <= 12_000);
  console.log(`\n${count} documents, ${megabytes(text)} of text, ${sihao.later.length} queries\n`);
  console.log("| | sihao | Pagefind 1.6 extended (ratio) | target | held |\n|---|---|---|---|---|");
  for (const cells of rows) console.log(`| ${cells.join(" | ")} |`);
  console.log("\nOurs by sort of file, median / nine of ten / largest. First searches:\n");
  printSorts(sihao.first);
  console.log("\nLater ones:\n");
  printSorts(sihao.later);
}
