// Runs a site's search outside a browser: `node search.js SITE QUERY…` prints the titles that each query finds, a line of
// JSON each. Files of the index are loaded as scripts, as browsers do.
"use strict";

const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [site, ...queries] = process.argv.slice(2);
const run = (file) => vm.runInContext(fs.readFileSync(path.join(site, file), "utf8"), context);
const append = (script) => {
  run(script.src);
  script.onload();
};
const document = { createElement: () => ({}), head: { append }, getElementById: () => ({ focus() {} }) };
const context = vm.createContext({ document, location: { search: "" }, URLSearchParams });

(async () => {
  run("search/search.js");
  const newsclip = vm.runInContext("newsclip", context);
  for (const query of queries) {
    const numbers = await newsclip.find(query);
    const articles = await Promise.all(numbers.map((number) => newsclip.article(number)));
    console.log(JSON.stringify(articles.map((article) => article[0])));
  }
})();
