//! The laws that every output must satisfy.

use dom_query::Document as Dom;
use newsclip::feed::{self, Content, Format, Writer};
use newsclip::html::{Frames, Reader};
use newsclip::tree::Block;
use newsclip::{Document, Feed, Html};

use super::markdown;
use crate::input::File;
use crate::report::Diagnostic;

/// Returns a description of the error, if there is one.
type Law = fn(&Document) -> Option<String>;

/// The broken laws of an article.
pub(super) fn document(file: &File, document: &Document) -> Vec<Diagnostic> {
    let laws: [(&str, Law); 6] = [
        ("clip", clip),
        ("json", json),
        ("html", html),
        ("markdown", markdown::difference),
        ("feed", feeds),
        ("safety", safety),
    ];
    let broken = laws.iter().filter_map(|(name, law)| {
        let message = law(document)?;
        Some(Diagnostic::new(&file.path, format!("{name}: {message} ({})", document.url)))
    });
    broken.collect()
}

fn clip(document: &Document) -> Option<String> {
    match newsclip::parse(&document.to_clip()) {
        Ok(again) => (again != *document).then(|| "the clip reads back as a different article".to_string()),
        Err(error) => Some(format!("the clip does not read back: {error}")),
    }
}

fn json(document: &Document) -> Option<String> {
    match Document::from_json(&document.to_json()) {
        Ok(again) => (again != *document).then(|| "the JSON reads back as a different article".to_string()),
        Err(error) => Some(format!("the JSON does not read back: {error}")),
    }
}

fn html(document: &Document) -> Option<String> {
    let again = read(&document.to_html(), document);
    (again != document.body).then(|| "the HTML reads back as a different article".to_string())
}

fn read(html: &str, document: &Document) -> Vec<Block> {
    Reader::new().base(&document.url).read(html).body
}

/// The article as a feed of one, in all formats.
fn feeds(document: &Document) -> Option<String> {
    // Feeds have links in place of embedded pages.
    let body = read(&Html::new().frames(Frames::Link).render(document), document);
    let formats = [
        (Format::Rss, document.to_rss()),
        (Format::Atom, document.to_atom()),
        (Format::Json, document.to_json_feed()),
    ];
    formats.iter().find_map(|(format, text)| {
        if let Some(message) = well_formed(*format, text) {
            return Some(message);
        }
        let feed = match Feed::parse(text) {
            Ok(feed) => feed,
            Err(error) => return Some(format!("{format} does not read back: {error}")),
        };
        let [item] = feed.items.as_slice() else {
            return Some(format!("{format}: expected 1 item, found {}", feed.items.len()));
        };
        let content = if item.content.is_empty() { &item.summary } else { &item.content };
        let title = if item.title == document.title { None } else { Some("title") };
        let url = if item.url.as_ref() == Some(&document.url) { None } else { Some("address") };
        // Without content, a feed has only the summary (docs/feeds.md, "No content, no element").
        let is_summary =
            body.is_empty() && content.iter().all(|block| document.summary == Some(block.text()));
        let body = if *content == body || is_summary { None } else { Some("content") };
        title.or(url).or(body).map(|what| format!("{format} reads back with a different {what}"))
    })
}

/// Checks that a feed of many items is well-formed in each format, and keeps its items.
pub(super) fn feed(file: &File, feed: &Feed) -> Vec<Diagnostic> {
    let wrong = Format::ALL.iter().filter_map(|format| {
        let text = Writer::new(*format).content(Content::Full).render(feed);
        let message = well_formed(*format, &text).or_else(|| items(*format, &text, feed))?;
        Some(Diagnostic::new(&file.path, format!("feed: {message}")))
    });
    wrong.collect()
}

fn items(format: Format, text: &str, feed: &Feed) -> Option<String> {
    let again = match feed::Reader::new().read(text) {
        Ok(outcome) => outcome.feed,
        Err(error) => return Some(format!("{format} does not read back: {error}")),
    };
    let (before, after) = (feed.items.len(), again.items.len());
    if before != after {
        return Some(format!("{format}: expected {before} items, found {after}"));
    }
    let changed = feed.items.iter().zip(&again.items).find(|(a, b)| a.title != b.title || a.url != b.url);
    changed
        .map(|(item, _)| format!("{format}: \"{}\" reads back with a different title or address", item.title))
}

/// Checks the syntax with parsers that share no code with the library.
fn well_formed(format: Format, text: &str) -> Option<String> {
    let result = if format == Format::Json {
        serde_json::from_str::<serde::de::IgnoredAny>(text).map(drop).map_err(|error| error.to_string())
    } else {
        xml(text).map_err(|error| error.to_string())
    };
    result.err().map(|error| format!("{format} is malformed: {error}"))
}

fn xml(text: &str) -> Result<(), quick_xml::Error> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    while !matches!(reader.read_event()?, quick_xml::events::Event::Eof) {}
    Ok(())
}

/// Checks that the HTML contains nothing that executes.
fn safety(document: &Document) -> Option<String> {
    let dom = Dom::fragment(document.to_html());
    dom.root().descendants_it().find_map(|node| {
        let name = node.node_name()?;
        if matches!(&*name, "script" | "style" | "object" | "embed" | "base" | "meta" | "link" | "form") {
            return Some(format!("the HTML contains the element {name}"));
        }
        let attribute = node.attrs().into_iter().find(|attribute| {
            let value = attribute.value.trim_start().to_ascii_lowercase();
            attribute.name.local.starts_with("on")
                || value.starts_with("javascript:")
                || value.starts_with("vbscript:")
        })?;
        Some(format!("the HTML contains the attribute {}", &*attribute.name.local))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use newsclip::Url;
    use newsclip::tree::Inline;

    use super::*;

    fn broken(document: &super::Document) -> Vec<String> {
        let file = File::named(Path::new("a.md"));
        let messages = super::document(&file, document).into_iter().map(|diagnostic| diagnostic.to_string());
        assert_eq!(file.path, Path::new("a.md"));
        messages.collect()
    }

    #[test]
    fn an_article_that_was_read_breaks_no_law() {
        let document =
            newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It <b>stopped</b>.").expect("a clip");
        assert_eq!(broken(&document), [""; 0]);
    }

    /// A tree that a program built may not be in normal form. Then it does not read back, and the laws must report it.
    #[test]
    fn a_tree_outside_normal_form_is_reported() {
        let url = Url::parse("https://a.example/1").expect("it is an address");
        let mut document = super::Document::new(url, " Rain ");
        document.body = vec![Block::paragraph(vec![Inline::from("It "), Inline::from("  stopped")])];
        let messages = broken(&document);
        assert!(
            messages[0]
                .starts_with("a.md: clip: the clip reads back as a different article (https://a.example/1)"),
            "{messages:?}"
        );
        assert!(messages.iter().any(|message| message.contains("html: ")), "{messages:?}");
        assert!(
            messages.iter().any(|message| message.contains("feed: rss reads back with a different title")),
            "{messages:?}"
        );
    }

    #[test]
    fn malformed_xml_is_reported() {
        assert_eq!(well_formed(Format::Rss, "<rss><channel/></rss>"), None);
        assert!(
            well_formed(Format::Atom, "<feed><entry></feed>")
                .is_some_and(|message| message.starts_with("atom is malformed"))
        );
        assert!(well_formed(Format::Json, "{").is_some());
    }
}
