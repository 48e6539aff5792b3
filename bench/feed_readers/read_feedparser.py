"""What feedparser reads of feeds, as lines of JSON."""

import calendar
import json
import sys

import feedparser

# Its changes of content would hide differences.
feedparser.api.SANITIZE_HTML = False


def iso(parsed):
    return None if parsed is None else calendar.timegm(parsed)


def item(entry, feed):
    authors = [a.get("name") or a.get("email") for a in entry.get("authors", []) if a]
    if not [author for author in authors if author]:
        authors = [a.get("name") or a.get("email") for a in feed.get("authors", []) if a]
    content = entry.get("content") or []
    return {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "url": entry.get("link"),
        # Without `published`, its `published_parsed` may be the time of `updated`, and the other way round.
        "published": iso(dict.get(entry, "published_parsed")),
        "updated": iso(dict.get(entry, "updated_parsed")),
        "authors": authors,
        "content": content[0].value if content else None,
        "summary": entry.get("summary"),
    }


for file in sys.argv[1:]:
    line = {"reader": "feedparser", "file": file}
    with open(file, "rb") as source:
        text = source.read()
    try:
        parsed = feedparser.parse(text, sanitize_html=False, resolve_relative_uris=False)
        if parsed.get("version") or parsed.entries:
            line["items"] = [item(entry, parsed.feed) for entry in parsed.entries]
        else:
            line["error"] = str(parsed.get("bozo_exception"))
    except Exception as error:  # feedparser itself fails on some of its own samples
        line["error"] = repr(error)
    print(json.dumps(line))
