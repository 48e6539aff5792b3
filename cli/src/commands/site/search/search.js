// The search. It loads the files of the index as scripts, because pages on a disk may not read files.
"use strict";

const newsclip = (() => {
  const RESULTS = 20; // results shown at a time
  const PREFIX_FILES = 8; // files to load for a prefix: more would be slow, and give too many results
  const loads = new Map();
  const parts = new Map();

  /** Each file of the index calls this with its name and content. */
  const add = (name, values) => parts.set(name, values);

  /** The content of a file of the index, which is loaded once. */
  const load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.onload = () => resolve(parts.get(name));
        script.onerror = () => reject(new Error(`search/${name}.js cannot be loaded`));
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };

  /** What to look up for a query, as the index was made: see `terms.rs`. */
  const terms = (query, about) => {
    const isIdeographic = (c) => about.ideographic.some(([first, last]) => c.codePointAt(0) >= first && c.codePointAt(0) <= last);
    const visible = [...query].filter((c) => !about.invisible.includes(c)).join("");
    const found = [];
    for (const run of visible.normalize("NFKC").toLowerCase().match(/[\p{Alphabetic}\p{N}]+/gu) ?? []) {
      let rest = [...run];
      while (rest.length > 0) {
        const kind = isIdeographic(rest[0]);
        const end = rest.findIndex((c) => isIdeographic(c) !== kind);
        const part = end < 0 ? rest : rest.slice(0, end);
        rest = rest.slice(part.length);
        if (!kind) found.push(part.slice(0, about.longestWord).join(""));
        else if (part.length === 1) found.push(part[0]);
        else for (let at = 0; at + 1 < part.length; at++) found.push(part[at] + part[at + 1]);
      }
    }
    return [...new Set(found)];
  };

  /** The order of code points, which is the index's; `<` compares UTF-16, where rare characters come earlier. */
  const isAfter = (a, b) => {
    const [left, right] = [[...a], [...b]];
    const at = left.findIndex((c, at) => c !== right[at]);
    if (at < 0) return false;
    return at >= right.length || left[at].codePointAt(0) > right[at].codePointAt(0);
  };

  /** The articles that have a term, or a word that begins with it: number to score. */
  const lookUp = async (term, about) => {
    const scores = new Map();
    let file = about.firsts.findLastIndex((first) => !isAfter(first, term));
    file = Math.max(file, 0);
    for (let count = 0; count < PREFIX_FILES && file < about.firsts.length; count++, file++) {
      if (count > 0 && !about.firsts[file].startsWith(term)) break;
      for (const [word, numbers] of await load(`terms-${file}`)) {
        if (!word.startsWith(term)) continue;
        let number = 0;
        for (const delta of numbers.split(",")) {
          number += parseInt(delta, 36);
          // Matches in titles rank above matches in texts, and whole words above prefixes.
          const score = (number % 2) * 2 + (word === term ? 1 : 0);
          const article = number >> 1;
          scores.set(article, Math.max(score, scores.get(article) ?? 0));
        }
      }
    }
    return scores;
  };

  /** The numbers of the articles that have all of a query's terms, the best first; of those as good, the newest first. */
  const find = async (query) => {
    const [about] = await load("index");
    const found = await Promise.all(terms(query, about).map((term) => lookUp(term, about)));
    if (found.length === 0) return [];
    const score = (article) => found.reduce((sum, scores) => sum + scores.get(article), 0);
    const all = [...found[0].keys()].filter((article) => found.every((scores) => scores.has(article)));
    return all.map((article) => [score(article), article]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map((pair) => pair[1]);
  };

  /** What is shown of an article: title, page, day, beginning. */
  const article = async (number) => {
    const [about] = await load("index");
    const file = Math.floor(number / about.articlesPerFile);
    return (await load(`articles-${file}`))[number % about.articlesPerFile];
  };

  const element = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  /** Shows the next results. */
  const show = async (numbers, list, more) => {
    for (const number of numbers.splice(0, RESULTS)) {
      const [title, page, day, beginning] = await article(number);
      const link = element("a", title);
      link.href = page;
      const item = document.createElement("li");
      if (day) item.append(element("time", day), " ");
      item.append(link, element("p", beginning));
      list.append(item);
    }
    more.hidden = numbers.length === 0;
  };

  /** Searches for what the page's address says. */
  const start = async () => {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    const [input, status, list, more] = ["query", "status", "results", "more"].map((id) => document.getElementById(id));
    input.value = query;
    if (!query.trim()) {
      input.focus();
      return;
    }
    try {
      const numbers = await find(query);
      const [{ found: [one, many] }] = await load("index");
      status.textContent = (numbers.length === 1 ? one : many).replace("#", numbers.length);
      more.onclick = () => show(numbers, list, more);
      await show(numbers, list, more);
    } catch (error) {
      status.textContent = error.message;
    }
  };

  return { add, find, article, start };
})();

newsclip.start();
