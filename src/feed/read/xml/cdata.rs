//! The starts and ends of CDATA sections, which may be misspelled or missing.

use memchr::memmem;

/// The length of the start of a CDATA section. XML 1.0 §2.7 requires capital letters and no spaces. The parser makes a note
/// on others.
pub(super) fn cdata_start(text: &str) -> Option<usize> {
    let skip_space = |text: &'_ str| usize::from(text.starts_with(' '));
    let mut at = "<!".len();
    for part in ["[", "CDATA", "["] {
        at += skip_space(&text[at..]);
        at += text.get(at..at + part.len()).filter(|found| found.eq_ignore_ascii_case(part))?.len();
    }
    Some(at)
}

pub(super) const CDATA_END: &[u8] = b"]]>";

/// The end of a CDATA section and the start of another one before it. If there is a start, the end may be missing.
pub(super) fn cdata_end(text: &str) -> (Option<usize>, Option<usize>) {
    let bytes = text.as_bytes();
    // In growing parts, so that many starts before a distant end take linear time.
    let mut length = 2048;
    loop {
        let part = &bytes[..length.min(bytes.len())];
        let end = memmem::find(part, CDATA_END);
        let next = memmem::find(&part[..end.unwrap_or(part.len())], b"<![CDATA[");
        if end.is_some() || next.is_some() || part.len() == bytes.len() {
            return (end, next);
        }
        length *= 4;
    }
}

/// The length of a CDATA section without an end, if the field that it is in ends before the next section. Otherwise, the
/// next section is inside of it.
pub(super) fn unclosed_cdata(before_next: &str) -> Option<usize> {
    const ITEM_ENDS: [&str; 2] = ["</item>", "</entry>"];
    const FIELD_ENDS: [&str; 8] = [
        "</title>",
        "</link>",
        "</description>",
        "</content:encoded>",
        "</summary>",
        "</content>",
        "</category>",
        "</dc:creator>",
    ];
    let first = |ends: &[&str]| {
        ends.iter().filter_map(|end| memmem::find(before_next.as_bytes(), end.as_bytes())).min()
    };
    // Content may be about feeds, but rarely holds the end of an item that is not escaped.
    let item = first(&ITEM_ENDS)?;
    Some(first(&FIELD_ENDS).map_or(item, |field| field.min(item)))
}
