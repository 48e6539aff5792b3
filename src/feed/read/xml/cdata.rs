//! The ends of CDATA sections, which may be missing.

use memchr::{memchr2_iter, memmem};

use crate::feed::conventions::cdata_start_at;

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
        cdata_start_at(text, at).map(|start| Mark::Start(start.start))
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
