//! The texts of metadata.

use crate::html::elements::Name;
use crate::html::plain_text;

/// A text in `meta` or JSON-LD as one line. Templates escape such texts once too often, or leave tags and CDATA sections in them.
pub(super) fn text(value: &str) -> Option<String> {
    let section = value.trim().strip_prefix("<![CDATA[").and_then(|value| value.strip_suffix("]]>"));
    let mut text = plain_text(&without_tags(section.unwrap_or(value)));
    // A text about a tag does not end it.
    let is_escaped = text.strip_prefix('<').is_some_and(|inside| is_tag(inside) && inside.contains("</"));
    if is_escaped {
        text = plain_text(&without_tags(&text));
    }
    (!text.is_empty()).then_some(text)
}

/// A title as one line. Titles have no tags, but some are about them.
pub(super) fn title_text(value: &str) -> Option<String> {
    Some(plain_text(value)).filter(|text| !text.is_empty())
}

/// A text without the tags of elements that HTML has. A space stands for each, because some are line breaks.
fn without_tags(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        rest = after;
        // A tag ends before the next `<`, so each part of the text is searched once.
        let end =
            after.find(['<', '>']).filter(|&end| after[end..].starts_with('>') && is_tag(&after[..end]));
        match end {
            Some(end) => {
                kept.push(' ');
                rest = &after[end + 1..];
            }
            None => kept.push('<'),
        }
    }
    kept.push_str(rest);
    kept
}

/// Whether a text between `<` and `>` is a tag.
fn is_tag(inside: &str) -> bool {
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Name::of(&name.as_bytes()[..length]) != Name::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_templates() {
        let texts = [
            ("Tom &amp; Jerry&#8217;s", Some("Tom & Jerry’s")),
            ("<br /><br />MIAMI <b class=x>–</b> it rains", Some("MIAMI – it rains")),
            ("<a href='/a'>A. Smith</a>", Some("A. Smith")),
            ("1 < 2 > 0 <rain> <3", Some("1 < 2 > 0 <rain> <3")),
            ("a <b and <i>c</i>", Some("a <b and c")),
            (" <p> ", None),
            ("&lt;p&gt;It &lt;b&gt;rained&lt;/b&gt;.&lt;/p&gt;", Some("It rained .")),
            ("&lt;p&gt; begins a paragraph", Some("<p> begins a paragraph")),
        ];
        for (value, expected) in texts {
            assert_eq!(text(value).as_deref(), expected);
        }
        assert_eq!(title_text("The <b> element &amp; its end").as_deref(), Some("The <b> element & its end"));
    }
}
