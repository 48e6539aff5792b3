//! Pieces of text that parsers search for. `places` puts them where a parser reads them.

/// Starts and ends of markup, complete or not.
pub const MARKUP: &[&str] = &[
    "<", "</", "</a", "</a>", "<a", "<a ", "<a b", "<a b=", "<a b='", "<a b=\"", "<b>", "</b>", "<b/>", "<x:y>",
    "</x:y>", "<x:y ", "<!", "<!x>", "<!--", "<!-->", "<!--a>", "-->", "--", "<![cdata[", "<![CDATA[", "<! [cdata[",
    "<![", "]]", "]]>", "]", "<?", "<?x", "?>", "<?xml ", "<?xml-stylesheet href='", "<!DOCTYPE ", "<!DOCTYPE [",
    "<!ENTITY a \"b\">", "<x xmlns:a=\"b\">", "<x xmlns=\"b\">", "<x xml:base=\"a/\">",
];

pub const FIELDS: &[&str] = &[
    "<item>", "</item>", "<entry>", "</entry>", "<title>", "</title>", "</title></item>", "<link>", "</link>",
    "<description>", "</description>", "<pubDate>", "<guid>", "<media:title>", "<media:content>",
    "<media:content url=\"/{i}\"/>", "<media:group>", "</media:group>", "<enclosure url='", "<category>",
    "</category>", "<content:encoded>", "<content:items>", "<rdf:value>", "<author>", "<source>", "<channel>", "</channel>", "</rss>", "<dc:creator>",
    "<itunes:category text=\"a\">",
];

pub const REFERENCES: &[&str] = &[
    "&", "&#", "&#x", "&#1", "&#x41", "&#55357;", "&#55357;&#56832;", "&a", "&a;", "&amp;", "&lt;", "&lt;b&gt;",
    "&lt;b ", "&nbsp", ";", "&gt;", "&quot;", "&#91;", "&#93;&#93;&gt;",
];

pub const ATTRIBUTES: &[&str] = &[
    "=", "'", "\"", "a='", "a=\"", "a=b ", "a=", "a", "a{i}=b ", " ", "/", "<", "xmlns:a='b' ", "xmlns:a{i}='b' ",
    "xml:base='a/' ", "href='a' ", ":", "a:b ", "= ", "' ",
];

/// Separators of lists in attributes and fields.
pub const LISTS: &[&str] = &[
    "a", "a ", " ", "\n", "\t", "\u{a0}", ",", ", ", "a,", "{i},", "{i} ", ";", "; ", "a;", ":", "a:b;", "::", "/",
    "//", "|", ".", "-", "a-", "_", "=", "#", "\"", "'", "\\", "%", "(", ")", "中", "e\u{301}", "\0", "\u{1}",
    "\u{feff}", "&amp;",
];

pub const ADDRESSES: &[&str] = &[
    "/", "//", "/a", "../", "a/../", "./", "..", "?", "#", "%", "%2", "%41", "%2e%2e/", "@", "a@", ":", "::", "[",
    "]", "[::", "1.", ".", "a.", "xn--", "xn--a.", "xn--a-", "ü", "ü.", "https://", "https:", "http://a",
    "javascript:", "data:", "data:image/png;base64,", ";", "base64,", "\\", "\t", "\n", " ", "&", "&amp;", "a", "=",
    "a=b&", "|", "^", "`", "<", "{", "\u{ad}", "中",
];

pub const TIMES_AND_NUMBERS: &[&str] = &[
    "0", "1", "9", "9999999999", "-", "-1", "+", "+08:00", "1e9", "1.", ".", ":", "12:", "12:30", "12:30:", "2022",
    "2022-", "2022-11-13", "13 ", "Jan ", "jan", "November ", "T", "Z", "P", "PT1H", "1H", "1M", "GMT", "GMT ",
    "Mon, ", ", ", "(", ")", "((", "(a)", "\\", "年", "月", "日", "上午", "星期", "am", "th", "a", " ", "\n", "/", "W",
    "Europe/", "é",
];

pub const JSON: &[&str] = &[
    "{", "}", "[", "]", "{}", "[]", "{},", "[],", "{\"a\":", "[{", "}]", "\"", "\"a\"", "\"a\",", "\"a\":",
    "\"a\":1,", "\"a{i}\":1,", "\"a\":[", "\"a\":{", ",", ":", "\\", "\\\"", "\\\\", "\\u", "\\u00", "\\u0041",
    "\\ud800", "\\ud83d\\ude00", "\\n", "/*", "*/", "/**/", "//", "//\n", "/", "1", "1,", "-", "1e9", "0.", "null,",
    "true", "nul", "a", " ", "\n", "\t", "'", "\"id\":1,", "\"title\":\"a\",", "\"url\":\"/a\",", "\"items\":[",
    "\"authors\":[{\"name\":\"a\"}],", "{\"id\":1},", "{\"url\":\"/{i}\",\"mime_type\":\"a/b\"},",
    "{\"name\":\"{i}\"},", "{\"@type\":\"Article\"},", "\"@graph\":[",
];

pub const HTML: &[&str] = &[
    "<p>", "</p>", "<p>a", "<b>", "<i>a</i>", "<br>", "<div>", "</div>", "<script>", "</script>", "<script",
    "</scrip", "<!--<script>", "<style>", "</style", "</style>", "<textarea>", "</textarea", "</title", "<noscript>",
    "<table>", "<td>", "<tr>", "<li>", "<ul><li>", "<a href=/a>", "<a href=#{i}>", "<p id={i}>", "<img src=/a>",
    "<img src=/{i}>", "<h1>", "<pre>", "<code>", "<blockquote>", "<svg>", "<svg><![CDATA[", "<math>", "<template>",
    "<select>", "<form>", "<iframe>", "<plaintext>", "<p itemprop=author>", "<p itemprop=description>",
    "<p itemprop=author>a</p>", "<div itemprop=author>", "<p itemprop=datePublished>", "<div itemscope>",
    "<div itemtype=https://schema.org/Article>", "<meta name=author content=a>", "<meta name={i} content=a>",
    "<meta property=article:tag content={i}>", "<link rel=a href=b>", "<title>", "<base href=a>",
    "<script type=application/ld+json>", "<p class=a>", "<p style=a>", "<html lang=a>", "<body>", "<frameset>",
];

/// Text that Markdown, or the text of a page, gives a meaning.
pub const TEXT: &[&str] = &[
    "a", "a ", " ", "\n", "\n\n", "\t", "\u{a0}", "\u{2028}", "*", "**", "_", "__", "`", "``", "~", "~~", "==", "=",
    "[", "]", "](", "![", "[a](", "[a]: ", "[^a]: ", "[^a]", "\\", "|", "# ", "> ", "- ", "1. ", "1)", "```", "===",
    "---", "+", "$", "$$", "{{", "{%", "<", "\\<", "&", "://", "www.", "https://a", "a@", "a@b.", "@", ".", "!", "。",
    "“", "”", "'", "\"", "…", "中", "e\u{301}", "\u{200d}", "👩‍👩‍👧", "{i} ", "&lt;", "&#42;", "&amp;", ":", ": ",
    ":a:", "http:", "-", "–", "/",
];

/// Words with a meaning in some attribute.
pub const WORDS: &[&str] = &[
    "author ", "description ", "headline ", "name ", "datePublished ", "language-", "language-a ", "lang-",
    "highlight ", "highlight-source-", "highlight-", "brush:", "brush: a;", " notranslate", "line-numbers ",
    "text-align", "text-align:", "text-align: left;", "a 1x,", "a 2w, ", "a w", "1x", "charset", "charset=",
    "charset=\"", "lazy ", "placeholder", "blank.gif", "https://schema.org/", "Article", "noopener ", "alternate ",
    "fn", "footnote-", "math ", "katex ", "width=", "application/x-tex",
];
