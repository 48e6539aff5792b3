//! Any text: a document read from JSON can be written in every format, and reads back from JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::{Document, Html};

fuzz_target!(|json: &str| {
    let Ok(document) = Document::from_json(json) else { return };
    let outputs = (document.to_markdown(), document.to_text(), document.to_html(), document.to_clip());
    let feeds = (document.to_rss(), document.to_atom(), document.to_json_feed());
    let _ = (outputs, feeds, Html::page().render(&document));
    let again = Document::from_json(&document.to_json()).expect("our own JSON");
    let normal = document.normalized();
    assert_eq!(again.normalized(), normal);
    assert_eq!(normal.clone().normalized(), normal);
});
