//! Points in time as a clip's stamp gives them: milliseconds since 1970, without a clock or a time zone.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time in milliseconds since 1970-01-01T00:00:00Z, within the years 0 to 9999, so that
/// every format can write it.
///
/// ```
/// use newsclip::Timestamp;
///
/// let time = Timestamp::from_milliseconds(1_668_312_901_000).unwrap();
/// assert_eq!(time.to_string(), "2022-11-13T04:15:01Z");
/// assert_eq!(time.to_rfc2822(), "Sun, 13 Nov 2022 04:15:01 +0000");
/// assert_eq!(Timestamp::from_milliseconds(i64::MAX), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// 0000-01-01T00:00:00Z.
const EARLIEST: i64 = -62_167_219_200_000;
/// 9999-12-30T22:00:00Z, the end of what `jiff` can hold in every time zone.
const LATEST: i64 = 253_402_207_200_000;

impl Timestamp {
    /// The time that many milliseconds after (or before) 1970; `None` outside the years 0 to 9999.
    ///
    /// ```
    /// use newsclip::Timestamp;
    /// assert_eq!(Timestamp::from_milliseconds(0).unwrap().to_string(), "1970-01-01T00:00:00Z");
    /// ```
    pub fn from_milliseconds(milliseconds: i64) -> Option<Self> {
        (EARLIEST..=LATEST).contains(&milliseconds).then_some(Self(milliseconds))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// let time = newsclip::Timestamp::from_milliseconds(-1).unwrap();
    /// assert_eq!(time.as_milliseconds(), -1);
    /// ```
    pub fn as_milliseconds(self) -> i64 {
        self.0
    }

    /// Reads an RFC 3339 time; parts of a second below a millisecond are dropped.
    ///
    /// ```
    /// use newsclip::Timestamp;
    /// let time = Timestamp::from_rfc3339("2022-11-13T12:15:01+08:00").unwrap();
    /// assert_eq!(time.as_milliseconds(), 1_668_312_901_000);
    /// assert_eq!(Timestamp::from_rfc3339("2022-11-13"), None);
    /// ```
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        text.trim().parse().ok().and_then(Self::from_jiff)
    }

    /// Reads an RFC 2822 (or RFC 822) time; a wrong weekday is forgiven.
    ///
    /// ```
    /// use newsclip::Timestamp;
    /// let time = Timestamp::from_rfc2822("Thu, 02 Jul 2020 18:28:24 +0000").unwrap();
    /// assert_eq!(time.to_string(), "2020-07-02T18:28:24Z");
    /// ```
    pub fn from_rfc2822(text: &str) -> Option<Self> {
        let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
        parser.parse_timestamp(text.trim()).ok().and_then(Self::from_jiff)
    }

    fn from_jiff(time: jiff::Timestamp) -> Option<Self> {
        // Milliseconds are floored, so that a time before 1970 keeps its millisecond.
        Self::from_milliseconds(time.as_nanosecond().div_euclid(1_000_000).try_into().ok()?)
    }

    fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).expect("EARLIEST..=LATEST lies within jiff's range")
    }

    /// As RFC 2822 writes it, with the right weekday, in UTC; what RSS's `pubDate` asks for.
    ///
    /// ```
    /// let time = newsclip::Timestamp::from_milliseconds(0).unwrap();
    /// assert_eq!(time.to_rfc2822(), "Thu, 01 Jan 1970 00:00:00 +0000");
    /// ```
    pub fn to_rfc2822(self) -> String {
        self.to_jiff().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
    }

    /// The day and minute in UTC, for people: `2022-11-13 04:15`.
    pub(crate) fn to_minute(self) -> String {
        self.to_jiff().strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// RFC 3339 in UTC; milliseconds only where they are not zero.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = if self.0 % 1000 == 0 { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S.%3fZ" };
        write!(f, "{}", self.to_jiff().strftime(format))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_rfc3339(&text)
            .ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &"an RFC 3339 time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_range_can_be_written_and_read() {
        for milliseconds in [EARLIEST, EARLIEST + 1, -1, 0, 1, LATEST] {
            let time = Timestamp::from_milliseconds(milliseconds).expect("in range");
            assert_eq!(Timestamp::from_rfc3339(&time.to_string()), Some(time), "{time}");
        }
        assert_eq!(Timestamp::from_milliseconds(EARLIEST - 1), None);
        assert_eq!(Timestamp::from_milliseconds(LATEST + 1), None);
    }
}
