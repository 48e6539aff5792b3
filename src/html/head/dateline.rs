//! The date below the title, for pages without metadata about their time, as most Chinese news sites are.

use super::shown_texts::labeled_texts;
use super::time::time;
use crate::html::arena::Arena;
use crate::time::Timestamp;

/// Labels of the date of publication. One that begins with another comes before it.
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

/// Parts of the words beside the date of the last change.
const CHANGES: [&str; 5] = ["updat", "modif", "更新", "修改", "修正"];

/// The halves of the day, before and after the hour.
const HALVES: [&str; 6] = ["上午", "下午", "午前", "午後", "오전", "오후"];
const HALVES_AFTER: [&str; 6] = ["AM", "PM", "am", "pm", "a.m.", "p.m."];

/// The date in the texts between the title and the article.
pub(super) fn published(texts: &[&str], zone: i32) -> Option<Timestamp> {
    only_day(texts.iter().filter_map(|text| date(text, zone)))
}

/// The first time, if all are on the same day. A list has a date for each of its articles.
fn only_day(mut dates: impl Iterator<Item = Timestamp>) -> Option<Timestamp> {
    let first = dates.next()?;
    let day = |time: Timestamp| time.as_milliseconds().div_euclid(24 * 60 * 60 * 1000);
    dates.all(|other| day(other) == day(first)).then_some(first)
}

/// The number of labels that need no title above them.
const CLEAR_LABELS: usize = 8;

/// The date after a label, anywhere in a page; none if there are several days.
pub(super) fn labeled(arena: &Arena<'_>, zone: i32) -> Option<Timestamp> {
    let texts = labeled_texts(arena, &LABELS[..CLEAR_LABELS], ["发", "發"]);
    // The date may be in an element of its own.
    only_day(texts.into_iter().filter_map(|[text, next]| date(text, zone).or_else(|| date(next, zone))))
}

/// The date that a text is, or begins with, maybe after a label.
fn date(text: &str, zone: i32) -> Option<Timestamp> {
    let unlabeled = LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let text = unlabeled.trim_start_matches([':', '：']).trim();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    if text.bytes().take_while(u8::is_ascii_digit).count() == 4 {
        let (date, after) = text.split_at(year_first(text)?);
        // Another date may follow, to which the word belongs.
        let is_update = has_change(after) && !after.contains(|c: char| c.is_ascii_digit());
        return if is_update { None } else { time(date, zone) };
    }
    // `November 2022` is no date.
    let has_day = text.contains(|c: char| c.is_ascii_alphabetic()) && numbers.count() > 1;
    if has_day && !has_change(text) { time(text, zone) } else { None }
}

fn has_change(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    CHANGES.iter().any(|word| text.contains(word))
}

/// The length of a date with the year first, and of its time and zone, at the start of a text.
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
    let is_end = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•' | '[' | '【' | '(' | '（');
    rest.chars().next().is_none_or(is_end).then(|| text.len() - rest.len())
}

/// The rest of a text after a time of the day, as in `08:15`, `8:15:01 PM`, `下午8时15分` and `08:15 +08:00`.
fn clock(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('T').unwrap_or_else(|| text.trim_start());
    rest = HALVES.iter().find_map(|half| rest.strip_prefix(half)).unwrap_or(rest).trim_start();
    number(&mut rest, 2)?;
    if let Some(minutes) = rest.strip_prefix(['时', '時', '시']) {
        let mut after = minutes.trim_start();
        let has_minutes = number(&mut after, 2).is_some();
        return after.strip_prefix(['分', '분']).filter(|_| has_minutes).or(Some(minutes));
    }
    rest = rest.strip_prefix(':')?;
    number(&mut rest, 2)?;
    let mut seconds = rest.strip_prefix(':').unwrap_or_default();
    rest = if number(&mut seconds, 2).is_some() { seconds } else { rest };
    let half = HALVES_AFTER.iter().find_map(|half| rest.trim_start().strip_prefix(half));
    let half = half.filter(|after| !after.starts_with(|c: char| c.is_alphanumeric()));
    let rest = half.unwrap_or(rest);
    Some(zone_after(rest).unwrap_or(rest))
}

/// The rest of a text after a zone, as in `Z`, `+0800`, `UTC` and `GMT+8`.
fn zone_after(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let named = ["GMT", "UTC"].iter().find_map(|name| text.strip_prefix(name));
    let offset = named.unwrap_or(text).strip_prefix(['+', '-']).and_then(|mut hours| {
        // Other numbers may follow a date, such as a count of comments.
        let least = if named.is_some() { 1 } else { 2 };
        let length = hours.bytes().take_while(u8::is_ascii_digit).count();
        number(&mut hours, 4).filter(|()| length >= least)?;
        let mut minutes = hours.strip_prefix(':').unwrap_or_default();
        Some(if number(&mut minutes, 2).is_some() { minutes } else { hours })
    });
    offset.or(named).or_else(|| text.strip_prefix('Z'))
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
            let time = date(text, 0).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T00:00:00Z"), "{text}");
        }
        let no_dates = [
            "2022",
            "2022-11",
            "2022-11-13, when it rained",
            "2022-13-45",
            "1 2 3",
            "更新时间：2022-11-13",
            "2022-11-13 08:15 更新",
            "2022-11-13 (Updated)",
        ];
        for text in no_dates {
            assert_eq!(date(text, 0), None, "{text}");
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
            "2022-11-13 8:15 AM | The Paper",
            "2022年11月13日上午8时15分　来源：某报",
            "2022-11-13 08:15 | Updated 2022-12-01",
            "2022-11-13 16:15 +08:00 The Paper",
            "2022-11-13T16:15:00+0800 | By Ann Lee",
            "2022-11-13 16:15 GMT+8",
            "2022-11-13 08:15Z (Ghent)",
            "2022-11-13 08:15 +5 comments",
        ] {
            let time = date(text, 0).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T08:15:00Z"), "{text}");
        }
        assert_eq!(date("2022年11月13日 下午8:15", 0), date("2022-11-13 8:15 PM", 0));
        assert_eq!(date("2022-11-13 20:15", 0), date("2022-11-13 8:15 p.m. in Ghent", 0));
        assert_eq!(date("2022-11-13T16:15:00+08:00", 0), date("2022-11-13 08:15", 0));
        assert_eq!(date("2022年11月13日，雨停了。", 0), None);
        assert_eq!(date("November 2022", 0), None);
    }
}
