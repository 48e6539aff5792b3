//! The date below the title: the last resort, for pages without metadata about their time, as most Chinese news sites are.

use super::time::time;
use crate::time::Timestamp;

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
pub(super) fn published(texts: &[&str], zone: i32) -> Option<Timestamp> {
    let mut dates = texts.iter().filter_map(|text| date(text, zone));
    let first = dates.next()?;
    // A list has a date for each of its articles.
    let day = |time: Timestamp| time.as_milliseconds().div_euclid(24 * 60 * 60 * 1000);
    dates.all(|other| day(other) == day(first)).then_some(first)
}

/// The date that a text is, or begins with, maybe after a label.
fn date(text: &str, zone: i32) -> Option<Timestamp> {
    let unlabeled = LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let text = unlabeled.trim_start_matches([':', '：']).trim();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    if text.bytes().take_while(u8::is_ascii_digit).count() == 4 {
        let end = year_first(text)?;
        // With its zone, if it has one.
        return Timestamp::from_metadata(text, zone).or_else(|| time(&text[..end], zone));
    }
    // `November 2022` is no date.
    let has_day = text.contains(|c: char| c.is_ascii_alphabetic()) && numbers.count() > 1;
    let is_update = |text: String| CHANGES.iter().any(|word| text.contains(word));
    if has_day && !is_update(text.to_ascii_lowercase()) { time(text, zone) } else { None }
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
            let time = date(text, 0).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T00:00:00Z"), "{text}");
        }
        let no_dates =
            ["2022", "2022-11", "2022-11-13, when it rained", "2022-13-45", "1 2 3", "更新时间：2022-11-13"];
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
        ] {
            let time = date(text, 0).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T08:15:00Z"), "{text}");
        }
        assert_eq!(date("2022-11-13T16:15:00+08:00", 0), date("2022-11-13 08:15", 0));
        assert_eq!(date("2022年11月13日，雨停了。", 0), None);
        assert_eq!(date("November 2022", 0), None);
    }
}
