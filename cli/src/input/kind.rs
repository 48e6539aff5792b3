//! Detects the kind of a file from its first bytes.

use std::path::Path;

use clap::ValueEnum;

/// A kind of file that holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A clip: one article with a header
    Clip,
    /// A page or fragment of HTML
    Html,
    /// RSS, Atom, JSON Feed or CDF
    Feed,
}

/// The number of bytes to examine, unless front matter or a comment, such as a license, is longer.
pub(crate) const SNIFFED: usize = 4096;

impl Kind {
    /// The kind of a file that begins with `start`; `None` if it is not an article or feed.
    ///
    /// The content decides. The name decides only if the content is ambiguous: a fragment of HTML has no signature, and a
    /// damaged clip has lost its signature but must be reported.
    pub(crate) fn of(path: &Path, start: &[u8]) -> Option<Self> {
        let first = &start[..start.len().min(SNIFFED)];
        let (is_cut, has_more) = (start.len() >= SNIFFED, start.len() > SNIFFED);
        // Most files are clips, which are UTF-8, and their first lines identify them in a tenth of the time that detecting an
        // encoding takes.
        let text = utf8_prefix(first);
        let is_open = has_more && has_open_front_matter(text);
        if !is_open && is_clip(text, is_cut) {
            return Some(Self::Clip);
        }
        let mut text = decoded(first);
        let has_element = || !text.starts_with('<') || first_element(&text).is_some();
        if is_open || (has_more && !has_element()) {
            // Long front matter, or a long comment.
            text = decoded(start);
        }
        of_text(&text, is_cut).or_else(|| of_name(path, &text, is_cut))
    }

    /// The kind of a file that the user named, if its content and name do not tell: HTML, if it begins with an element of it.
    pub(crate) fn of_fragment(start: &[u8]) -> Option<Self> {
        let name = first_element(&decoded(&start[..start.len().min(SNIFFED)]))?.to_ascii_lowercase();
        FRAGMENT_STARTS.split(' ').any(|start| start == name).then_some(Self::Html)
    }
}

/// Elements with which a fragment of HTML may begin: those of HTML that other XML rarely has as its root.
const FRAGMENT_STARTS: &str = "a abbr acronym address amp-iframe amp-img amp-video article aside audio b base bdi bdo big \
    blockquote br button canvas center cite code dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font \
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li link main mark marquee menu meta \
    meter nav nobr noscript ol p picture pre progress q ruby s samp script section select small span strike strong style sub \
    summary sup table tbody td template textarea tfoot th thead title tr tt u ul video wbr";

/// The first bytes as text, without an incomplete character at the end.
fn utf8_prefix(bytes: &[u8]) -> &str {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    text.trim_start_matches('\u{feff}').trim_start()
}

/// The text of bytes in any encoding, from its first character that is not white space.
fn decoded(bytes: &[u8]) -> String {
    let text = newsclip::html::decode(bytes, None);
    text.trim_start_matches('\u{feff}').trim_start().to_string()
}

fn of_text(text: &str, is_cut: bool) -> Option<Kind> {
    if is_clip(text, is_cut) {
        return Some(Kind::Clip);
    }
    if text.starts_with('{') {
        return text.contains("jsonfeed.org/version").then_some(Kind::Feed);
    }
    match first_element(text)?.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf" | "channel" => Some(Kind::Feed),
        "html" | "head" | "body" => Some(Kind::Html),
        _ => None,
    }
}

/// Whether a text begins like a clip: with a stamp, or with a title and its rule; front matter may precede both.
///
/// Other Markdown may have front matter, too, or begin with a link. A text that is cut within the header counts as a clip.
fn is_clip(text: &str, is_cut: bool) -> bool {
    let mut lines = text.lines().map(str::trim_end).skip_while(|line| line.is_empty()).peekable();
    let mut first = lines.next().unwrap_or_default();
    if first == "---" {
        // Without an entry, the line is a thematic break.
        let has_entry = lines.peek().is_some_and(|line| is_entry(line));
        if !lines.any(|line| line == "---") {
            return is_cut || has_entry;
        }
        first = match lines.find(|line| !line.is_empty()) {
            Some(first) => first,
            None => return is_cut,
        };
    }
    is_stamp(first) || (first.starts_with('[') && has_rule(first, lines, is_cut))
}

/// Whether a text begins with front matter and does not hold its end.
fn has_open_front_matter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some("---") && lines.all(|line| line != "---")
}

/// Whether a line of front matter is `key: value`.
fn is_entry(line: &str) -> bool {
    let is_key = |key: &str| key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && is_key(key))
}

/// Whether the rule follows a title. Only a title whose first line does not end a link has more lines.
fn has_rule<'a>(first: &str, mut lines: impl Iterator<Item = &'a str>, is_cut: bool) -> bool {
    if first.contains("](") {
        return lines.next().map_or(is_cut && first.contains("](http"), |line| line == RULE);
    }
    lines.any(|line| line == RULE)
}

/// The line after the title of a clip.
const RULE: &str = "------";

fn is_stamp(line: &str) -> bool {
    let stamp = line.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    stamp.is_some_and(|stamp| stamp == "NaN" || stamp.parse::<i64>().is_ok())
}

/// The local name of the first element, after declarations, comments and processing instructions; `html` for a doctype of
/// HTML.
fn first_element(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        let rest = text.strip_prefix('<')?;
        text = if rest.starts_with("!--") {
            rest.split_once("-->")?.1
        } else if rest.starts_with('?') {
            rest.split_once('>')?.1
        } else if let Some(declared) = rest.strip_prefix('!') {
            let word = declared.split_ascii_whitespace().nth(1).unwrap_or_default();
            if word.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html")) {
                return Some("html");
            }
            rest.split_once('>')?.1
        } else {
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
            let name = &rest[..end?];
            return name.rsplit(':').next();
        };
    }
}

/// The extension of a file name, in lower case.
pub(crate) fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

fn of_name(path: &Path, text: &str, is_cut: bool) -> Option<Kind> {
    match extension(path)?.as_str() {
        // An empty file, or one without its header, is a damaged clip. Any other text is not an article, and neither is the page
        // of a repository, which often begins with centered pictures.
        "md" if is_readme(path) => None,
        "md" if text.is_empty() || text.starts_with('<') => Some(Kind::Clip),
        // A title may be longer than the bytes that are examined.
        "md" if is_cut && text.starts_with('[') && !text.contains('\n') => Some(Kind::Clip),
        "html" | "htm" | "xhtml" if !text.contains('\0') => Some(Kind::Html),
        "rss" | "atom" => Some(Kind::Feed),
        _ => None,
    }
}

fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let cases: [(&str, &[u8], Option<Kind>); 24] = [
            ("a.txt", b"<!--NaN-->\n[Rain](https://a.example/)\n------\n", Some(Kind::Clip)),
            ("a", b"\xef\xbb\xbf\r\n[Rain](https://a.example/)\r\n------\r\n", Some(Kind::Clip)),
            ("a", b"[It rained\nand rained](https://a.example/)\n------\n", Some(Kind::Clip)),
            ("a.html", b"---\nlayout: post\n---\n\n[Rain](https://a.example/)\n------\n", Some(Kind::Clip)),
            ("a.html", b"---\nlayout: post\n---\n<!--0-->\n", Some(Kind::Clip)),
            ("a.md", b"---\ntitle: Rain\n", Some(Kind::Clip)),
            // Other Markdown.
            ("a.md", b"---\nlayout: post\n---\n\nRain.\n", None),
            ("a.md", b"---\ntitle: Rain\n---\n\n[Rain](https://a.example/) fell.\n", None),
            ("a.md", b"---\n\nRain.\n", None),
            ("a.md", b"[![CI](https://a.example/ci.svg)](https://a.example/)\n\nRain\n------\n", None),
            ("README.md", b"<p align=center><img src=rain.png></p>", None),
            ("a.md", b"<!doctype html><title>Rain</title>", Some(Kind::Html)),
            ("a", b"<!-- saved --> <HTML lang=en>", Some(Kind::Html)),
            ("a", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C'>", Some(Kind::Html)),
            (
                "a.html",
                b"<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- x --><rss version='2.0'>",
                Some(Kind::Feed),
            ),
            ("a", b"<!DOCTYPE rss SYSTEM 'x'><rss>", Some(Kind::Feed)),
            ("a", b"<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", Some(Kind::Feed)),
            ("a", b"<rdf:RDF xmlns='x'>", Some(Kind::Feed)),
            ("a", b"\xff\xfe<\0r\0s\0s\0>\0", Some(Kind::Feed)),
            ("a.json", br#"{"version": "https://jsonfeed.org/version/1.1"}"#, Some(Kind::Feed)),
            ("a.json", br#"{"version": 1}"#, None),
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
            ("README.md", b"# Rain", None),
            ("a.png", b"\x89PNG\r\n\x1a\n", None),
        ];
        for (name, start, kind) in cases {
            assert_eq!(Kind::of(Path::new(name), start), kind, "{name}: {}", start.escape_ascii());
        }
    }

    #[test]
    fn what_precedes_the_content_may_be_long() {
        let tags = "- rain and a word\n".repeat(1000);
        let matter = |after: &str| format!("---\ntags:\n{tags}---\n\n{after}");
        for (text, kind) in [
            (matter("[Rain](https://a.example/)\n------\n"), Some(Kind::Clip)),
            (matter("Rain.\n"), None),
            (format!("---\ntags:\n{tags}"), Some(Kind::Clip)),
            (format!("<?xml version='1.0'?><!-- {tags} --><rss><channel>"), Some(Kind::Feed)),
            (format!("<!-- {tags} --><html>"), Some(Kind::Html)),
            (format!("<!-- {tags} --><svg>"), None),
        ] {
            assert_eq!(Kind::of(Path::new("a.txt"), text.as_bytes()), kind, "{}", &text[..30]);
        }
    }

    #[test]
    fn a_named_file_may_be_a_fragment() {
        for (start, kind) in [
            ("<P class=a>Rain", Some(Kind::Html)),
            ("\u{feff} <!-- x --><h1>Rain</h1>", Some(Kind::Html)),
            ("<details><summary>Rain</summary>", Some(Kind::Html)),
            ("<iframe src=https://a.example/></iframe>", Some(Kind::Html)),
            ("<script>x()</script><p>Rain", Some(Kind::Html)),
            ("<svg xmlns='http://www.w3.org/2000/svg'>", None),
            ("# Rain", None),
            ("Rain <b>stopped</b>", None),
        ] {
            assert_eq!(Kind::of_fragment(start.as_bytes()), kind, "{start}");
        }
    }

    #[test]
    fn a_damaged_clip_is_recognized_by_its_extension() {
        for start in ["", "<!--soon-->\n", "<p>the rest of an article", "[Rain](relative)\n------\n"] {
            assert_eq!(Kind::of(Path::new("a.md"), start.as_bytes()), Some(Kind::Clip), "{start}");
        }
        assert_eq!(Kind::of(Path::new("a.htm"), b"<p>Rain"), Some(Kind::Html));
    }
}
