"""Compares what readers take from feeds.

`compare.py written FILE…`: the lines of `expected` beside those of each reader, as a table of fields that are the same.
`compare.py samples FILE…`: the lines of `newsclip` beside those of `feedparser`, each difference on a line.
"""

import collections
import datetime
import email.utils
import html
import json
import re
import sys

FIELDS = ["id", "title", "url", "published", "updated", "authors", "content"]


def load(files):
    found = collections.defaultdict(dict)
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                line = json.loads(line)
                found[line["reader"]][line["file"]] = line
    return found


def seconds(value):
    if value is None or isinstance(value, (int, float)):
        return value
    try:
        time = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        time = email.utils.parsedate_to_datetime(value)
    return int(time.timestamp() // 1)


def text(value):
    # White space means nothing in HTML, and readers treat the outermost differently; XML has no U+0001.
    return re.sub(r"\s+", " ", value or "").strip()


def person(value):
    # RSS has mail and name in one element: `a@b.example (Ann)`.
    found = re.fullmatch(r"\S+@\S+ \((.*)\)", value or "")
    return text(found.group(1) if found else value)


def canonical(field, value):
    if field in ("published", "updated"):
        return seconds(value)
    if field == "authors":
        return sorted({person(author) for author in value or [] if author})
    return text(value) or None


def same(field, expected, found, file):
    wanted, have = expected.get(field), found.get(field)
    if wanted is None and field == "url":
        # Readers take the id where there is no link.
        return True
    if canonical(field, wanted) == canonical(field, have):
        return True
    if field == "id":
        # Atom requires an IRI: the URN that newsclip's reader takes away again.
        return "urn:newsclip:id:" in (have or "")
    if field == "authors" and not wanted and file.endswith(".atom.xml"):
        # Atom requires one: the feed's title stands in.
        return len(have) == 1
    if field in ("published", "updated") and wanted is None:
        # What Atom requires; a reader that has one time has it as both.
        return not have or seconds(have) == 0 or canonical(field, have) == seconds(expected["published"] or expected["updated"])
    if field == "content" and wanted is None:
        # Readers show the summary where there is no content.
        return True
    if field == "title":
        # RSS has HTML in titles, of which some readers take the references out and others do not.
        return text(html.unescape(wanted or "")) == text(html.unescape(have or ""))
    return False


def written(found):
    expected = found.pop("expected")
    print("| reader | format | feeds | items | " + " | ".join(FIELDS) + " |")
    print("| --- | --- | ---: | ---: | " + " | ".join("---:" for _ in FIELDS) + " |")
    for reader, feeds in sorted(found.items()):
        for ending in (".rss.xml", ".atom.xml", ".json"):
            files = sorted(file for file in feeds if file.endswith(ending))
            if files:
                row(reader, ending, {file: (expected[file], feeds[file]) for file in files})


def row(reader, ending, feeds):
    counts, items = collections.Counter(), 0
    for file, (expected, found) in feeds.items():
        if "error" in found or len(found["items"]) != len(expected["items"]):
            problem = found.get("error") or f"{len(found['items'])} of {len(expected['items'])} items"
            print(f"{reader}: {file}: {problem}", file=sys.stderr)
            items += len(expected["items"])
            continue
        for wanted, have in zip(expected["items"], found["items"]):
            items += 1
            for field in FIELDS:
                # The crate has no field for `atom:updated`.
                is_same = (reader in ("rss", "rss-parser") and field == "updated") or same(field, wanted, have, file)
                counts[field] += is_same
                if not is_same:
                    values = f"{str(wanted.get(field))[:300]!r} found {str(have.get(field))[:300]!r}"
                    print(f"{reader}: {file}: {field}: {values}", file=sys.stderr)
    cells = " | ".join(str(counts[field]) for field in FIELDS)
    print(f"| {reader} | {ending.split('.')[1]} | {len(feeds)} | {items} | {cells} |")


def samples(found):
    ours, theirs = found["newsclip"], found["feedparser"]
    counts = collections.Counter()
    for file, mine in sorted(ours.items()):
        other = theirs.get(file, {"error": "not read"})
        counts["files"] += 1
        if "error" in mine or "error" in other:
            kind = "both refuse" if "error" in mine and "error" in other else "newsclip refuses" if "error" in mine else "feedparser refuses"
            counts[kind] += 1
            count = len(mine.get("items") or other.get("items") or [])
            print(f"{kind}: {file}: {count} items: {mine.get('error') or other.get('error')}")
            continue
        if len(mine["items"]) != len(other["items"]):
            counts["other number of items"] += 1
            print(f"items: {file}: {len(mine['items'])}, feedparser {len(other['items'])}")
            continue
        counts["items"] += len(mine["items"])
        for a, b in zip(mine["items"], other["items"]):
            compare_item(file, a, b, counts)
    for what, count in counts.most_common():
        print(f"{count:6} {what}", file=sys.stderr)


def compare_item(file, a, b, counts):
    a_times = {seconds(a[field]) for field in ("published", "updated")} - {None}
    b_times = {seconds(b[field]) for field in ("published", "updated")} - {None}
    plain = lambda value: re.sub(r"\W+", "", html.unescape(re.sub(r"<[^>]*>", "", html.unescape(value or ""))))
    checks = {
        "title": plain(a["title"]) == plain(b["title"]),
        "url": text(a["url"]).rstrip("/") == text(b["url"]).rstrip("/"),
        "times": a_times == b_times,
        "body": bool(plain(a["content"] + a["summary"])) == bool(plain((b["content"] or "") + (b["summary"] or ""))),
    }
    values = {"title": (a["title"], b["title"]), "url": (a["url"], b["url"]), "times": (a_times, b_times)}
    values["body"] = (a["content"] + a["summary"], (b["content"] or "") + (b["summary"] or ""))
    for field, is_same in checks.items():
        counts[f"same {field}" if is_same else f"other {field}"] += 1
        if not is_same:
            mine, other = values[field]
            print(f"{field}: {file}: {str(mine)[:120]!r}, feedparser {str(other)[:120]!r}")


if __name__ == "__main__":
    mode, *files = sys.argv[1:]
    {"written": written, "samples": samples}[mode](load(files))
