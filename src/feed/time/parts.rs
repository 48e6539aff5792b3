//! The parts of a date and time, found in whatever order they come.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::names::{half_of_day, month, weekday};
use super::zone::Zone;
use crate::time::Timestamp;

/// A longer text is not a time.
const LONGEST: usize = 100;

/// What a text says about a time.
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
    /// A zone was named that is not known.
    has_unknown_zone: bool,
    /// There was a word that means nothing in a date.
    has_other_word: bool,
}

impl Parts {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        // A longer text is prose that holds some numbers.
        if text.len() > LONGEST {
            return None;
        }
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = match c {
                '0'..='9' => parts.number(rest)?,
                // RFC 822 §3.4.3: a comment, such as the zone's name after its offset; or a weekday.
                '(' | '（' => rest.split_once([')', '）']).map_or("", |(_, after)| after),
                '+' | '-' | '−' if parts.hour.is_some() => parts.offset(rest)?,
                _ if c.is_alphabetic() => parts.word(rest),
                _ => &rest[c.len_utf8()..],
            };
        }
        Some(parts)
    }

    /// A number and what says what it counts.
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
        let field = match next {
            '年' | '년' => &mut self.year,
            '月' | '월' => &mut self.month,
            '日' | '号' | '號' | '일' => &mut self.day,
            '时' | '時' | '点' | '點' | '시' => &mut self.hour,
            '分' | '분' => return self.set_minute(value).map(|()| &rest[next.len_utf8()..]),
            '秒' | '초' => {
                self.second = value;
                return Some(&rest[next.len_utf8()..]);
            }
            ':' => return self.clock(value, &rest[1..]),
            '-' | '/' | '.' if rest[1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
                return self.numeric_date(digits, next, rest[1..].trim_start());
            }
            _ => {
                self.bare_number(digits, value)?;
                let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|suffix| rest.starts_with(suffix));
                return Some(if is_ordinal { &rest[2..] } else { rest });
            }
        };
        *field = Some(value);
        Some(&rest[next.len_utf8()..])
    }

    fn set_minute(&mut self, minute: i64) -> Option<()> {
        self.minute = minute;
        // Minutes before any hour are a duration, such as "5分".
        self.hour.map(|_| ())
    }

    fn set_date(&mut self, year: &str, month: &str, day: &str) -> Option<()> {
        self.year = Some(year.parse().ok()?);
        self.month = Some(month.parse().ok()?);
        self.day = Some(day.parse().ok()?);
        Some(())
    }

    /// A number alone: a day, or else a year.
    fn bare_number(&mut self, digits: &str, value: i64) -> Option<()> {
        match digits.len() {
            1 | 2 if self.day.is_none() && !(self.month.is_some() && self.year.is_some()) => {
                self.day = Some(value);
            }
            // RFC 2822 §4.3: two digits below 50 are years after 2000, three digits are years after 1900.
            2 if self.year.is_none() => self.year = Some(value + if value < 50 { 2000 } else { 1900 }),
            3 if self.year.is_none() => self.year = Some(value + 1900),
            4 if self.year.is_none() => self.year = Some(value),
            _ => return None,
        }
        Some(())
    }

    /// `2022-11-13`, `2022/11`, `13.11.2022`, `11/13/2022`, and `13-Nov-22` up to its month.
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
        // Points and hyphens stand between day, month and year; with slashes, Americans begin with the month.
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
        let first = jiff::civil::Date::new(year.parse().ok()?, 1, 1).ok()?;
        let date = first.with().day_of_year(day.parse().ok()?).build().ok()?;
        self.year = Some(date.year().into());
        self.month = Some(date.month().into());
        self.day = Some(date.day().into());
        Some(())
    }

    /// The rest of `12:15:01.5` after its hour.
    fn clock<'a>(&mut self, hour: i64, text: &'a str) -> Option<&'a str> {
        let (minute, mut rest) = split_digits(text);
        self.hour = Some(hour);
        self.minute = minute.parse().ok()?;
        if let Some(after) = rest.strip_prefix(':').filter(|after| !split_digits(after).0.is_empty()) {
            let (second, after) = split_digits(after);
            self.second = second.parse().ok()?;
            rest = after;
        }
        // ISO 8601 allows a comma; RSS has whole seconds, so a fraction is dropped.
        let fraction = rest.strip_prefix(['.', ',']).filter(|after| !split_digits(after).0.is_empty());
        Some(fraction.map_or(rest, |after| split_digits(after).1))
    }

    /// `T041501` after `20221113`.
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

    /// `+08:00`, `-0500`, `+8`.
    fn offset<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let sign = if text.starts_with('+') { 1 } else { -1 };
        let (digits, mut rest) = split_digits(text.trim_start_matches(['+', '-', '−']));
        let mut minutes = 0;
        let hours = match digits.len() {
            // `- 2022`, `12:00 -`: no offset.
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
        // `GMT+8`, which some write, is eight hours east of Greenwich.
        self.zone = Some(Zone::Fixed(offset)).filter(|_| hours <= 14 && minutes < 60);
        self.zone.map(|_| rest)
    }

    /// A month, a half of the day, a zone; any other word is passed over.
    fn word<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some((hours, length)) = half_of_day(text) {
            self.half = Some(hours);
            return &text[length..];
        }
        if let Some(length) = weekday(text) {
            return &text[length..];
        }
        // `Europe/Berlin` and `America/New_York` are one word.
        let is_of_word = |c: char| c.is_alphabetic() || matches!(c, '/' | '_' | '\'' | '’');
        let end = text.find(|c: char| !is_of_word(c)).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let has_date = self.day.is_some() && self.month.is_some() && self.year.is_some();
        // `Mar, 11 jan`: a Tuesday.
        let is_weekday = !self.has_any() && rest.starts_with(',');
        if matches!(word, "T" | "t") {
            return rest;
        }
        // Before a date or hour, a zone may be a word: `et` is French, `met` is Dutch.
        if let Some(zone) = Zone::named(word).filter(|_| has_date || self.hour.is_some()) {
            self.zone = Some(zone);
        } else if let Some(month) = month(word).filter(|_| !is_weekday && !has_date) {
            // A second one means that the first was a weekday: `mar 11 ene 2011`.
            self.month = Some(month);
        } else if self.hour.is_some() && looks_like_zone(word) {
            self.has_unknown_zone = true;
        } else {
            self.has_other_word |= word.chars().count() > 3;
        }
        rest
    }

    fn has_any(&self) -> bool {
        self.year.is_some() || self.month.is_some() || self.day.is_some()
    }

    /// The time, and whether its zone is certain.
    pub(super) fn time(&self, minutes: i32) -> Option<(Timestamp, bool)> {
        let year = self.year?;
        // W3C-DTF's short forms, and `November 2022`; not any text with a year in it.
        if (self.month.is_none() || self.day.is_none()) && (self.has_other_word || self.hour.is_some()) {
            return None;
        }
        if self.month.is_none() && self.day.is_some() {
            return None;
        }
        let hour = match (self.hour.unwrap_or(0), self.half) {
            // `13:00 pm` is written as well.
            (hour @ 0..=12, Some(half)) => hour % 12 + half,
            (hour, _) => hour,
        };
        // ISO 8601:2000 §5.3.2 has 24:00 for the end of a day.
        let is_midnight = hour == 24 && self.minute == 0 && self.second == 0;
        let local = DateTime::new(
            i16::try_from(year).ok().filter(|year| *year >= 0)?,
            i8::try_from(self.month.unwrap_or(1)).ok()?,
            i8::try_from(self.day.unwrap_or(1)).ok()?,
            if is_midnight { 0 } else { i8::try_from(hour).ok()? },
            i8::try_from(self.minute).ok()?,
            // A leap second.
            i8::try_from(if self.second == 60 { 59 } else { self.second }).ok()?,
            0,
        );
        let mut local = local.ok()?;
        if is_midnight {
            local = local.checked_add(SignedDuration::from_hours(24)).ok()?;
        }
        let (offset, is_certain) = self.zone.map_or((minutes, false), |zone| zone.offset(local, minutes));
        let time = Timestamp::from_civil(local, SignedDuration::from_mins(offset.into()))?;
        Some((time, is_certain && !self.has_unknown_zone))
    }
}

/// Capital letters, or a path in the zone database.
fn looks_like_zone(word: &str) -> bool {
    word.contains('/') || (word.len() <= 5 && word.chars().all(|c| c.is_ascii_uppercase()))
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}
