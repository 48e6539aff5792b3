//! Places in which a text has a parser of its own, and pieces of text that such parsers search for: starts without ends, separators,
//! names that are compared.

use super::compose::{Composer, Composition, Format, Segment, fixed, share};
use super::pieces::{
    ADDRESSES, ATTRIBUTES, FIELDS, HTML, JSON, LISTS, MARKUP, REFERENCES, TEXT, TIMES_AND_NUMBERS, WORDS,
};
use super::random::Random;

/// What stands before and after a text, and the pieces that its parser may search for.
struct Place {
    format: Format,
    before: &'static str,
    after: &'static str,
    pieces: &'static [&'static [&'static str]],
}

const fn place(
    format: Format,
    before: &'static str,
    after: &'static str,
    pieces: &'static [&'static [&'static str]],
) -> Place {
    Place { format, before, after, pieces }
}

use Format::{Atom, Html, JsonFeed, Page, Raw, Rss};

const XML_TEXTS: &[&[&str]] = &[MARKUP, FIELDS, REFERENCES, TEXT];
const HTML_TEXTS: &[&[&str]] = &[HTML, MARKUP, TEXT, REFERENCES];
const VALUES: &[&[&str]] = &[LISTS, WORDS, REFERENCES, TEXT];
const URLS: &[&[&str]] = &[ADDRESSES, REFERENCES];
const JSONS: &[&[&str]] = &[JSON];
const JSON_TEXTS: &[&[&str]] = &[JSON, HTML, TEXT];
const DATES: &[&[&str]] = &[TIMES_AND_NUMBERS, LISTS];

const PLACES: &[Place] = &[
    place(Rss, "", "", &[MARKUP, FIELDS, REFERENCES]),
    place(Rss, "<item>", "</item>", &[MARKUP, FIELDS]),
    place(Rss, "<item><title>", "</title></item>", XML_TEXTS),
    place(Rss, "<item><description>", "</description></item>", XML_TEXTS),
    place(Rss, "<item><description><![CDATA[", "]]></description></item>", HTML_TEXTS),
    place(Rss, "<item><content:encoded>", "</content:encoded></item>", XML_TEXTS),
    place(Rss, "<item><link>", "</link></item>", &[ADDRESSES, MARKUP, FIELDS]),
    place(Rss, "<item><guid>", "</guid></item>", &[ADDRESSES, MARKUP]),
    place(Rss, "<item><pubDate>", "</pubDate></item>", DATES),
    place(Rss, "<item><pubDate>13 Nov 2022 ", "</pubDate></item>", DATES),
    place(Rss, "<item><dc:date>2022-11-13T", "</dc:date></item>", DATES),
    place(Rss, "<item><itunes:duration>", "</itunes:duration></item>", DATES),
    place(Rss, "<item><media:keywords>", "</media:keywords></item>", VALUES),
    place(Rss, "<itunes:keywords>", "</itunes:keywords>", VALUES),
    place(Rss, "<item><category>", "</category></item>", XML_TEXTS),
    place(Rss, "<itunes:category text=\"", "\"/>", VALUES),
    place(Rss, "<item><author>", "</author></item>", &[LISTS, ADDRESSES, REFERENCES]),
    place(Rss, "<item><dc:creator>", "</dc:creator></item>", XML_TEXTS),
    place(Rss, "<item><enclosure url=\"", "\"/></item>", URLS),
    place(Rss, "<item><enclosure url=\"/a\" length=\"", "\"/></item>", DATES),
    place(Rss, "<item><enclosure url=\"/a\" type=\"", "\"/></item>", VALUES),
    place(Rss, "<item><media:content url=\"/a\" type=\"", "\"/></item>", VALUES),
    place(Rss, "<item><media:group>", "</media:group></item>", &[MARKUP, FIELDS]),
    place(Rss, "<item xml:base=\"", "\"><link>a</link></item>", URLS),
    place(Rss, "<item xmlns:y=\"", "\"/>", VALUES),
    place(Rss, "<item ", "></item>", &[ATTRIBUTES]),
    place(Rss, "<item><enclosure ", "/></item>", &[ATTRIBUTES]),
    place(Rss, "<", ">", &[ATTRIBUTES, LISTS]),
    place(Rss, "<link>", "</link>", URLS),
    place(Rss, "<ttl>", "</ttl>", DATES),
    place(Rss, "<title>", "</title>", XML_TEXTS),
    place(Rss, "<!--", "-->", &[MARKUP]),
    place(Rss, "<!DOCTYPE x [", "]>", &[MARKUP]),
    place(Rss, "<item><title><![CDATA[", "]]></title></item>", XML_TEXTS),
    place(Rss, "<image><url>", "</url></image>", URLS),
    place(Rss, "<item><source url=\"", "\"/></item>", URLS),
    place(Atom, "<entry><content type=\"xhtml\">", "</content></entry>", &[MARKUP, REFERENCES, HTML]),
    place(Atom, "<entry><content>", "</content></entry>", &[LISTS, MARKUP]),
    place(Atom, "<entry><content type=\"", "\">a</content></entry>", VALUES),
    place(Atom, "<entry><content type=\"image/png\">", "</content></entry>", VALUES),
    place(Atom, "<entry><link rel=\"", "\" href=\"/\"/></entry>", VALUES),
    place(Atom, "<entry><link href=\"", "\"/></entry>", URLS),
    place(Atom, "<entry><updated>", "</updated></entry>", DATES),
    place(Atom, "<entry><category term=\"", "\"/></entry>", VALUES),
    place(Atom, "<entry><author><name>", "</name></author></entry>", XML_TEXTS),
    place(Atom, "<entry><title type=\"html\">", "</title></entry>", XML_TEXTS),
    place(Atom, "<entry><summary>", "</summary></entry>", XML_TEXTS),
    place(Atom, "<generator>", "</generator>", XML_TEXTS),
    place(JsonFeed, "", "", JSONS),
    place(JsonFeed, "{\"id\":1,", "},", JSONS),
    place(JsonFeed, "{\"id\":", "},", JSONS),
    place(JsonFeed, "{\"title\":\"", "\"},", JSON_TEXTS),
    place(JsonFeed, "{\"content_html\":\"", "\"},", JSON_TEXTS),
    place(JsonFeed, "{\"content_text\":\"", "\"},", JSON_TEXTS),
    place(JsonFeed, "{\"date_published\":\"", "\"},", DATES),
    place(JsonFeed, "{\"url\":\"", "\"},", URLS),
    place(JsonFeed, "{\"id\":1,\"tags\":[", "]},", JSONS),
    place(JsonFeed, "{\"id\":1,\"tags\":[\"", "\"]},", JSON_TEXTS),
    place(JsonFeed, "{\"id\":1,\"authors\":[", "]},", JSONS),
    place(JsonFeed, "{\"id\":1,\"attachments\":[", "]},", JSONS),
    place(JsonFeed, "{\"_x\":", "},", JSONS),
    place(JsonFeed, "/*", "*/", JSONS),
    place(Page, "", "", HTML_TEXTS),
    place(Page, "<script type=application/ld+json>", "</script>", &[JSON, MARKUP]),
    place(Page, "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[", "]}</script>", JSONS),
    place(
        Page,
        "<script type=application/ld+json>{\"@type\":\"Article\",\"keywords\":\"",
        "\"}</script>",
        &[LISTS, JSON],
    ),
    place(Page, "<script type=application/ld+json>{\"@type\":[", "]}</script>", JSONS),
    place(Page, "<div itemtype=https://schema.org/Article>", "</div>", HTML_TEXTS),
    place(Page, "<div itemtype=https://schema.org/Article><p itemprop=\"", "\">a b</p></div>", VALUES),
    place(Page, "<div itemtype=https://schema.org/Article itemprop=\"", "\">", VALUES),
    place(Page, "<div itemtype=\"", "\">", VALUES),
    place(Page, "<meta name=keywords content=\"", "\">", VALUES),
    place(Page, "<meta name=author content=\"", "\">", VALUES),
    place(Page, "<meta property=article:tag content=\"", "\">", VALUES),
    place(Page, "<meta property=article:published_time content=\"", "\">", DATES),
    place(Page, "<meta http-equiv=content-type content=\"", "\">", VALUES),
    place(Page, "<meta property=og:image content=\"", "\">", URLS),
    place(Page, "<base href=\"", "\"><a href=b>c</a>", URLS),
    place(Page, "<link rel=\"", "\" href=/a>", VALUES),
    place(Page, "<link rel=canonical href=\"", "\">", URLS),
    place(Page, "<html lang=\"", "\">", VALUES),
    place(Page, "<head>", "<body>", HTML_TEXTS),
    place(Page, "<style>", "</style>", HTML_TEXTS),
    place(Page, "<script>", "</script>", HTML_TEXTS),
    place(Page, "<script><!--", "--></script>", HTML_TEXTS),
    place(Page, "<textarea>", "</textarea>", HTML_TEXTS),
    place(Page, "<noscript>", "</noscript>", HTML_TEXTS),
    place(Page, "<!--", "-->", HTML_TEXTS),
    place(Page, "<!DOCTYPE ", ">", &[MARKUP, LISTS]),
    place(Page, "<title>", "</title>", HTML_TEXTS),
    place(Html, "", "", HTML_TEXTS),
    place(Html, "<p>", "</p>", HTML_TEXTS),
    place(Html, "<p ", ">a</p>", &[ATTRIBUTES]),
    place(Html, "<", ">", &[ATTRIBUTES, LISTS]),
    place(Html, "<svg><![CDATA[", "]]></svg>", HTML_TEXTS),
    place(Html, "<img srcset=\"", "\">", &[WORDS, ADDRESSES, LISTS]),
    place(Html, "<img src=blank.gif data-srcset=\"", "\">", &[WORDS, ADDRESSES, LISTS]),
    place(Html, "<picture><source srcset=\"", "\"><img></picture>", &[WORDS, ADDRESSES, LISTS]),
    place(Html, "<img src=\"", "\">", URLS),
    place(Html, "<img src=\"data:image/png;base64,", "\">", URLS),
    place(Html, "<img src=/a alt=\"", "\">", VALUES),
    place(Html, "<a href=\"", "\">a</a>", URLS),
    place(Html, "<a href=\"https://", "\">a</a>", URLS),
    place(Html, "<a href=/a title=\"", "\">a</a>", VALUES),
    place(Html, "<a href=/a>", "</a>", HTML_TEXTS),
    place(Html, "<a href=\"#", "\">1</a>", VALUES),
    place(Html, "<li id=\"fn", "\">a", VALUES),
    place(Html, "<table><td style=\"", "\">a</table>", VALUES),
    place(Html, "<table><td align=\"", "\">a</table>", VALUES),
    place(Html, "<table><td colspan=\"", "\">a</table>", DATES),
    place(Html, "<ol start=\"", "\"><li>a</ol>", DATES),
    place(Html, "<pre class=\"", "\">a</pre>", VALUES),
    place(Html, "<pre><code class=\"", "\">a</code></pre>", VALUES),
    place(Html, "<div class=\"", "\"><pre>a</pre></div>", VALUES),
    place(Html, "<pre>", "</pre>", HTML_TEXTS),
    place(Html, "<code>", "</code>", HTML_TEXTS),
    place(Html, "<h1>", "</h1>", HTML_TEXTS),
    place(Html, "<table><td>", "</table>", HTML_TEXTS),
    place(Html, "<ul><li>", "</ul>", HTML_TEXTS),
    place(Html, "<time datetime=\"", "\">a</time>", DATES),
    place(Html, "<video src=\"", "\"></video>", URLS),
    place(Html, "<iframe src=\"", "\"></iframe>", URLS),
    place(Html, "<math alttext=\"", "\"></math>", VALUES),
    place(Html, "<math><annotation encoding=application/x-tex>", "</math>", HTML_TEXTS),
    place(Raw, "", "", &[MARKUP, JSON, TEXT, LISTS]),
    place(Raw, "[Rain](https://a.example/", ")\n------\n", &[ADDRESSES, TEXT]),
    place(Raw, "[", "](https://a.example/1)\n------\n", &[TEXT, REFERENCES]),
    place(Raw, "<!--", "-->\n[Rain](https://a.example/1)\n------\n", DATES),
    place(Raw, "---\n", "\n---\n[Rain](https://a.example/1)\n------\n", &[TEXT, LISTS]),
    place(Raw, "---\ntags: [", "]\n---\n[Rain](https://a.example/1)\n------\n", VALUES),
    place(Raw, "---\ndate: \"", "\"\n---\n[Rain](https://a.example/1)\n------\n", DATES),
    place(Raw, "<?xml version=\"1.0\" encoding=\"", "\"?><rss><channel></channel></rss>", VALUES),
    place(Raw, "<rss ", "><channel></channel></rss>", &[ATTRIBUTES]),
    place(Raw, "<feed xmlns=\"", "\"></feed>", VALUES),
    place(Raw, "{\"version\":\"https://jsonfeed.org/version/1.1\",", "\"items\":[]}", JSONS),
    place(Raw, "{\"body\":[", "]}", JSONS),
    place(Raw, "", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", JSONS),
    place(Raw, "", "<rss><channel></channel></rss>", &[MARKUP, TEXT]),
    place(Raw, "Sun, 13 Nov 2022 ", " GMT", DATES),
    place(Raw, "2022-11-13T04:15:01", "Z", DATES),
    place(Raw, "https://", "", &[ADDRESSES]),
    place(Raw, "https://a.example/", "", &[ADDRESSES]),
    place(Raw, "text/html; ", "", &[WORDS, LISTS]),
];

impl Composer {
    /// A composition of pieces in a place.
    pub fn place(seed: u64) -> Composition {
        let random = &mut Random::new(seed);
        let place = random.pick(PLACES);
        let mut segments = Vec::new();
        // The whole place may be repeated, with or without its end.
        let (before, after) = match random.below(8) {
            0 | 1 => (place.before, place.after),
            2 => (place.before, ""),
            3 => ("", place.after),
            _ => ("", ""),
        };
        if before.is_empty() || random.once_in(2) {
            push(&mut segments, place.before);
        }
        if random.once_in(6) {
            segments.push(fixed(pieces(place, 2, random), *random.pick(&[1, 1, 18, 130])));
        }
        segments.push(share(format!("{before}{}{after}", pieces(place, 3, random))));
        if random.once_in(2) {
            // Two parts may be harmless alone. The place may end between them.
            let between = *random.pick(&["", "", "x", " ", place.after]);
            push(&mut segments, between);
            segments.push(share(format!("{before}{}{after}", pieces(place, 2, random))));
        }
        if random.once_in(2) {
            push(&mut segments, place.after);
        }
        Composition { format: place.format, segments }
    }
}

fn push(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(fixed(text, 1));
    }
}

/// One to `most` pieces, most of them from the place's first list.
fn pieces(place: &Place, most: usize, random: &mut Random) -> String {
    // One piece half of the time, because most searches look for one thing.
    let count = if random.once_in(2) { 1 } else { 1 + random.below(most) };
    let mut pieces = String::new();
    for _ in 0..count {
        let list = if random.once_in(2) { 0 } else { random.below(place.pieces.len()) };
        let piece: &&str = random.pick(place.pieces[list]);
        pieces += piece;
    }
    pieces
}
