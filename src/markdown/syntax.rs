//! The syntax of destinations, titles and code spans (CommonMark 0.31 §6.1, §6.3).

use super::escape::{Next, is_escape, is_reference, opens_html};
use crate::scan;

/// Writes a link destination (§6.3): without angle brackets if possible, as people do.
pub(super) fn push_destination(out: &mut String, url: &str) {
    let is_special = |byte: u8| (byte == b'&') | (byte == b'(') | (byte == b')');
    // Most URLs have none. Scanning them once, in chunks, saves 3 % of the time of writing Markdown.
    if !url.is_empty() && scan::find(url.as_bytes(), is_special, is_special).is_none() {
        return out.push_str(url);
    }
    // §6.3: without angle brackets, a destination is not empty and has balanced parentheses. `url::resolve` leaves no spaces and
    // angle brackets in it.
    let is_bare = !url.is_empty() && is_balanced(url);
    if !is_bare {
        out.push('<');
    }
    let mut rest = url;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        if is_reference(after) {
            out.push_str("amp;");
        }
        rest = after;
    }
    out.push_str(rest);
    if !is_bare {
        out.push('>');
    }
}

/// Whether parentheses are balanced, and nested at most 31 levels deep.
fn is_balanced(url: &str) -> bool {
    let mut open = 0_i32;
    for byte in url.bytes() {
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        // §6.3 requires at least three levels of readers. cmark supports fewer than 32.
        if !(0..32).contains(&open) {
            return false;
        }
    }
    open == 0
}

/// Writes a title in quotes, with a space before it (§6.3). The quotes are single if the title has only double ones.
pub(super) fn push_title(out: &mut String, title: Option<&str>) {
    let Some(title) = title else { return };
    // The other kind of quotes saves backslashes.
    let quote = if title.contains('"') && !title.contains('\'') { '\'' } else { '"' };
    out.extend([' ', quote]);
    let is_special =
        |byte: u8| (byte == b'&') | (byte == b'"') | (byte == b'<') | (byte == b'\\') | (byte == b'\n');
    // Most images have titles, and most titles have no special characters.
    let clean = scan::find(title.as_bytes(), is_special, is_special).unwrap_or(title.len());
    out.push_str(&title[..clean]);
    for (at, c) in title.char_indices().skip_while(|&(at, _)| at < clean) {
        let after = &title[at + c.len_utf8()..];
        match c {
            // Not `\&`, because some readers decode references before they remove backslashes.
            '&' if is_reference(after) => out.push_str("&amp;"),
            '"' if quote == '"' => out.push_str("\\\""),
            // If a reader does not recognize the link, its title must not become a tag.
            '<' if opens_html(after, Next::Other) => out.push_str("\\<"),
            // Not `\\`, because some readers take the second backslash for the start of `\"`.
            '\\' if after.is_empty() => out.push_str("&#92;"),
            '\\' if is_escape(after) => out.push_str("\\\\"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push(quote);
}

/// Writes a code span between runs of backticks (§6.1).
pub(super) fn push_code(out: &mut String, code: &str, in_cell: bool) {
    // §6.1: a code span ends at the first run of the same length, so a length that the code does not hold is used.
    let runs = code.split(|c| c != '`').map(str::len);
    let mut fence = 1;
    let lengths: std::collections::HashSet<usize> = runs.collect();
    while lengths.contains(&fence) {
        fence += 1;
    }
    // §6.1: readers strip a space at both ends, so one is added if that would change the code.
    let is_spaced = code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
    let pad = code.starts_with('`') || code.ends_with('`') || is_spaced;
    let ticks = "`".repeat(fence);
    out.push_str(&ticks);
    out.push_str(if pad { " " } else { "" });
    if in_cell {
        out.push_str(&code.replace('|', "\\|"));
    } else {
        out.push_str(code);
    }
    out.push_str(if pad { " " } else { "" });
    out.push_str(&ticks);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_have_angle_brackets_only_if_needed() {
        for (url, expected) in [
            ("a", "a"),
            ("a(b)", "a(b)"),
            ("(", "<(>"),
            (")", "<)>"),
            ("", "<>"),
            ("&", "&"),
            ("a?b&amp;c&d", "a?b&amp;amp;c&d"),
        ] {
            let mut out = String::new();
            push_destination(&mut out, url);
            assert_eq!(out, expected, "{url}");
        }
    }

    #[test]
    fn titles_have_escapes_only_if_needed() {
        for (title, expected) in [
            ("Rain", "\"Rain\""),
            ("Rain\nand snow", "\"Rain and snow\""),
            ("\nRain", "\" Rain\""),
            ("rain < snow", "\"rain < snow\""),
            ("<b>rain", "\"\\<b>rain\""),
            ("\"rain\"", "'\"rain\"'"),
            ("\"it's rain\"", "\"\\\"it's rain\\\"\""),
            ("rain & snow &amp;", "\"rain & snow &amp;amp;\""),
            ("a\\b\\", "\"a\\b&#92;\""),
        ] {
            let mut out = String::new();
            push_title(&mut out, Some(title));
            assert_eq!(out, format!(" {expected}"), "{title:?}");
        }
    }

    #[test]
    fn code_has_extra_spaces_only_if_needed() {
        for (code, expected) in [
            ("a", "`a`"),
            (" a", "` a`"),
            ("a ", "`a `"),
            (" a ", "`  a  `"),
            ("  ", "`  `"),
            ("`a", "`` `a ``"),
            ("a`", "`` a` ``"),
            ("a``b", "`a``b`"),
        ] {
            let mut out = String::new();
            push_code(&mut out, code, false);
            assert_eq!(out, expected, "{code:?}");
        }
    }
}
