//! The starts and ends of CDATA sections, which may be misspelled or missing.

use memchr::{memchr2_iter, memmem};

/// The length of the start of a CDATA section. XML 1.0 §2.7 requires capital letters and no spaces. The parser makes a note
/// on others.
pub(super) fn cdata_start(text: &str) -> Option<usize> {
    let skip_space = |text: &str| usize::from(text.starts_with(' '));
    let mut at = "<!".len();
    for part in ["[", "CDATA", "["] {
        at += skip_space(&text[at..]);
        at += text.get(at..at + part.len()).filter(|found| found.eq_ignore_ascii_case(part))?.len();
    }
    Some(at)
}

pub(super) const CDATA_END: &[u8] = b"]]>";

/// What comes first in a CDATA section.
pub(super) enum Mark {
    /// Its end.
    End(usize),
    /// The start of another section, which shows that an end may be missing.
    Start(usize),
}

/// The first mark in the text after the start of a CDATA section.
pub(super) fn first_mark(text: &str) -> Option<Mark> {
    let bytes = text.as_bytes();
    // Few texts have brackets. Two searches for whole marks took 6 % of the instructions of reading RSS.
    memchr2_iter(b'[', b']', bytes).find_map(|at| {
        if bytes[at..].starts_with(CDATA_END) {
            return Some(Mark::End(at));
        }
        // Every start, also a misspelled one. Otherwise, each of many unclosed sections would be searched to the end of the feed.
        let start = ["<!", "<! "].iter().find(|start| bytes[..at].ends_with(start.as_bytes()))?;
        let from = at - start.len();
        cdata_start(&text[from..]).map(|_| Mark::Start(from))
    })
}

/// The length of a CDATA section without an end, if the field that it is in ends before the next section. Otherwise, the
/// next section is inside of it. `ends_item` is true if the text ends with the item, whose end tag may be missing.
pub(super) fn unclosed_cdata(before_next: &str, ends_item: bool) -> Option<usize> {
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
    let item = first(&ITEM_ENDS).or(ends_item.then_some(before_next.len()))?;
    Some(first(&FIELD_ENDS).map_or(item, |field| field.min(item)))
}
