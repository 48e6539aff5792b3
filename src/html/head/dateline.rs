//! The date below the title: the last resort, for pages without metadata about their time, as most Chinese news sites are.

use super::sources::Sources;
use super::time::time;
use super::title::heading_of;
use crate::html::arena::{Arena, ElementData, NodeData, NodeId, is_hidden};
use crate::html::elements::{Name, Read};
use crate::time::Timestamp;

/// The maximum number of texts after the title that are read.
const MAX_TEXTS: usize = 24;
/// The maximum number of nodes that are visited, in the title and after it.
const MAX_NODES: usize = 512;
/// The maximum number of characters of a text before the article.
const MAX_LENGTH: usize = 80;

/// Words before the date of publication, the longest first.
const LABELS: [&str; 21] = [
    "发布时间",
    "发布日期",
    "发表时间",
    "发表日期",
    "發佈時間",
    "發佈日期",
    "發布時間",
    "發布日期",
    "发布于",
    "发表于",
    "公開日",
    "掲載日",
    "投稿日",
    "时间",
    "時間",
    "日期",
    "입력",
    "Published on",
    "Published",
    "Posted on",
    "Date",
];

/// Words beside the date of the last change.
const CHANGES: [&str; 2] = ["updat", "modif"];

/// The date in the texts between the title and the article.
pub(super) fn published(sources: &Sources<'_>, title: &str) -> Option<Timestamp> {
    let arena = sources.arena;
    let heading = heading_of(sources, title)?;
    let is_short = |text: &&str| text.chars().nth(MAX_LENGTH).is_none();
    let texts = texts_after(arena, heading).take_while(is_short).take(MAX_TEXTS);
    let mut dates = texts.filter_map(date);
    let first = dates.next()?;
    // A list has a date for each of its articles.
    let day = |time: Timestamp| time.as_milliseconds().div_euclid(24 * 60 * 60 * 1000);
    dates.all(|other| day(other) == day(first)).then_some(first)
}

/// The visible texts after an element, without blank ones.
fn texts_after<'a>(arena: &'a Arena<'a>, element: NodeId) -> impl Iterator<Item = &'a str> {
    let is_inside = move |id: &NodeId| arena.ancestors(*id).any(|outer| outer == element);
    let after = arena.ids().skip(element as usize + 1).take(MAX_NODES).skip_while(is_inside);
    let is_apart =
        |outer: NodeId| arena.element(outer).is_some_and(|element| is_apart(arena, outer, element));
    let is_shown = move |id: &NodeId| !arena.ancestors(*id).any(is_apart);
    let texts = after.filter_map(move |id| match arena.data(id) {
        NodeData::Text(text) => Some((id, arena.text(*text).trim())),
        NodeData::Document | NodeData::Element(_) => None,
    });
    texts.filter(move |(id, text)| !text.is_empty() && is_shown(id)).map(|(_, text)| text)
}

/// Whether the texts in an element are not shown, or belong to the heading of a row: the date in `Founded | February 28, 1998`.
fn is_apart(arena: &Arena<'_>, id: NodeId, element: ElementData) -> bool {
    let has_heading = |row| arena.children(row).take(2).any(|cell| arena.name(cell) == Name::Th);
    let is_in_row = || element.html_name() == Name::Td && arena.parent(id).is_some_and(has_heading);
    let is_left_out = matches!(element.name.row().read, Read::LeftOut(_) | Read::Noscript);
    is_left_out || is_hidden(arena, element) || is_in_row()
}

/// The date that a text is, or begins with, maybe after a label.
fn date(text: &str) -> Option<Timestamp> {
    let unlabeled = LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let text = unlabeled.trim_start_matches([':', '：']).trim();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    if text.bytes().take_while(u8::is_ascii_digit).count() == 4 {
        let end = year_first(text)?;
        // With its zone, if it has one.
        return Timestamp::from_metadata(text).or_else(|| time(&text[..end]));
    }
    // `November 2022` is no date.
    let has_day = text.contains(|c: char| c.is_ascii_alphabetic()) && numbers.count() > 1;
    let is_update = || CHANGES.iter().any(|word| text.to_ascii_lowercase().contains(word));
    if has_day && !is_update() { time(text) } else { None }
}

/// The length of a date with the year first, and of its time, at the start of a text.
fn year_first(text: &str) -> Option<usize> {
    let mut rest = text;
    number(&mut rest, 4)?;
    let separator = rest.chars().next().filter(|separator| matches!(separator, '-' | '/' | '.' | '年'))?;
    rest = &rest[separator.len_utf8()..];
    number(&mut rest, 2)?;
    rest = rest.strip_prefix(if separator == '年' { '月' } else { separator })?;
    number(&mut rest, 2)?;
    rest = rest.strip_prefix('日').unwrap_or(rest);
    rest = clock(rest).unwrap_or(rest);
    // Any other character continues a sentence.
    let is_end = |c: char| {
        c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•' | '[' | '【' | '(' | '（' | 'Z' | '+')
    };
    rest.chars().next().is_none_or(is_end).then(|| text.len() - rest.len())
}

/// The rest of a text after `08:15` or `08:15:01`.
fn clock(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('T').unwrap_or_else(|| text.trim_start());
    number(&mut rest, 2)?;
    rest = rest.strip_prefix(':')?;
    number(&mut rest, 2)?;
    let mut seconds = rest.strip_prefix(':').unwrap_or_default();
    Some(if number(&mut seconds, 2).is_some() { seconds } else { rest })
}

/// Skips a number of at most `digits` digits.
fn number(text: &mut &str, digits: usize) -> Option<()> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    *text = &text[length..];
    (1..=digits).contains(&length).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_below_titles() {
        for text in
            ["2022-11-13", "2022-11-13 | The Paper", "2022-11-13\u{a0}\u{a0}Lakes", "Published: 2022-11-13"]
        {
            let time = date(text).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T00:00:00Z"), "{text}");
        }
        let no_dates =
            ["2022", "2022-11", "2022-11-13, when it rained", "2022-13-45", "1 2 3", "更新时间：2022-11-13"];
        for text in no_dates {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[cfg(feature = "feed")]
    #[test]
    fn dates_in_other_formats() {
        for text in [
            "2022年11月13日 08:15",
            "发布时间：2022-11-13 08:15　来源：某报",
            "2022/11/13 8:15 【大】",
            "2022.11.13 08:15:00",
            "时间：2022年11月13日 08:15　浏览：",
            "Posted on November 13, 2022 8:15",
        ] {
            let time = date(text).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T08:15:00Z"), "{text}");
        }
        assert_eq!(date("2022-11-13T16:15:00+08:00"), date("2022-11-13 08:15"));
        assert_eq!(date("2022年11月13日，雨停了。"), None);
        assert_eq!(date("November 2022"), None);
    }
}
