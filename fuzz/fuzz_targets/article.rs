//! Any HTML: the tree is in normal form, and HTML and JSON read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::normal::normalize;
use newsclip::{Document, Url};

fuzz_target!(|html: &str| {
    let read = |html: &str| Document::from_html(html, Url::parse("https://a.example/").expect("a URL"));
    let document = read(html);
    assert_eq!(normalize(document.body.clone()), document.body);
    assert_eq!(read(&document.to_html()).body, document.body);
    assert_eq!(Document::from_json(&document.to_json()).expect("our own JSON"), document);
    let _ = (document.to_markdown(), document.to_text(), document.to_rss(), document.to_atom());
});
