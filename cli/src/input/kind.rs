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

/// The number of bytes to examine. XML declarations, style sheets and licenses in comments may precede the first element of
/// a feed.
pub(crate) const SNIFFED: usize = 4096;

impl Kind {
    /// The kind of a file that begins with `start`; `None` if it is not an article or feed.
    ///
    /// The content decides. The name decides only if the content is ambiguous: a fragment of HTML has no signature, and a
    /// damaged clip has lost its signature but must be reported.
    pub(crate) fn of(path: &Path, start: &[u8]) -> Option<Self> {
        let start = &start[..start.len().min(SNIFFED)];
        // Most files are clips, and the first line identifies them in a tenth of the time that detecting an encoding takes.
        if is_clip(utf8_prefix(first_line(start))) {
            return Some(Self::Clip);
        }
        let text = newsclip::html::decode(start, None);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        of_text(text).or_else(|| of_name(path, text))
    }

    /// The kind of a file that the user named, if its content and name do not tell: HTML, if it begins with an element of it.
    pub(crate) fn of_fragment(start: &[u8]) -> Option<Self> {
        let text = newsclip::html::decode(&start[..start.len().min(SNIFFED)], None);
        let name = first_element(text.trim_start_matches('\u{feff}'))?.to_ascii_lowercase();
        FRAGMENT_STARTS.contains(&name.as_str()).then_some(Self::Html)
    }
}

/// Elements with which a fragment of HTML may begin.
const FRAGMENT_STARTS: [&str; 38] = [
    "a",
    "article",
    "aside",
    "b",
    "base",
    "blockquote",
    "br",
    "center",
    "div",
    "dl",
    "em",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "title",
    "ul",
];

/// The number of bytes that suffice for the first line of a clip.
const LINE: usize = 512;

/// The first line that is not empty, or its beginning.
fn first_line(start: &[u8]) -> &[u8] {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let line = &start[..start.len().min(LINE)];
    line.split(|&byte| byte == b'\n').next().unwrap_or_default()
}

/// The first bytes as text, without an incomplete character at the end.
fn utf8_prefix(bytes: &[u8]) -> &str {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    text.trim_start_matches('\u{feff}').trim_start()
}

fn of_text(text: &str) -> Option<Kind> {
    if is_clip(text) {
        return Some(Kind::Clip);
    }
    if text.starts_with('{') {
        return text.contains("jsonfeed.org/version").then_some(Kind::Feed);
    }
    match first_element(text)?.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf" | "channel" => Some(Kind::Feed),
        "html" | "head" | "body" | "!doctype" => Some(Kind::Html),
        _ => None,
    }
}

/// Whether a text begins like a clip: with front matter, a stamp, or a title.
fn is_clip(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let stamp = line.trim_end().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    let is_stamp = stamp.is_some_and(|stamp| stamp == "NaN" || stamp.parse::<i64>().is_ok());
    line.trim_end() == "---" || is_stamp || (line.starts_with('[') && line.contains("](http"))
}

/// The local name of the first element, after declarations, comments and processing instructions; `!doctype` for a doctype
/// of HTML.
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

fn of_name(path: &Path, text: &str) -> Option<Kind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        // An empty file, or one without its header, is a damaged clip. Any other text is not an article.
        "md" if text.is_empty() || text.starts_with(['<', '[']) => Some(Kind::Clip),
        "html" | "htm" | "xhtml" if !text.contains('\0') => Some(Kind::Html),
        "rss" | "atom" => Some(Kind::Feed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let cases: [(&str, &[u8], Option<Kind>); 16] = [
            ("a.txt", b"<!--NaN-->\n[Rain](https://a.example/)\n------\n", Some(Kind::Clip)),
            ("a", b"\xef\xbb\xbf\r\n[Rain](https://a.example/)\n", Some(Kind::Clip)),
            ("a.html", b"---\nlayout: post\n---\n", Some(Kind::Clip)),
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
    fn a_named_file_may_be_a_fragment() {
        for (start, kind) in [
            ("<P class=a>Rain", Some(Kind::Html)),
            ("\u{feff} <!-- x --><h1>Rain</h1>", Some(Kind::Html)),
            ("<svg xmlns='http://www.w3.org/2000/svg'>", None),
            ("# Rain", None),
            ("Rain <b>stopped</b>", None),
        ] {
            assert_eq!(Kind::of_fragment(start.as_bytes()), kind, "{start}");
        }
    }

    #[test]
    fn a_damaged_clip_is_recognized_by_its_extension() {
        for start in ["", "<!--soon-->\n", "<p>the rest of an article", "[Rain](relative)"] {
            assert_eq!(Kind::of(Path::new("a.md"), start.as_bytes()), Some(Kind::Clip), "{start}");
        }
        assert_eq!(Kind::of(Path::new("a.htm"), b"<p>Rain"), Some(Kind::Html));
    }
}
