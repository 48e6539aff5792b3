// HTML on standard input to Markdown on standard output, by a converter in JavaScript.
//
// npm install --prefix bench/peers
// node bench/peers/convert.mjs turndown < page.html

import { readFileSync } from "node:fs";

const converters = {
  async turndown(html) {
    const { default: Turndown } = await import("turndown");
    const { gfm } = await import("turndown-plugin-gfm");
    const turndown = new Turndown({ headingStyle: "atx", codeBlockStyle: "fenced" });
    turndown.use(gfm);
    // It shows scripts and styles as text unless told otherwise.
    turndown.remove(["script", "style", "title", "noscript"]);
    return turndown.turndown(html);
  },
  async "rehype-remark"(html) {
    const { unified } = await import("unified");
    const { default: rehypeParse } = await import("rehype-parse");
    const { default: rehypeRemark } = await import("rehype-remark");
    const { default: remarkGfm } = await import("remark-gfm");
    const { default: remarkStringify } = await import("remark-stringify");
    const processor = unified().use(rehypeParse).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
    return String(await processor.process(html));
  },
};

const convert = converters[process.argv[2]];
process.stdout.write(await convert(readFileSync(0, "utf8")));
