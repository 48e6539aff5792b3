//! Colors: placeholders in the tree, which the text writer passes through, become escape sequences of the terminal.
//!
//! The placeholders are characters of zero width that do not change line breaks (UAX #14, class CM): format controls for
//! musical notation, in pairs of begin and end. If an article contains them, they are invisible, and at worst change colors.

use anstyle::{AnsiColor, Style};
use newsclip::Document;
use newsclip::tree::{Block, Inline, Mark, NodeMut, walk_mut};

/// A style of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Heading,
    Strong,
    Emphasis,
    Link,
}

const LOOKS: [Look; 4] = [Look::Heading, Look::Strong, Look::Emphasis, Look::Link];

impl Look {
    /// BEGIN BEAM and END BEAM, tie, slur, phrase.
    fn marks(self) -> (char, char) {
        match self {
            Self::Heading => ('\u{1D173}', '\u{1D174}'),
            Self::Strong => ('\u{1D175}', '\u{1D176}'),
            Self::Emphasis => ('\u{1D177}', '\u{1D178}'),
            Self::Link => ('\u{1D179}', '\u{1D17A}'),
        }
    }

    fn style(self) -> Style {
        match self {
            Self::Heading => AnsiColor::Cyan.on_default().bold(),
            Self::Strong => Style::new().bold(),
            Self::Emphasis => Style::new().italic(),
            Self::Link => AnsiColor::Blue.on_default().underline(),
        }
    }
}

/// Puts placeholders around styled text.
pub(super) fn mark(document: &mut Document) {
    if !document.title.is_empty() {
        let (begin, end) = Look::Heading.marks();
        document.title = format!("{begin}{}{end}", document.title);
    }
    walk_mut(&mut document.body, |node| match node {
        NodeMut::Block(Block::Heading { content, .. }) => surround(content, Look::Heading),
        NodeMut::Inline(Inline::Marked { mark: Mark::Strong | Mark::Highlight, content }) => {
            surround(content, Look::Strong);
        }
        NodeMut::Inline(Inline::Marked { mark: Mark::Emphasis, content }) => {
            surround(content, Look::Emphasis);
        }
        NodeMut::Inline(Inline::Link(link)) => surround(&mut link.content, Look::Link),
        _ => {}
    });
}

fn surround(content: &mut Vec<Inline>, look: Look) {
    let (begin, end) = look.marks();
    content.insert(0, Inline::Text(begin.to_string()));
    content.push(Inline::Text(end.to_string()));
}

/// Replaces placeholders by escape sequences. Each line resets them at its end, because pagers show single lines, and the
/// indentation has none, because underlined spaces are ugly.
pub(super) fn paint(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    // How many of each look are open. An article may contain any number of placeholders, so each look is written once.
    let mut open = [0_usize; LOOKS.len()];
    for line in text.split_inclusive('\n') {
        let after_indent = line.trim_start_matches(' ');
        out.push_str(&line[..line.len() - after_indent.len()]);
        let mut is_painted = false;
        for c in after_indent.chars() {
            let change = look(c);
            if is_painted && (change.is_some() || c == '\n') {
                out.push_str(&anstyle::Reset.render().to_string());
                is_painted = false;
            }
            if let Some((look, begins)) = change {
                let count = &mut open[look];
                *count = if begins { *count + 1 } else { count.saturating_sub(1) };
                continue;
            }
            if !is_painted && c != '\n' {
                let styles = styles(open);
                out.push_str(&styles);
                is_painted = !styles.is_empty();
            }
            out.push(c);
        }
    }
    out
}

/// The sequences of the open looks.
fn styles(open: [usize; LOOKS.len()]) -> String {
    let looks = LOOKS.iter().zip(open).filter(|&(_, count)| count > 0);
    looks.map(|(look, _)| look.style().render().to_string()).collect()
}

/// The look that a character begins or ends.
fn look(c: char) -> Option<(usize, bool)> {
    LOOKS.iter().enumerate().find_map(|(at, look)| {
        let (begin, end) = look.marks();
        if c == begin { Some((at, true)) } else { (c == end).then_some((at, false)) }
    })
}

/// A text without control characters: an article must not move the cursor or set the window title.
pub(super) fn without_controls(text: &str) -> String {
    text.chars().filter(|&c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(html: &str, columns: usize) -> String {
        let mut document =
            newsclip::parse(&format!("[Rain](https://a.example/)\n------\n\n{html}")).expect("a clip");
        mark(&mut document);
        let text = newsclip::Text::new().header(newsclip::text::Header::None).wrap(columns).render(&document);
        paint(&text)
    }

    #[test]
    fn marks_become_sequences() {
        assert_eq!(painted("It <b>stopped</b>.", 80), "It \u{1b}[1mstopped\u{1b}[0m.\n");
        assert_eq!(
            painted("<b>a<a href=/b>b</a></b>", 80),
            "\u{1b}[1ma\u{1b}[0m\u{1b}[1m\u{1b}[4m\u{1b}[34mb\u{1b}[0m\n"
        );
    }

    #[test]
    fn each_line_begins_and_ends_its_marks() {
        assert_eq!(
            painted("<ul><li><b>rain and snow</b></ul>", 8),
            "- \u{1b}[1mrain\u{1b}[0m\n  \u{1b}[1mand\u{1b}[0m\n  \u{1b}[1msnow\u{1b}[0m\n"
        );
    }

    #[test]
    fn marks_do_not_change_where_lines_break() {
        let html = "今天<b>下午</b>雨停<i>了</i>，<a href=/b>天晴</a>。".repeat(9);
        let document =
            newsclip::parse(&format!("[R](https://a.example/)\n------\n\n{html}")).expect("a clip");
        let writer = newsclip::Text::new().header(newsclip::text::Header::None);
        for columns in 2..40 {
            let painted = anstream::adapter::strip_str(&painted(&html, columns)).to_string();
            assert_eq!(painted, writer.clone().wrap(columns).render(&document), "{columns}");
        }
    }

    #[test]
    fn placeholders_in_an_article_do_not_add_up() {
        let (begin, _) = Look::Strong.marks();
        let text = format!("{begin}x").repeat(1000);
        assert!(paint(&text).len() <= 3 * text.len());
    }

    #[test]
    fn control_characters_are_removed() {
        assert_eq!(without_controls("a\u{1b}]0;b\u{7}\u{9b}2J\tc\r\n"), "a]0;b2J\tc\n");
    }
}
