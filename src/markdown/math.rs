//! Formulas between dollar signs, as comrak (`math_dollars`), pulldown-cmark (`ENABLE_MATH`) and Pandoc read them.

use super::escape::{Next, opens_html};
use crate::tree::Inline;
use crate::url::{Purpose, resolve};

/// Whether parsers find the TeX between dollar signs again, regardless of the text around it.
pub(super) fn is_writable(tex: &str) -> bool {
    // Pandoc and comrak: no white space inside an opening or a closing sign.
    let is_trimmed = !tex.is_empty() && tex.trim().len() == tex.len();
    // comrak takes `\$` for text even after a second backslash.
    is_trimmed && !tex.contains('$') && !tex.ends_with('\\') && has_balanced_braces(tex) && !is_markup(tex)
}

/// Whether parsers without formulas could find a tag, a link or a backtick in the TeX, which may be dangerous (docs/security.md).
// A backtick could pair with one of a code span after the formula. Then a tag in that code span would be a tag of the document.
// Directly after `$`, a backtick also opens code.
fn is_markup(tex: &str) -> bool {
    let opens_tag = |at| opens_html(&tex[at + 1..], Next::Other);
    tex.contains('`') || tex.contains("](") || memchr::memchr_iter(b'<', tex.as_bytes()).any(opens_tag)
}

/// pulldown-cmark ends a formula only at a sign outside its braces, which it counts up to 25 deep.
const MAX_BRACES: usize = 20;

fn has_balanced_braces(tex: &str) -> bool {
    let mut open = 0_usize;
    let mut bytes = tex.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' if open == MAX_BRACES => return false,
            b'{' => open += 1,
            b'}' if open == 0 => return false,
            b'}' => open -= 1,
            // `\{` is a visible brace.
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    open == 0
}

/// Whether the Markdown of an inline may follow a closing dollar sign.
pub(super) fn may_follow(inline: &Inline) -> bool {
    match inline {
        // Pandoc and comrak: `$20,000 and $30,000` is not a formula.
        Inline::Text(text) => !text.starts_with(|c: char| c.is_ascii_digit()),
        Inline::Math { .. } => false,
        // If the URL is refused, only the text is written.
        Inline::Link(link) => resolve(&link.target.url, None, Purpose::Link).is_some(),
        Inline::Image(image) => resolve(&image.url, None, Purpose::Image).is_some(),
        _ => true,
    }
}

/// The text of adjacent texts and formulas. They are escaped as one text, because `<b` and `>` together are a tag.
pub(super) fn joined(inlines: &[Inline]) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Math { tex: text, .. } => text.as_str(),
        _ => "",
    });
    texts.collect()
}

/// Escapes each dollar sign from `start` on, because parsers differ in which of them open a formula.
pub(super) fn escape_dollars(out: &mut String, start: usize) {
    if memchr::memchr(b'$', &out.as_bytes()[start..]).is_some() {
        let escaped = out[start..].replace('$', "\\$");
        out.truncate(start);
        out.push_str(&escaped);
    }
}
