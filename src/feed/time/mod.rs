//! Times as feeds write them.

mod names;
mod parts;
mod zone;

use serde::{Deserialize, Serialize};

use self::parts::Parts;
use crate::time::Timestamp;

/// A time in a feed, and how much of it was assumed.
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
    /// The time as the feed gives it.
    Exact(Timestamp),
    /// The time in an assumed zone, because the feed names none, or one that is unknown or has several meanings.
    AssumedZone(Timestamp),
    /// A text that is not a time.
    Unparsed(String),
}

impl Time {
    /// Reads a time: RFC 3339, W3C-DTF (down to the year), RFC 822 with or without a weekday (right or wrong) and commas,
    /// asctime, `2022-11-13 08:00:00`, `2022/11/13`, `13.11.2022`, `2022年11月13日 08:00`, months in the usual languages of
    /// Europe, Unix time in seconds or milliseconds.
    ///
    /// Without a zone, or with one that is not known, it is `minutes` east of UTC. `CST`, which stands for China's time and
    /// for Chicago's, counts as no zone if `minutes` is 480, and as Chicago's otherwise. `11/12/2022`, which is in November
    /// or in December, is not a time.
    ///
    /// ```
    /// use newsclip::feed::Time;
    /// let Time::AssumedZone(time) = Time::read("2022年11月13日星期日 08:00", 480) else { panic!() };
    /// assert_eq!(time.to_string(), "2022-11-13T00:00:00Z");
    /// ```
    pub fn read(text: &str, minutes: i32) -> Self {
        let trimmed = text.trim();
        // The two forms without any doubt come first; RFC 3339 is Atom's and JSON Feed's (§3.3 of RFC 4287).
        if let Some(time) = unix(trimmed).or_else(|| rfc3339(trimmed)) {
            return Self::Exact(time);
        }
        match Parts::read(trimmed).and_then(|parts| parts.time(minutes)) {
            Some((time, true)) => Self::Exact(time),
            Some((time, false)) => Self::AssumedZone(time),
            None => Self::Unparsed(text.to_string()),
        }
    }

    /// The time, exact or not.
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

/// RFC 3339. Most times of RSS are RFC 822, and asking jiff to refuse them takes longer than reading them.
fn rfc3339(text: &str) -> Option<Timestamp> {
    // A look at one byte spares RSS's times a parse that must fail.
    let may_be = text.as_bytes().get(4) == Some(&b'-');
    if may_be { Timestamp::from_rfc3339(text) } else { None }
}

/// Unix time: nine or ten digits are seconds, twelve or thirteen are milliseconds.
fn unix(text: &str) -> Option<Timestamp> {
    let factor = match text.len() {
        // Seconds from 1973 to 2286, or milliseconds of the same years; eight digits are a date.
        9 | 10 => 1000,
        12 | 13 => 1,
        _ => return None,
    };
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Timestamp::from_milliseconds(text.parse::<i64>().ok()? * factor)
}
