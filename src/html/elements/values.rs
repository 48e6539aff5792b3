//! Attributes that are read only with certain values, and attributes with unknown names that hold addresses.

use super::{Attr, AttrSet, ElementRow, Read, Rule, is_microformat};

/// The attributes that are read only with certain values on some elements.
pub(in crate::html) const CONDITIONAL: AttrSet =
    AttrSet::of(&[Attr::Class, Attr::Rel, Attr::Style, Attr::Title]);

impl ElementRow {
    /// Whether an attribute of [`CONDITIONAL`] is read with this value. `is_page` is true if metadata is read as well.
    #[inline(never)]
    pub(in crate::html) fn reads_value(&self, name: Attr, value: &str, is_page: bool) -> bool {
        match name {
            Attr::Class => self.attributes.contains(Attr::Class) || is_microformat(value),
            // Almost all links have a `rel`, but only few lead to an author.
            Attr::Rel if self.rule == Rule::Link => is_page && is_author(value),
            Attr::Style if self.rule == Rule::Formatting => has_normal_weight(value),
            Attr::Title if self.read == Read::Transparent => is_page && may_be_time(value),
            _ => true,
        }
    }

    /// Whether an attribute with an unknown name could be the URL of an image, a frame or a player that a script loads.
    pub(in crate::html) fn may_have_source(&self, name: &[u8], value: &[u8]) -> bool {
        let may_be_source = match self.read {
            Read::Frame if is_key_of_player(name) => return true,
            Read::Image => true,
            Read::Frame | Read::Player(_) => name.windows(3).any(|part| part.eq_ignore_ascii_case(b"src")),
            _ => false,
        };
        may_be_source && matches!(value.trim_ascii_start(), [b'/' | b'h' | b'H', _, ..])
    }
}

/// Whether an attribute names the video, audio or post of a player.
pub(in crate::html) fn is_key_of_player(name: &[u8]) -> bool {
    let names =
        ["data-videoid", "videoid", "data-tweetid", "data-shortcode", "data-href", "voice_encode_fileid"];
    names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

fn is_author(relations: &str) -> bool {
    relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("author"))
}

/// Whether a text begins with a year, as times in microformats do.
pub(in crate::html) fn may_be_time(text: &str) -> bool {
    text.as_bytes().get(..4).is_some_and(|year| year.iter().all(u8::is_ascii_digit))
}

/// Whether a style begins with a normal weight, so that a `b` is not bold. Google Docs puts such a `b` around all that is copied.
pub(in crate::html) fn has_normal_weight(style: &str) -> bool {
    let Some((name, weight)) = style.split(';').next().and_then(|rule| rule.split_once(':')) else {
        return false;
    };
    name.trim() == "font-weight"
        && matches!(weight.trim().trim_end_matches("!important").trim(), "normal" | "400")
}
