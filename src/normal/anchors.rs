//! Anchors of list items: the names that links to notes use.

use std::collections::HashMap;

use crate::tree::{Anchor, Block, Inline, Link, NodeMut, text, walk_mut};

/// The maximum number of characters of the mark of a note, such as `1`, `[12]`, `*` or `[note 3]`, without its brackets.
const MAX_MARK: usize = 8;

/// The maximum length of a name, in bytes.
const MAX_NAME: usize = 64;

/// The name of an item if it is of the form that writers of notes use: `fn1`, `fn:1`, `cite_note-3`, `user-content-fn-1`.
///
/// In a page, each `id` becomes a property of `window` (HTML §7.2.2.3), so a name must not be one that scripts look up.
pub(crate) fn name(id: &str) -> Option<&str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let is_name =
        id.len() <= MAX_NAME && id.bytes().all(is_plain) && id.bytes().any(|byte| byte.is_ascii_digit());
    let has_word = || {
        let lower = id.to_ascii_lowercase();
        ["fn", "ftn", "note", "ref"].iter().any(|word| lower.contains(word))
    };
    (is_name && has_word()).then_some(id)
}

/// The name of the item that a URL leads to.
pub(crate) fn name_in_url(url: &str) -> Option<&str> {
    name(url.split_once('#')?.1)
}

/// Whether the content of a link is the mark of a note: a short text.
pub(crate) fn is_mark(content: &[Inline]) -> bool {
    let mut content = content;
    // Formatting has no effect on the length. A loop, because recursion would be as deep as the tree.
    while let [Inline::Marked { content: inner, .. }] = content {
        content = inner;
    }
    let [Inline::Text(text)] = content else { return false };
    let mark = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')'));
    !mark.is_empty() && mark.chars().nth(MAX_MARK).is_none()
}

/// Whether a link leads back from the note with the URL `anchor`: it leads to another place of the document, and its text is a sign,
/// perhaps with a number. `document` is the URL of the document, up to the `#` of `anchor`.
pub(crate) fn is_backlink(link: &Link, anchor: &str, document: &str) -> bool {
    let is_same_document = link.target.url.split_once('#').is_some_and(|(url, _)| url == document);
    is_same_document && link.target.url != anchor && {
        let shown = text(&link.content);
        // If the text refers to a note twice, the second link back is `↩2`.
        let rest = shown
            .strip_prefix(['↩', '↑', '^'])
            .map_or(&*shown, |rest| rest.trim_matches(|c: char| c.is_ascii_digit() || c == '\u{fe0e}'));
        !shown.is_empty() && !rest.contains(char::is_alphanumeric)
    }
}

/// Replaces the name of each item by the URL of the first mark before its list that leads to it, and removes all other names.
///
/// Marks precede notes, so one walk finds both. Each URL is used once, so that no two items have the same.
pub(super) fn resolve(blocks: &mut [Block]) {
    let mut urls: HashMap<String, String> = HashMap::new();
    walk_mut(blocks, |node| match node {
        NodeMut::Inline(Inline::Link(link)) if is_mark(&link.content) => {
            if let Some(name) = name_in_url(&link.target.url)
                && !urls.contains_key(name)
            {
                urls.insert(name.to_string(), link.target.url.clone());
            }
        }
        NodeMut::Block(Block::List(list)) => {
            for item in &mut list.items {
                let url = item.anchor.take().and_then(|name| urls.remove(&name.url));
                item.anchor = url.map(|url| Box::new(Anchor { url }));
            }
        }
        _ => {}
    });
}
