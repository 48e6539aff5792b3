//! HTML and texts, separated by U+001F: the texts replace texts and URLs of the tree, and the result is written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::html::Reader;
use newsclip::tree::{Inline, NodeMut, walk_mut};
use newsclip::{Document, Markdown, Url};

fuzz_target!(|input: &str| {
    let mut parts = input.split('\u{1f}');
    let html = parts.next().unwrap_or_default();
    let texts: Vec<&str> = parts.collect();
    if texts.is_empty() {
        return;
    }
    let mut texts = texts.iter().cycle().map(|text| (*text).to_string());
    let mut next = || texts.next().expect("a cycle does not end");
    let url = Url::parse("https://a.example/").expect("a URL");
    let mut document: Document = Reader::new().read(html).into_document(url);
    walk_mut(&mut document.body, |node| match node {
        NodeMut::Inline(Inline::Text(text) | Inline::Code { text } | Inline::Math { tex: text, .. }) => {
            *text = next()
        }
        NodeMut::Inline(Inline::Link(link)) => link.target.url = next(),
        NodeMut::Inline(Inline::Image(image)) => image.alt = next(),
        NodeMut::FigureImage(image) => image.image.url = next(),
        _ => {}
    });
    let _ = (
        document.to_text(),
        document.to_clip(),
        document.to_rss(),
        document.to_atom(),
        document.to_json_feed(),
    );
    let _ = Markdown::new().wrap(20).render(&document);
    assert_eq!(Document::from_json(&document.to_json()).expect("our own JSON"), document);
    // HTML reads back in normal form.
    let shown = Reader::new().read(&document.to_html()).body;
    assert_eq!(newsclip::normal::normalize(shown.clone()), shown);
});
