// Chromium 69, the oldest browser that counts: unpacked once beside the packages, driven by puppeteer 1.7.

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const require = createRequire(import.meta.url);
const puppeteer = require("puppeteer-core");
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote"];

/** The browser's program, unpacked once beside the packages. */
function unpacked() {
  const packed = join(dirname(require.resolve("chrome-aws-lambda/package.json")), "bin", "chromium-69.0.3494.0.br");
  const program = join(dirname(packed), "..", "..", ".cache", "chromium-69");
  if (!existsSync(program)) {
    mkdirSync(dirname(program), { recursive: true });
    const fresh = `${program}.${process.pid}`;
    writeFileSync(fresh, brotliDecompressSync(readFileSync(packed)));
    chmodSync(fresh, 0o755);
    renameSync(fresh, program);
  }
  return program;
}

/** Starts it. `--single-process` ends with its last page, so use the one that is open. */
export function launchOld() {
  return puppeteer.launch({ executablePath: unpacked(), args: FLAGS });
}
