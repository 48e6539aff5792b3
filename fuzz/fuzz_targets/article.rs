//! Any HTML: what is read is in normal form, and HTML and JSON read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::{Document, normalize, parse};

fuzz_target!(|html: &str| {
    let read =
        |html: &str| parse(&format!("[](https://a.example/)\n------\n\n{html}")).expect("the header is one");
    let document = read(html);
    assert_eq!(normalize(document.body.clone()), document.body);
    assert_eq!(read(&document.to_html()).body, document.body);
    assert_eq!(Document::from_json(&document.to_json()).as_ref(), Ok(&document));
    let _ = (document.to_markdown(), document.to_text(), document.to_rss(), document.to_atom());
});
