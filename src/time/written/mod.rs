//! Times and durations in the many formats that feeds and pages use.

mod duration;
mod names;
mod parts;
mod zone;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

pub(crate) use self::duration::read_duration;
use self::names::month;
use self::parts::Parts;
use crate::time::{MAX_ZONE, Timestamp};

/// 0002-01-01 in milliseconds of Unix time.
const YEAR_2: i64 = -62_104_060_800_000;

/// A time in a feed, and whether its zone was assumed.
///
/// ```
/// use newsclip::feed::Time;
///
/// let exact = Time::read("Sun, 13 Nov 2022 04:15:01 GMT", 0);
/// assert!(matches!(exact, Time::Exact(time) if time.as_milliseconds() == 1_668_312_901_000));
/// assert!(matches!(Time::read("2022-11-13 12:15:01", 480), Time::AssumedZone(time) if Time::Exact(time) == exact));
/// assert_eq!(Time::read("yesterday", 0), Time::Unparsed("yesterday".to_string()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Time {
    /// The time, as the feed states it.
    Exact(Timestamp),
    /// The time in an assumed zone, because the feed names no zone, an unknown zone, or an ambiguous one.
    AssumedZone(Timestamp),
    /// A text that is not a time.
    Unparsed(String),
}

impl Time {
    /// Reads a time: RFC 3339, W3C-DTF (down to the year), RFC 822 with or without a weekday (right or wrong) and commas,
    /// asctime, `2022-11-13 08:00:00`, `2022/11/13`, `13.11.2022`, `2022年11月13日 08:00`, months in the languages of Europe,
    /// hours such as `12h30` and `12.30`, Unix time in seconds or milliseconds.
    ///
    /// Without a zone, or with an unknown one, the time is taken to be `minutes` east of UTC; more than a day counts as a day.
    /// `CST` is China Standard Time if `minutes` is 480 and US Central Standard Time otherwise, and is an assumed zone in both
    /// cases. `11/12/2022` is not a time, because it may be in November or in December.
    ///
    /// ```
    /// use newsclip::feed::Time;
    /// let Time::AssumedZone(time) = Time::read("2022年11月13日星期日 08:00", 480) else { panic!() };
    /// assert_eq!(time.to_string(), "2022-11-13T00:00:00Z");
    /// ```
    pub fn read(text: &str, minutes: i32) -> Self {
        let trimmed = text.trim();
        let found = Self::read_any(trimmed, minutes.clamp(-MAX_ZONE, MAX_ZONE));
        // Programs write their zero for an unknown time: -0001-11-30 in PHP, 0001-01-01 in Go and .NET.
        let is_zero =
            found.time().is_none_or(|time| time.as_milliseconds() < YEAR_2) || trimmed.contains("-0001");
        if is_zero { Self::Unparsed(text.to_string()) } else { found }
    }

    fn read_any(trimmed: &str, minutes: i32) -> Self {
        // The unambiguous formats come first. Atom (RFC 4287 §3.3) and JSON Feed use RFC 3339.
        if let Some(time) = unix(trimmed).or_else(|| rfc3339(trimmed)).or_else(|| rfc822(trimmed)) {
            return Self::Exact(time);
        }
        match Parts::read(trimmed).and_then(|parts| parts.time(minutes)) {
            Some((time, true)) => Self::Exact(time),
            Some((time, false)) => Self::AssumedZone(time),
            None => Self::Unparsed(String::new()),
        }
    }

    /// The time, exact or in an assumed zone; `None` if the text is not a time.
    ///
    /// ```
    /// assert_eq!(newsclip::feed::Time::read("?", 0).time(), None);
    /// ```
    pub fn time(&self) -> Option<Timestamp> {
        match self {
            Self::Exact(time) | Self::AssumedZone(time) => Some(*time),
            Self::Unparsed(_) => None,
        }
    }
}

/// RFC 3339.
fn rfc3339(text: &str) -> Option<Timestamp> {
    // Most times in RSS are RFC 822. One byte tells.
    let may_match = text.as_bytes().get(4) == Some(&b'-');
    if may_match { Timestamp::from_rfc3339(text) } else { None }
}

/// `Sun, 13 Nov 2022 04:15:01 +0000` or `GMT`, the form of RFC 822 that most feeds use. `Parts` reads all other forms, and
/// faulty ones. Reading the parts at fixed offsets instead of searching for them saves 7 % of the time of reading heads.
fn rfc822(text: &str) -> Option<Timestamp> {
    const PATTERN: &[u8; 26] = b"Aaa, 00 Aaa 0000 00:00:00 ";
    let (clock, zone) = text.split_at_checked(PATTERN.len())?;
    if !has_form(clock, PATTERN) || !(zone == "GMT" || has_form(zone, b"+0000")) {
        return None;
    }
    let number = |text: &str, at: usize| text.get(at..at + 2).and_then(|digits| digits.parse::<u32>().ok());
    let month = u32::try_from(month(&clock[8..11])?).ok()?;
    let date = NaiveDate::from_ymd_opt(clock[12..16].parse().ok()?, month, number(clock, 5)?)?;
    let local = date.and_hms_opt(number(clock, 17)?, number(clock, 20)?, number(clock, 23)?)?;
    let (hours, minutes) = (number(zone, 1).unwrap_or(0), number(zone, 3).unwrap_or(0));
    if hours > 14 || minutes > 59 {
        return None;
    }
    let offset = TimeDelta::minutes(i64::from(hours) * 60 + i64::from(minutes));
    Timestamp::from_civil(local, if zone.starts_with('-') { -offset } else { offset })
}

/// Whether a text matches a pattern, in which `A` and `a` stand for a letter, `0` for a digit, `+` for a sign, and any
/// other character for itself.
fn has_form(text: &str, pattern: &[u8]) -> bool {
    let matches_mark = |(byte, mark): (u8, &u8)| match mark {
        b'A' | b'a' => byte.is_ascii_alphabetic(),
        b'0' => byte.is_ascii_digit(),
        b'+' => matches!(byte, b'+' | b'-'),
        other => byte == *other,
    };
    text.len() == pattern.len() && text.bytes().zip(pattern).all(matches_mark)
}

/// Unix time: 9 or 10 digits are seconds, 12 or 13 digits are milliseconds.
fn unix(text: &str) -> Option<Timestamp> {
    let factor = match text.len() {
        // Both cover the years 1973 to 2286. 8 digits are a date.
        9 | 10 => 1000,
        12 | 13 => 1,
        _ => return None,
    };
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Timestamp::from_milliseconds(text.parse::<i64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn fixed_offsets_and_parts_agree(
            weekday in "Sun|Mar|pmX|est",
            day in 0..40_u8,
            month in "Jan|feb|MAR|Ene|Xyz|Sep|dec",
            year in "[012][0-9]{3}",
            clock in "[0-2][0-9]:[0-6][0-9]:[0-6][0-9]",
            zone in "GMT|[+-][01][0-9][0-6][0-9]|[+-]0000",
        ) {
            let text = format!("{weekday}, {day:02} {month} {year} {clock} {zone}");
            let parts = Parts::read(&text).and_then(|parts| parts.time(480));
            let places = rfc822(&text);
            prop_assert!(places.is_none_or(|time| parts == Some((time, true))), "{text}: {places:?} {parts:?}");
        }
    }

    #[test]
    fn common_times_take_the_fast_path() {
        let time = Timestamp::from_milliseconds(1_668_312_901_000);
        assert_eq!(rfc822("Sun, 13 Nov 2022 04:15:01 GMT"), time);
        assert_eq!(rfc822("Sun, 13 Nov 2022 12:15:01 +0800"), time);
    }
}
