//! A base, an element to skip, and HTML, on separate lines: with any options, the tree is in normal form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsclip::Url;
use newsclip::html::Reader;
use newsclip::normal::normalize;

fuzz_target!(|input: &str| {
    let mut lines = input.splitn(3, '\n');
    let base = lines.next().and_then(|line| Url::parse(line).ok());
    let left_out = lines.next().unwrap_or_default();
    let mut reader =
        Reader::new().skip(|element| element.name() == left_out || element.attribute("id") == Some("x"));
    if let Some(base) = &base {
        reader = reader.base(base);
    }
    let page = reader.read(lines.next().unwrap_or_default());
    assert_eq!(normalize(page.body.clone()), page.body);
    let url = base.clone().unwrap_or_else(|| Url::parse("https://a.example/").expect("a URL"));
    let document = page.into_document(url);
    let _ = (document.to_markdown(), document.to_rss());
});
