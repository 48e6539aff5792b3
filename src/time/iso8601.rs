//! Times in ISO 8601 and its profile RFC 3339.
//!
//! chrono's parser accepts only RFC 3339. Pages also leave out seconds, the time or the zone, and use the basic format.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// The parts of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Iso8601 {
    pub(super) date: NaiveDate,
    /// The time of day; digits below a millisecond are dropped.
    pub(super) clock: Option<NaiveTime>,
    /// The difference from UTC, positive in the east.
    pub(super) offset: Option<TimeDelta>,
}

impl Iso8601 {
    /// Parses `2022-11-13T12:15:01.5+08:00`, or the basic format without `-` and `:`. RFC 9557 §4.1 allows the name of a zone
    /// in brackets after it, which is ignored.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = Rest(text.as_bytes());
        let date = rest.date()?;
        let (mut clock, mut offset) = (None, None);
        if rest.skip(b"Tt ") {
            clock = Some(rest.clock()?);
            // `Time#to_s` of Ruby writes a space before the offset.
            if matches!(rest.0, [b' ', b'+' | b'-', ..]) {
                rest.skip(b" ");
            }
            if rest.begins_with(b"Zz+-") {
                offset = Some(rest.offset()?);
            }
            rest.skip_zone();
        }
        rest.0.is_empty().then_some(Self { date, clock, offset })
    }
}

/// The part of the text that is not parsed yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn date(&mut self) -> Option<NaiveDate> {
        let year = self.number(4)?;
        let is_extended = self.skip(b"-");
        let month = self.number(2)?;
        if self.skip(b"-") != is_extended {
            return None;
        }
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, self.number(2)?)
    }

    fn clock(&mut self) -> Option<NaiveTime> {
        let hour = self.number(2)?;
        let is_extended = self.skip(b":");
        let minute = self.number(2)?;
        let has_seconds =
            if is_extended { self.skip(b":") } else { self.0.first().is_some_and(u8::is_ascii_digit) };
        let second = if has_seconds { self.number(2)? } else { 0 };
        let milliseconds = if has_seconds && self.skip(b".,") { self.milliseconds()? } else { 0 };
        // RFC 3339 §5.6 allows leap seconds, which Unix time does not count.
        NaiveTime::from_hms_milli_opt(hour, minute, if second == 60 { 59 } else { second }, milliseconds)
    }

    /// The first three digits of a fraction, which has at least one digit.
    fn milliseconds(&mut self) -> Option<u32> {
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        let digit = |at: usize| digits.get(at).map_or(0, |digit| u32::from(digit - b'0'));
        (length > 0).then(|| digit(0) * 100 + digit(1) * 10 + digit(2))
    }

    /// `Z`, `+08:00`, `+0800` or `+08`.
    fn offset(&mut self) -> Option<TimeDelta> {
        if self.skip(b"Zz") {
            return Some(TimeDelta::zero());
        }
        let sign = if self.begins_with(b"-") { -1 } else { 1 };
        self.skip(b"+-");
        let hours = self.number(2)?;
        let has_minutes = self.skip(b":") || self.0.first().is_some_and(u8::is_ascii_digit);
        let minutes = if has_minutes { self.number(2)? } else { 0 };
        let is_valid = hours < 24 && minutes < 60;
        is_valid.then(|| TimeDelta::minutes(sign * i64::from(hours * 60 + minutes)))
    }

    /// Skips the name of a zone in brackets.
    fn skip_zone(&mut self) {
        if self.0.starts_with(b"[") && self.0.ends_with(b"]") {
            self.0 = &[];
        }
    }

    /// A number of exactly this many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        let mut value = 0;
        for digit in number {
            value = value * 10 + char::from(*digit).to_digit(10)?;
        }
        self.0 = rest;
        Some(value)
    }

    fn begins_with(&self, any: &[u8]) -> bool {
        self.0.first().is_some_and(|byte| any.contains(byte))
    }

    /// Skips a byte if it is one of these, and returns whether it was.
    fn skip(&mut self, any: &[u8]) -> bool {
        let is_next = self.begins_with(any);
        if is_next {
            self.0 = &self.0[1..];
        }
        is_next
    }
}

#[cfg(test)]
mod tests {
    use crate::Timestamp;

    #[test]
    fn forms_of_one_time_are_equal() {
        for text in [
            "2022-11-13T12:15:00+08:00",
            "2022-11-13t04:15:00z",
            "2022-11-13 04:15:00.000999Z",
            "2022-11-13T04:15Z",
            "2022-11-12T23:15-05",
            "2022-11-12T22:45:00-0530",
            "2022-11-13 12:15:00 +0800",
            "20221113T041500Z",
            "20221113T0415Z",
            "2022-11-13T12:15:00+08:00[Asia/Shanghai]",
        ] {
            let time = Timestamp::from_rfc3339(text).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2022-11-13T04:15:00Z"), "{text}");
        }
    }

    #[test]
    fn digits_below_a_millisecond_are_dropped() {
        for (text, milliseconds) in [
            ("1970-01-01T00:00:00.5Z", 500),
            ("1970-01-01T00:00:00,25Z", 250),
            ("1970-01-01T00:00:00.0019Z", 1),
            ("1969-12-31T23:59:60Z", -1000),
        ] {
            let time = Timestamp::from_rfc3339(text).map(Timestamp::as_milliseconds);
            assert_eq!(time, Some(milliseconds), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_times() {
        for text in [
            "",
            "2022-11-13",
            "2022-11-13T04:15:00",
            "2022-11-13T04:15:00Z[UTC",
            "2022-11-13T04:15:00ZUTC]",
            "2022-1113T04:15:00Z",
            "2022-13-01T04:15:00Z",
            "2022-02-30T04:15:00Z",
            "2022-11-13T24:15:00Z",
            "2022-11-13T04:15:61Z",
            "2022-11-13T04:15:00.Z",
            "2022-11-13T04:15.5Z",
            "2022-11-13T04:15:00+-08:00",
            "2022-11-13T04:15:00+24:00",
            "2022-11-13T04:15:00+08:60",
            "2022-11-13T04:15:00Zx",
            "+2022-11-13T04:15:00Z",
            "２022-11-13T04:15:00Z",
        ] {
            assert_eq!(Timestamp::from_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn pages_leave_out_parts() {
        for (text, expected) in [
            ("2022-11-13", "2022-11-13T00:00:00Z"),
            ("20221113", "2022-11-13T00:00:00Z"),
            ("2022-11-13T04:15", "2022-11-13T04:15:00Z"),
            ("2022-11-13 04:15:01", "2022-11-13T04:15:01Z"),
            ("2022-11-13 04:15:01 UTC", "2022-11-13T04:15:01Z"),
            ("Sat, 13 Nov 2022 04:15:01 GMT", "2022-11-13T04:15:01Z"),
        ] {
            let time = Timestamp::from_metadata(text, 0).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some(expected), "{text}");
        }
    }
}
