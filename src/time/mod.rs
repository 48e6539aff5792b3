//! Points in time, in milliseconds since 1970, without a clock or a time zone.

mod iso8601;
#[cfg(feature = "feed")]
pub(crate) mod written;

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike};

use self::iso8601::Iso8601;
use crate::error::{Error, ErrorKind};

/// The maximum distance of a zone from UTC, in minutes.
const MAX_ZONE: i32 = 24 * 60;

/// A point in time in milliseconds since 1970-01-01T00:00:00Z, within the years 0 to 9999, which every format supports.
///
/// ```
/// use newsclip::Timestamp;
///
/// let time = Timestamp::from_milliseconds(1_668_312_901_000).unwrap();
/// assert_eq!(time.to_string(), "2022-11-13T04:15:01Z");
/// assert_eq!(time.to_rfc2822(), "Sun, 13 Nov 2022 04:15:01 +0000");
/// assert_eq!("2022-11-13T12:15:01+08:00".parse(), Ok(time));
/// assert_eq!(Timestamp::from_milliseconds(i64::MAX), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// 0000-01-01T00:00:00Z.
    ///
    /// ```
    /// assert_eq!(newsclip::Timestamp::MIN.to_string(), "0000-01-01T00:00:00Z");
    /// ```
    // RFC 3339 §5.6 has four digits for the year, and no sign.
    pub const MIN: Self = Self(-62_167_219_200_000);

    /// 9999-12-31T23:59:59.999Z.
    ///
    /// ```
    /// assert_eq!(newsclip::Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999Z");
    /// ```
    pub const MAX: Self = Self(253_402_300_799_999);

    /// Converts milliseconds since 1970-01-01T00:00:00Z to a time; `None` outside the years 0 to 9999.
    ///
    /// ```
    /// use newsclip::Timestamp;
    /// assert_eq!(Timestamp::from_milliseconds(0).unwrap().to_string(), "1970-01-01T00:00:00Z");
    /// ```
    pub fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&milliseconds).then_some(Self(milliseconds))
    }

    /// The milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// let time = newsclip::Timestamp::from_milliseconds(-1).unwrap();
    /// assert_eq!(time.as_milliseconds(), -1);
    /// ```
    pub fn as_milliseconds(self) -> i64 {
        self.0
    }

    /// Parses a date, time and offset in RFC 3339, or in shorter forms of ISO 8601 (without seconds or separators). Digits
    /// below a millisecond are dropped, and a leap second counts as the second before it. `FromStr` does the same, but returns
    /// an error.
    ///
    /// ```
    /// use newsclip::Timestamp;
    /// let time = Timestamp::from_rfc3339("2022-11-13T12:15:01+08:00").unwrap();
    /// assert_eq!(time.as_milliseconds(), 1_668_312_901_000);
    /// assert_eq!(Timestamp::from_rfc3339("2022-11-13"), None);
    /// ```
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let time = Iso8601::parse(text.trim())?;
        // RFC 3339 requires an offset; a guess could be wrong by a day.
        Self::from_civil(time.date.and_time(time.clock?), time.offset?)
    }

    /// Parses a time in the formats that pages use: RFC 3339 or RFC 2822, or ISO 8601 without seconds, time or zone. `zone` is that
    /// of times without one, in minutes east of UTC.
    pub(crate) fn from_metadata(text: &str, zone: i32) -> Option<Self> {
        let text = text.trim();
        // `Time#to_s` of Ruby writes UTC by its name.
        let written = text.strip_suffix(" UTC").unwrap_or(text);
        let Some(time) = Iso8601::parse(written) else { return Self::from_rfc2822(text) };
        // Pages without a zone mean their local one, which they do not declare.
        let zone = zone.clamp(-MAX_ZONE, MAX_ZONE);
        let offset = time.offset.unwrap_or_else(|| TimeDelta::minutes(zone.into()));
        Self::from_civil(time.date.and_time(time.clock.unwrap_or_default()), offset)
    }

    /// Parses an RFC 2822 (or RFC 822) time; a wrong weekday is ignored.
    ///
    /// ```
    /// use newsclip::Timestamp;
    /// let time = Timestamp::from_rfc2822("Thu, 02 Jul 2020 18:28:24 +0000").unwrap();
    /// assert_eq!(time.to_string(), "2020-07-02T18:28:24Z");
    /// ```
    pub fn from_rfc2822(text: &str) -> Option<Self> {
        let text = text.trim();
        // RFC 2822 §3.3 requires the correct weekday, but the date determines the day without it.
        let is_weekday = |day: &str| day.len() == 3 && day.bytes().all(|byte| byte.is_ascii_alphabetic());
        let date = text.split_once(',').filter(|(day, _)| is_weekday(day)).map_or(text, |(_, date)| date);
        let time = DateTime::parse_from_rfc2822(date.trim_start()).ok()?;
        Self::from_milliseconds(time.timestamp_millis())
    }

    /// Converts a local date and time that is `offset` ahead of UTC.
    pub(crate) fn from_civil(local: NaiveDateTime, offset: TimeDelta) -> Option<Self> {
        Self::from_milliseconds(local.and_utc().timestamp_millis() - offset.num_milliseconds())
    }

    fn to_civil(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0).expect("chrono has more years than 0 to 9999").naive_utc()
    }

    /// The time in RFC 2822 format, in UTC and with the correct weekday, as RSS requires for `pubDate`. Milliseconds are dropped.
    ///
    /// ```
    /// let time = newsclip::Timestamp::from_milliseconds(0).unwrap();
    /// assert_eq!(time.to_rfc2822(), "Thu, 01 Jan 1970 00:00:00 +0000");
    /// ```
    pub fn to_rfc2822(self) -> String {
        const DAYS: [&[u8; 3]; 7] = [b"Sun", b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat"];
        const MONTHS: [&[u8; 3]; 12] =
            [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
        let civil = self.to_civil();
        let weekday = civil.weekday().num_days_from_sunday();
        // RFC 2822 §4.3 allows `GMT` only when reading.
        let mut text = *b"Sun, 00 Jan 0000 00:00:00 +0000";
        text[..3].copy_from_slice(DAYS[weekday as usize]);
        put(civil.day(), &mut text[5..7]);
        text[8..11].copy_from_slice(MONTHS[civil.month0() as usize]);
        put(civil.year().unsigned_abs(), &mut text[12..16]);
        put_clock(civil, &mut text[17..25]);
        as_text(&text).to_string()
    }

    /// The day and minute in UTC, for display: `2022-11-13 04:15`.
    pub(crate) fn to_minute(self) -> String {
        self.to_civil().format("%Y-%m-%d %H:%M").to_string()
    }
}

/// RFC 3339 in UTC, with milliseconds unless they are zero.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.to_civil();
        // Writes all digits at once: one by one, they took 10 % of writing a feed of one article, and `strftime` even more.
        let mut text = *b"0000-00-00T00:00:00.000Z";
        put(civil.year().unsigned_abs(), &mut text[..4]);
        put(civil.month(), &mut text[5..7]);
        put(civil.day(), &mut text[8..10]);
        put_clock(civil, &mut text[11..19]);
        let milliseconds = civil.and_utc().timestamp_subsec_millis();
        if milliseconds == 0 {
            // RFC 3339 §5.6: the fraction is optional.
            text[19] = b'Z';
            return f.write_str(as_text(&text[..20]));
        }
        put(milliseconds, &mut text[20..23]);
        f.write_str(as_text(&text))
    }
}

/// Writes hours, minutes and seconds into `00:00:00`.
fn put_clock(civil: NaiveDateTime, clock: &mut [u8]) {
    put(civil.hour(), &mut clock[..2]);
    put(civil.minute(), &mut clock[3..5]);
    put(civil.second(), &mut clock[6..8]);
}

/// Writes a number in place of the zeros.
fn put(number: u32, places: &mut [u8]) {
    let mut rest = number;
    for place in places.iter_mut().rev() {
        *place = b"0123456789"[(rest % 10) as usize];
        rest /= 10;
    }
}

fn as_text(written: &[u8]) -> &str {
    std::str::from_utf8(written).expect("digits and letters are ASCII")
}

/// Parses an RFC 3339 time.
impl FromStr for Timestamp {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::from_rfc3339(text).ok_or_else(|| Error::in_text(ErrorKind::Timestamp, text))
    }
}

/// Converts milliseconds since 1970-01-01T00:00:00Z, like [`from_milliseconds`](Timestamp::from_milliseconds).
///
/// ```
/// use newsclip::Timestamp;
/// assert_eq!(Timestamp::try_from(0)?.to_string(), "1970-01-01T00:00:00Z");
/// # Ok::<(), newsclip::Error>(())
/// ```
impl TryFrom<i64> for Timestamp {
    type Error = Error;

    fn try_from(milliseconds: i64) -> Result<Self, Error> {
        let time = Self::from_milliseconds(milliseconds);
        time.ok_or_else(|| Error::in_text(ErrorKind::Timestamp, &milliseconds.to_string()))
    }
}

/// Converts a time of the system, rounded down to milliseconds.
///
/// ```
/// use std::time::SystemTime;
/// use newsclip::Timestamp;
/// assert_eq!(Timestamp::try_from(SystemTime::UNIX_EPOCH)?.as_milliseconds(), 0);
/// # Ok::<(), newsclip::Error>(())
/// ```
impl TryFrom<SystemTime> for Timestamp {
    type Error = Error;

    fn try_from(time: SystemTime) -> Result<Self, Error> {
        let milliseconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            // Rounded down, like all times.
            Err(before) => {
                i64::try_from(before.duration().as_nanos().div_ceil(1_000_000)).map_or(i64::MIN, |ms| -ms)
            }
        };
        Self::try_from(milliseconds)
    }
}

/// Converts to a time of the system.
///
/// ```
/// use std::time::SystemTime;
/// use newsclip::Timestamp;
/// let epoch = Timestamp::from_milliseconds(0).unwrap();
/// assert_eq!(SystemTime::from(epoch), SystemTime::UNIX_EPOCH);
/// ```
impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        let distance = Duration::from_millis(time.0.unsigned_abs());
        if time.0 < 0 { Self::UNIX_EPOCH - distance } else { Self::UNIX_EPOCH + distance }
    }
}

impl From<Timestamp> for i64 {
    fn from(time: Timestamp) -> Self {
        time.0
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "json")]
impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::{Error, Unexpected};
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_rfc3339(&text)
            .ok_or_else(|| Error::invalid_value(Unexpected::Str(&text), &"an RFC 3339 time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_range_is_written_and_read() {
        for time in [Timestamp::MIN, Timestamp(-1), Timestamp(0), Timestamp(1), Timestamp::MAX] {
            assert_eq!(Timestamp::from_rfc3339(&time.to_string()), Some(time));
            assert_eq!(Timestamp::try_from(SystemTime::from(time)), Ok(time));
            assert_eq!(Timestamp::try_from(i64::from(time)), Ok(time));
        }
        assert_eq!(Timestamp::from_milliseconds(Timestamp::MIN.0 - 1), None);
        assert_eq!(Timestamp::from_milliseconds(Timestamp::MAX.0 + 1), None);
        assert_eq!(Timestamp::from_rfc3339("9999-12-31T23:59:59-01:00"), None);
        assert_eq!(Timestamp::from_rfc3339("0000-01-01T00:00:00+01:00"), None);
    }

    #[test]
    fn the_weekday_of_rfc_2822_is_optional() {
        for text in [
            "Sun, 13 Nov 2022 04:15:00 +0000",
            "Mon, 13 Nov 2022 04:15:00 +0000",
            "13 Nov 2022 04:15 GMT",
            "13 Nov 22 12:15:00 +0800 (China, standard)",
        ] {
            let time = Timestamp::from_rfc2822(text).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T04:15:00Z"), "{text}");
        }
        for text in ["2022, 13 Nov 2022 04:15:00 +0000", "Sunday, 13 Nov 2022 04:15:00 +0000"] {
            assert_eq!(Timestamp::from_rfc2822(text), None, "{text}");
        }
    }

    #[test]
    fn an_error_names_the_range() {
        let error = Timestamp::try_from(i64::MAX).expect_err("out of range");
        assert_eq!(
            error.to_string(),
            "expected a time within the years 0 to 9999, found \"9223372036854775807\""
        );
    }
}
