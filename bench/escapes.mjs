// Escapes per 1,000 characters in turndown's Markdown, as src/bin/fidelity.rs counts them.
//
// npm install turndown@7.2.5 turndown-plugin-gfm && node escapes.mjs FOLDER

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import TurndownService from "turndown";
import { gfm } from "turndown-plugin-gfm";

const files = readdirSync(process.argv[2], { recursive: true }).filter((name) => name.endsWith(".md"));
const turndown = new TurndownService();
turndown.use(gfm);
let escapes = 0;
let length = 0;
for (const name of files) {
  const source = readFileSync(join(process.argv[2], name), "utf8");
  const at = source.indexOf("\n------\n");
  if (at < 0) continue;
  const markdown = turndown.turndown(source.slice(at + 8));
  escapes += (markdown.match(/\\[!-/:-@[-`{-~]/g) ?? []).length;
  escapes += (markdown.match(/&[A-Za-z0-9#]{1,9};/g) ?? []).length;
  length += [...markdown].length;
}
console.log(`turndown: ${files.length} files, ${((1000 * escapes) / length).toFixed(2)} escapes per 1,000 characters`);
