"""What fastfeedparser reads of feeds, as lines of JSON."""

import json
import sys

import fastfeedparser


def item(entry):
    content = entry.get("content") or []
    return {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "url": entry.get("link"),
        "published": entry.get("published"),
        "updated": entry.get("updated"),
        "authors": [author.get("name") for author in entry.get("authors") or []],
        "content": content[0]["value"] if content else None,
    }


for file in sys.argv[1:]:
    line = {"reader": "fastfeedparser", "file": file}
    with open(file, encoding="utf-8") as source:
        text = source.read()
    try:
        line["items"] = [item(entry) for entry in fastfeedparser.parse(text).entries]
    except Exception as error:  # such as a feed without items
        line["error"] = repr(error)
    print(json.dumps(line))
