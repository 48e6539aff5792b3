//! Wraps lines at a width.

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthStr;

/// Splits a line into lines of at most `columns` columns, where UAX #14 allows a break.
pub(super) fn wrapped(line: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(line.len() + line.len() / columns + 1);
    let mut start = 0;
    let mut last = 0;
    let mut width = 0;
    // UAX #14 also defines breaks for Chinese, Japanese and Thai, which have no spaces.
    for (at, _) in linebreaks(line) {
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
            // A separator of lines in the text.
            ("a\u{2028}rain stopped", 4, "a\u{2028}\nrain\nstopped"),
        ] {
            assert_eq!(wrapped(line, columns), expected, "{line}");
        }
    }
}
