// The system's Chromium, and a page that notes everything it should not do.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the Chromium that `CHROMIUM` names, or the system's. */
export function launch() {
  const executablePath = process.env.CHROMIUM || PLACES.find((place) => existsSync(place));
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"] });
}

/** A page whose console messages, errors, failed requests and requests beyond `base` are noted in `told`. */
export async function watched(context, base, told) {
  const page = await context.newPage();
  const note = (text) => told.push(`${page.url().replace(base, "")}: ${text}`);
  page.on("console", (message) => note(`console: ${message.text()}`));
  page.on("pageerror", (error) => note(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    // The icon is still on its way when the next page is opened: that is aborted, not failed.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") note(`failed: ${request.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) note(`request: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`status ${response.status()}: ${response.url()}`);
  });
  return page;
}
