// Folders: what lies in them, with `/` between the parts of a path.

import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Paths of all files below a folder, sorted, relative to it. */
export function list(folder, under = "") {
  const entries = readdirSync(join(folder, under), { withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? list(folder, path) : [path];
  });
  return under === "" ? found.sort() : found;
}
