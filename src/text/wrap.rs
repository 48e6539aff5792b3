//! Wraps lines at a width.

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthStr;

/// Splits a line into lines of at most `columns` columns, where UAX #14 allows a break, but not within a URL: terminals and mail
/// programs would make a link of its first line only.
pub(super) fn wrapped(line: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(line.len() + line.len() / columns + 1);
    let mut start = 0;
    let mut last = 0;
    let mut width = 0;
    let mut url = url_after(line, 0);
    // UAX #14 also defines breaks for Chinese, Japanese and Thai, which have no spaces.
    for (at, _) in linebreaks(line) {
        while url.end < at && url.end < line.len() {
            url = url_after(line, url.end);
        }
        if url.start < at && at < url.end {
            continue;
        }
        let piece = &line[last..at];
        // Spaces at the end of a line are invisible, so they may exceed the width.
        if start < last && width + piece.trim_end().width() > columns {
            wrapped.push_str(line[start..last].trim_end_matches(' '));
            wrapped.push('\n');
            (start, width) = (last, 0);
        }
        width += piece.width();
        last = at;
    }
    wrapped.push_str(&line[start..]);
    wrapped
}

/// The first URL with `://` after an offset, as a range; at the end of the line if there is none.
fn url_after(line: &str, from: usize) -> Range<usize> {
    let Some(found) = line[from..].find("://") else { return line.len()..line.len() };
    let before =
        line[from..from + found].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let rest = &line[from + found..];
    let end = rest.find(|c: char| !c.is_ascii_graphic()).map_or(line.len(), |length| from + found + length);
    from + before.len()..end
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_are_split_at_the_width() {
        for (line, columns, expected) in [
            ("", 5, ""),
            ("rain", 5, "rain"),
            ("rain stopped today", 12, "rain stopped\ntoday"),
            ("rain stopped today", 11, "rain\nstopped\ntoday"),
            // Longer than a line.
            ("thunderstorms", 5, "thunderstorms"),
            ("雨停了，天晴了。", 8, "雨停了，\n天晴了。"),
            (
                "it rained (https://a.example/b/c?d-e), and",
                12,
                "it rained\n(https://a.example/b/c?d-e),\nand",
            ),
            ("见https://a.example/b/c，天晴了", 8, "见\nhttps://a.example/b/c，\n天晴了"),
            ("https://a.example/b/c https://a.example/", 8, "https://a.example/b/c\nhttps://a.example/"),
            ("and/or", 5, "and/\nor"),
            // A separator of lines in the text.
            ("a\u{2028}rain stopped", 4, "a\u{2028}\nrain\nstopped"),
        ] {
            assert_eq!(wrapped(line, columns), expected, "{line}");
        }
    }
}
