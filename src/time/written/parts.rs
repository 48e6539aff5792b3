//! The parts of a date and time, in any order.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::names::{half_of_day, month, precedes_month, precedes_weekday, weekday};
use super::zone::Zone;
use crate::time::Timestamp;

/// The maximum length of a time, in bytes.
const LONGEST: usize = 100;

/// The parts of a time that were found in a text.
#[derive(Debug, Default)]
pub(super) struct Parts {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    hour: Option<i64>,
    minute: i64,
    second: i64,
    /// Hours to add for the second half of the day.
    half: Option<i64>,
    zone: Option<Zone>,
    /// Whether the year precedes the month, as in Hungarian.
    is_year_first: bool,
    /// Whether the text names an unknown zone.
    has_unknown_zone: bool,
    /// Whether the text holds a word that has no meaning in a date.
    has_other_word: bool,
}

impl Parts {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        // A longer text is prose with some numbers in it.
        if text.len() > LONGEST {
            return None;
        }
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = match c {
                '0'..='9' => parts.number(rest)?,
                '(' | '（' => parts.comment(&rest[c.len_utf8()..]),
                '+' | '-' | '−' if parts.hour.is_some() => parts.offset(rest)?,
                _ if c.is_alphabetic() => parts.word(rest),
                _ => &rest[c.len_utf8()..],
            };
        }
        Some(parts)
    }

    /// Reads a number and the mark after it, which tells its unit.
    fn number<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let (digits, rest) = split_digits(text);
        // ISO 8601's basic format: 20221113T041501Z.
        if digits.len() == 8 && self.year.is_none() {
            self.set_date(&digits[..4], &digits[4..6], &digits[6..])?;
            return Some(self.compact_clock(rest));
        }
        // No part of a date has more than four digits.
        let value: i64 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
        let Some(next) = rest.chars().next() else { return self.bare_number(digits, value).map(|()| rest) };
        let after = &rest[next.len_utf8()..];
        if let Some(is_part) = self.counted(next, value, digits.len()) {
            return is_part.then_some(after);
        }
        match (next, self.hour_mark(rest)) {
            (':', _) => self.clock(value, ':', after),
            // Many languages write `12.30`. Dates with dots come before their times.
            ('.', _) if self.has_date() && self.hour.is_none() && starts_with_digit(after) => {
                self.clock(value, '.', after)
            }
            (_, Some(after)) => self.clock(value, 'h', after),
            // In `2026. március 5. 12:30`, the time is not part of a date with dots.
            ('-' | '/' | '.', None) if !self.is_year_first && starts_with_digit(after.trim_start()) => {
                self.numeric_date(digits, next, after.trim_start())
            }
            (_, None) => {
                self.bare_number(digits, value)?;
                let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|suffix| rest.starts_with(suffix));
                Some(if is_ordinal { &rest[2..] } else { rest })
            }
        }
    }

    /// Takes a number with a unit of Chinese, Japanese or Korean. Returns false if it is not a part of a date, and `None` if
    /// there is no such unit.
    fn counted(&mut self, unit: char, value: i64, length: usize) -> Option<bool> {
        match unit {
            // A shorter number is a year of an era: 令和4年 is 2022.
            '年' | '년' if length != 4 => return Some(false),
            '年' | '년' => self.year = Some(value),
            '月' | '월' => self.month = Some(value),
            '日' | '号' | '號' | '일' => self.day = Some(value),
            '时' | '時' | '点' | '點' | '시' => self.hour = Some(value),
            // Minutes without an hour are a duration, such as "5分".
            '分' | '분' if self.hour.is_none() => return Some(false),
            '分' | '분' => self.minute = value,
            '秒' | '초' => self.second = value,
            _ => return None,
        }
        Some(true)
    }

    /// The text after an `h`, which follows an hour in French and Portuguese: `12h30`, `12h`, `12 h 30`.
    fn hour_mark<'a>(&self, text: &'a str) -> Option<&'a str> {
        let after = text.trim_start().strip_prefix(['h', 'H'])?;
        let is_spaced = text.starts_with(char::is_whitespace);
        // In `12 h 5 mars`, the second number may be a day.
        let is_mark = !after.starts_with(char::is_alphabetic) && (!is_spaced || self.has_date());
        is_mark.then(|| if is_spaced { after.trim_start() } else { after })
    }

    fn set_date(&mut self, year: &str, month: &str, day: &str) -> Option<()> {
        self.year = Some(year.parse().ok()?);
        self.month = Some(month.parse().ok()?);
        self.day = Some(day.parse().ok()?);
        Some(())
    }

    /// Takes a number without a mark as the day, or as the year if the day is known.
    fn bare_number(&mut self, digits: &str, value: i64) -> Option<()> {
        match digits.len() {
            // In `November 2022 5`, the last number is something else.
            1 | 2
                if self.day.is_none()
                    && (self.is_year_first || self.month.is_none() || self.year.is_none()) =>
            {
                self.day = Some(value);
            }
            // RFC 2822 §4.3: to two digits, 2000 is added if they are below 50, and 1900 otherwise; to three digits, 1900.
            2 if self.year.is_none() => self.year = Some(value + if value < 50 { 2000 } else { 1900 }),
            3 if self.year.is_none() => self.year = Some(value + 1900),
            4 if self.year.is_none() => self.year = Some(value),
            _ => return None,
        }
        Some(())
    }

    /// Reads `2022-11-13`, `2022/11`, `13.11.2022` or `11/13/2022` after its first number and mark.
    fn numeric_date<'a>(&mut self, first: &str, mark: char, rest: &'a str) -> Option<&'a str> {
        let (second, rest) = split_digits(rest);
        let after =
            rest.strip_prefix(mark).map(str::trim_start).filter(|rest| !split_digits(rest).0.is_empty());
        if first.len() == 4 {
            let (day, rest) = after.map_or(("1", rest), split_digits);
            // ISO 8601:2000 §5.2.2: the day of the year.
            if second.len() == 3 && after.is_none() {
                return self.day_of_year(first, second).map(|()| rest);
            }
            self.set_date(first, second, day)?;
            return Some(rest);
        }
        let (year, rest) = split_digits(after?);
        let (a, b): (i64, i64) = (first.parse().ok()?, second.parse().ok()?);
        // With dots and hyphens, the day comes first. With slashes, Americans put the month first.
        let (month, day) = match mark {
            '/' if a > 12 => (second, first),
            '/' if b > 12 || a == b => (first, second),
            '/' => return None,
            _ => (second, first),
        };
        let century = match year.len() {
            2 => "20",
            4 => "",
            _ => return None,
        };
        self.set_date(&format!("{century}{year}"), month, day)?;
        Some(rest)
    }

    fn day_of_year(&mut self, year: &str, day: &str) -> Option<()> {
        let date = NaiveDate::from_yo_opt(year.parse().ok()?, day.parse().ok()?)?;
        self.year = Some(date.year().into());
        self.month = Some(date.month().into());
        self.day = Some(date.day().into());
        Some(())
    }

    /// Reads the rest of `12:15:01.5`, `12.15.01` or `12h15` after its hour and the mark.
    fn clock<'a>(&mut self, hour: i64, mark: char, text: &'a str) -> Option<&'a str> {
        let is_first = self.hour.is_none();
        let (minute, mut rest) = split_digits(text);
        let minute = if minute.is_empty() && mark == 'h' { 0 } else { minute.parse().ok()? };
        let mut second = 0;
        if let Some(after) = rest.strip_prefix(mark).filter(|after| starts_with_digit(after)) {
            let (digits, after) = split_digits(after);
            second = digits.parse().ok()?;
            rest = after;
        }
        // In `12:00 - 13:00`, the second time is the end of an event.
        if is_first {
            (self.hour, self.minute, self.second) = (Some(hour), minute, second);
        }
        // ISO 8601 allows a comma before the fraction. RSS has whole seconds, so the fraction is dropped.
        let fraction = rest.strip_prefix(['.', ',']).filter(|after| starts_with_digit(after));
        Some(fraction.map_or(rest, |after| split_digits(after).1))
    }

    /// Reads `T041501` after `20221113`.
    fn compact_clock<'a>(&mut self, text: &'a str) -> &'a str {
        let Some(after) = text.strip_prefix(['T', 't', ' ']) else { return text };
        let (digits, rest) = split_digits(after);
        // Hours and minutes, with or without seconds.
        if !matches!(digits.len(), 4 | 6) {
            return text;
        }
        let pair = |at: usize| digits.get(at..at + 2).and_then(|pair| pair.parse().ok());
        self.hour = pair(0);
        self.minute = pair(2).unwrap_or(0);
        self.second = pair(4).unwrap_or(0);
        rest
    }

    /// Reads an offset such as `+08:00`, `-0500` or `+8`.
    fn offset<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let sign = if text.starts_with('+') { 1 } else { -1 };
        let after = text.trim_start_matches(['+', '-', '−']);
        // `- 0500` is an offset, unlike `- 2022` before the year is known.
        let is_spaced = self.year.is_some() && split_digits(after.trim_start()).0.len() == 4;
        let (digits, mut rest) = split_digits(if is_spaced { after.trim_start() } else { after });
        let mut minutes = 0;
        let hours = match digits.len() {
            // Not an offset, as in `- 2022` and `12:00 -`.
            0 => return Some(rest),
            1 | 2 => {
                if let Some(after) = rest.strip_prefix(':') {
                    let (found, after) = split_digits(after);
                    (minutes, rest) = (found.parse().ok()?, after);
                }
                digits.parse::<i32>().ok()?
            }
            4 => {
                minutes = digits[2..].parse().ok()?;
                digits[..2].parse().ok()?
            }
            _ => return None,
        };
        let offset = sign * (hours * 60 + minutes);
        // `GMT+8` in feeds means eight hours east of Greenwich, the opposite of its meaning in POSIX.
        self.zone = Some(Zone::Fixed(offset)).filter(|_| hours <= 14 && minutes < 60);
        self.zone.map(|_| rest)
    }

    /// Reads a month, a half of the day or a zone, and skips any other word.
    fn word<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some((hours, length)) = half_of_day(text) {
            self.half = Some(hours);
            return &text[length..];
        }
        if let Some(length) = weekday(text) {
            return &text[length..];
        }
        let (word, rest) = split_word(text);
        let has_date = self.has_date();
        if matches!(word, "T" | "t") {
            return rest;
        }
        let (number, after) = split_digits(rest.trim_start());
        if !number.is_empty() && precedes_weekday(word) {
            return after;
        }
        if !number.is_empty() && precedes_month(word) {
            self.month = number.parse().ok();
            return after;
        }
        // A zone comes after the date or the hour. Before them, `et` and `met` are French and Dutch words.
        if let Some(zone) = Zone::named(word).filter(|_| has_date || self.hour.is_some()) {
            // An offset is exact. The name after it, as in `+0800 CST`, may have several meanings.
            self.zone.get_or_insert(zone);
        } else if let Some(month) = month(word).filter(|_| !has_date) {
            // A second month means that the first was a weekday: in `mar, 11 ene 2011`, `mar` is Tuesday.
            self.month = Some(month);
            self.is_year_first = self.year.is_some();
        } else if self.hour.is_some() && looks_like_zone(word) {
            self.has_unknown_zone = true;
        } else {
            self.has_other_word |= word.chars().count() > 3;
        }
        rest
    }

    /// Reads a comment after its bracket (RFC 822 §3.4.3), such as a weekday, or the name of the zone after its offset.
    fn comment<'a>(&mut self, text: &'a str) -> &'a str {
        // Some feeds name the zone only in the comment.
        let is_zone = self.hour.is_some() && self.zone.is_none() && Zone::named(split_word(text).0).is_some();
        if is_zone { text } else { text.split_once([')', '）']).map_or("", |(_, after)| after) }
    }

    fn has_date(&self) -> bool {
        self.day.is_some() && self.month.is_some() && self.year.is_some()
    }

    /// The time, and whether its zone is certain. `minutes` is the default zone.
    pub(super) fn time(&self, minutes: i32) -> Option<(Timestamp, bool)> {
        let year = self.year?;
        // A date may lack its month or day, as in the short forms of W3C-DTF and in `November 2022`. Other words or an hour
        // show that the text is something else that holds a year.
        if (self.month.is_none() || self.day.is_none()) && (self.has_other_word || self.hour.is_some()) {
            return None;
        }
        if self.month.is_none() && self.day.is_some() {
            return None;
        }
        let hour = match (self.hour.unwrap_or(0), self.half) {
            // Some feeds write `13:00 pm`.
            (hour @ 0..=12, Some(half)) => hour % 12 + half,
            (hour, _) => hour,
        };
        // ISO 8601:2000 §5.3.2: 24:00 is the end of the day.
        let is_midnight = hour == 24 && self.minute == 0 && self.second == 0;
        let date = NaiveDate::from_ymd_opt(
            i32::try_from(year).ok().filter(|year| *year >= 0)?,
            u32::try_from(self.month.unwrap_or(1)).ok()?,
            u32::try_from(self.day.unwrap_or(1)).ok()?,
        )?;
        let local = if is_midnight {
            date.succ_opt()?.and_hms_opt(0, 0, 0)?
        } else {
            date.and_hms_opt(
                u32::try_from(hour).ok()?,
                u32::try_from(self.minute).ok()?,
                // A leap second, which Unix time does not count.
                u32::try_from(if self.second == 60 { 59 } else { self.second }).ok()?,
            )?
        };
        let (offset, is_certain) = self.zone.map_or((minutes, false), |zone| zone.offset(local, minutes));
        let time = Timestamp::from_civil(local, TimeDelta::minutes(offset.into()))?;
        Some((time, is_certain && !self.has_unknown_zone))
    }
}

/// Whether a word is an abbreviation in capital letters, or a name of the zone database.
fn looks_like_zone(word: &str) -> bool {
    word.contains('/') || (word.len() <= 5 && word.chars().all(|c| c.is_ascii_uppercase()))
}

/// Splits a text after its first word. `Europe/Berlin` and `America/New_York` are one word.
fn split_word(text: &str) -> (&str, &str) {
    let is_word_char = |c: char| c.is_alphabetic() || matches!(c, '/' | '_' | '\'' | '’');
    text.split_at(text.find(|c: char| !is_word_char(c)).unwrap_or(text.len()))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}
