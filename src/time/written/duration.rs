//! Durations of enclosures.

use std::time::Duration;

/// The units in the English, Chinese and Japanese words that feeds use, and in ISO 8601, with their seconds.
const UNITS: [(&[&str], u64); 3] = [
    (&["h", "hr", "hrs", "hour", "hours", "小时", "小時", "時間", "时"], 3600),
    (&["m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘"], 60),
    (&["s", "sec", "secs", "second", "seconds", "秒", "秒钟", "秒鐘"], 1),
];

/// Reads a duration in whole seconds: `90`, `1:30`, `0:01:30` or `90.5`, as Apple defines `itunes:duration`; or numbers with
/// units, such as `1h 30m`, `50 min 4 sec`, `1小时20分` and `PT1H20M`.
pub(crate) fn read_duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    clock(text).or_else(|| with_units(text)).map(Duration::from_secs)
}

fn clock(text: &str) -> Option<u64> {
    // Seconds may have a fraction, which no output format needs.
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut seconds: u64 = 0;
    for (index, part) in whole.split(':').enumerate() {
        // Apple allows `HH:MM:SS`, `MM:SS` and seconds. More than three parts are not a duration.
        let part: u64 = part.trim().parse().ok().filter(|_| index < 3)?;
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
    }
    Some(seconds)
}

fn with_units(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    // ISO 8601-1 §5.5.2.2, without years, months and days.
    let mut rest = lower.strip_prefix("pt").unwrap_or(&lower);
    let mut seconds: u64 = 0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (number, after) = split_while(rest, |c| c.is_ascii_digit());
        let (unit, after) = split_while(after, |c| !c.is_ascii_digit());
        let (_, length) = UNITS.iter().find(|(names, _)| names.contains(&unit_name(unit)))?;
        seconds = seconds.checked_add(number.parse::<u64>().ok()?.checked_mul(*length)?)?;
        rest = after;
    }
    Some(seconds)
}

/// A unit without the punctuation around it, as in `50 min., 4 sec.`.
fn unit_name(unit: &str) -> &str {
    unit.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','))
}

fn split_while(text: &str, holds: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !holds(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_numbers_or_numbers_with_units() {
        for (text, seconds) in [
            ("90", Some(90)),
            (" 1:30 ", Some(90)),
            ("1:00: 07.5", Some(3607)),
            ("1h 30m", Some(5400)),
            ("50 min., 4 sec.", Some(3004)),
            ("1 Hour", Some(3600)),
            ("1小时20分5秒", Some(4805)),
            ("PT1H20M", Some(4800)),
            ("PT", None),
            ("", None),
            ("1:00:00:00", None),
            ("-1:30", None),
            ("-50 min", None),
            ("50 min 4", None),
            ("1.5 h", None),
            ("one hour", None),
            ("18446744073709551615:00", None),
            ("18446744073709551615 min", None),
        ] {
            assert_eq!(read_duration(text), seconds.map(Duration::from_secs), "{text:?}");
        }
    }
}
