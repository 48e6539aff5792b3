//! Times as feeds write them.

use crate::time::Timestamp;

/// A time in a feed, and how much of it was assumed.
///
/// ```
/// use newsclip::feed::Time;
///
/// let exact = Time::read("Sun, 13 Nov 2022 04:15:01 GMT", 0);
/// assert!(matches!(exact, Time::Exact(time) if time.as_milliseconds() == 1_668_312_901_000));
/// assert!(matches!(Time::read("2022-11-13 12:15:01", 480), Time::AssumedZone(time) if Time::Exact(time) == exact));
/// assert_eq!(Time::read("昨天", 0), Time::Unparsed("昨天".to_string()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// The time as the feed gives it.
    Exact(Timestamp),
    /// The time in an assumed zone, because the feed names none, or one with several meanings.
    AssumedZone(Timestamp),
    /// A text that is not a time.
    Unparsed(String),
}

impl Time {
    /// Reads a time: RFC 3339, RFC 822 with or without a (right) weekday, `2022-11-13 08:00:00`, `2022/11/13`,
    /// `2022年11月13日 08:00`, Unix time in seconds or milliseconds. Without a zone, it is `minutes` east of UTC. `CST`, which
    /// stands for China's time and for Chicago's, is treated as no zone if the default is UTC+8.
    ///
    /// ```
    /// use newsclip::feed::Time;
    /// let Time::AssumedZone(time) = Time::read("2022年11月13日 08:00", 480) else { panic!() };
    /// assert_eq!(time.to_string(), "2022-11-13T00:00:00Z");
    /// ```
    pub fn read(text: &str, minutes: i32) -> Self {
        let trimmed = text.trim();
        if let Some(time) = unix(trimmed).or_else(|| Timestamp::from_rfc3339(trimmed)) {
            return Self::Exact(time);
        }
        match Fields::read(trimmed).and_then(|fields| fields.time(minutes)) {
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

/// Unix time: ten digits are seconds, thirteen are milliseconds.
fn unix(text: &str) -> Option<Timestamp> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    match text.len() {
        9 | 10 => Timestamp::from_milliseconds(number * 1000),
        12 | 13 => Timestamp::from_milliseconds(number),
        _ => None,
    }
}

/// The parts of a date and time.
#[derive(Debug, Default)]
struct Fields {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// Minutes east of UTC, if named.
    zone: Option<i32>,
    /// `CST`.
    is_cst: bool,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Fields {
    fn read(text: &str) -> Option<Self> {
        let mut fields = Self::default();
        let rest = match text.chars().next()? {
            c if c.is_ascii_digit() && is_year_first(text) => fields.numeric_date(text)?,
            _ => fields.named_date(text)?,
        };
        let rest = fields.clock(rest)?;
        fields.zone(rest.trim())?;
        Some(fields)
    }

    /// `2022-11-13`, `2022/11/13`, `2022.11.13`, `2022年11月13日`.
    fn numeric_date<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let rest;
        (self.year, rest) = number(text)?;
        let rest = rest.strip_prefix(['-', '/', '.', '年'])?.trim_start();
        let (month, rest) = number(rest)?;
        let rest = rest.strip_prefix(['-', '/', '.', '月'])?.trim_start();
        let (day, rest) = number(rest)?;
        (self.month, self.day) = (month, day);
        Some(rest.trim_start_matches(['日', '号', 'T', 't', ',']))
    }

    /// `Sun, 13 Nov 2022`, `13 Nov 22`, `Nov 13, 2022`.
    fn named_date<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let text = match text.split_once(',') {
            Some((weekday, rest)) if weekday.trim().chars().all(char::is_alphabetic) => rest.trim_start(),
            _ => text,
        };
        let (first, rest) = word(text)?;
        let (second, rest) = word(rest)?;
        let (third, rest) = word(rest)?;
        let (day, month) = if month(second).is_some() { (first, second) } else { (second, first) };
        self.day = day.parse().ok()?;
        self.month = month_number(month)?;
        self.year = third.parse().ok()?;
        if third.len() == 2 {
            // RFC 2822 §4.3.
            self.year += if self.year < 50 { 2000 } else { 1900 };
        }
        Some(rest)
    }

    /// `08:00`, `8:00:05.123`, `08时00分`, with `上午`, `下午`, `AM`, `PM`; or nothing.
    fn clock<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let text = text.trim_start();
        let (half, text) = match text.strip_prefix("下午") {
            Some(rest) => (Some(12), rest.trim_start()),
            None => (None, text.trim_start_matches("上午").trim_start()),
        };
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(text);
        }
        let (hour, rest) = number(text)?;
        let (minute, mut rest) = number(rest.strip_prefix([':', '时', '点'])?)?;
        (self.hour, self.minute) = (hour, minute);
        if let Some((second, after)) = rest.strip_prefix([':', '分']).and_then(number) {
            self.second = second;
            rest = after;
        }
        rest = rest.trim_start_matches(['分', '秒']);
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        let lower = rest.trim_start().get(..2).map(str::to_ascii_lowercase);
        let half = match lower.as_deref() {
            Some("pm") => Some(12),
            Some("am") => Some(0),
            _ => half,
        };
        if matches!(lower.as_deref(), Some("am" | "pm")) {
            rest = &rest.trim_start()[2..];
        }
        if let Some(half) = half {
            self.hour = self.hour % 12 + half;
        }
        Some(rest)
    }

    /// `Z`, `+08:00`, `+0800`, `GMT+8`, `EST`; or nothing. Anything else makes the text no time.
    fn zone(&mut self, text: &str) -> Option<()> {
        // RFC 822 §3.4.3: a comment, such as the zone's name after its offset.
        let text = text.split_once('(').map_or(text, |(text, _)| text).trim();
        let offset = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        let name = text[..text.len() - offset.len()].trim().to_ascii_uppercase();
        let base = match name.as_str() {
            "" if offset.is_empty() => return Some(()),
            "" => 0,
            "Z" | "UT" | "UTC" | "GMT" => 0,
            "EST" => -300,
            "EDT" => -240,
            "CDT" => -300,
            "MST" => -420,
            "MDT" => -360,
            "PST" => -480,
            "PDT" => -420,
            "CET" => 60,
            "CEST" => 120,
            "HKT" | "BJT" | "SGT" => 480,
            "JST" | "KST" => 540,
            "CST" => {
                self.is_cst = true;
                return Some(());
            }
            _ => return None,
        };
        self.zone = Some(base + offset_minutes(offset)?);
        Some(())
    }

    /// The time, and whether its zone was named.
    fn time(&self, minutes: i32) -> Option<(Timestamp, bool)> {
        let is_valid = (1..=12).contains(&self.month)
            && (1..=days_in(self.year, self.month)).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second < 61;
        if !is_valid || !(0..=9999).contains(&self.year) {
            return None;
        }
        let named = if self.is_cst && minutes != 480 { Some(-360) } else { self.zone };
        let text = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second.min(59)
        );
        let local = Timestamp::from_rfc3339(&text)?;
        let offset = i64::from(named.unwrap_or(minutes)) * 60_000;
        let time = Timestamp::from_milliseconds(local.as_milliseconds() - offset)?;
        Some((time, named.is_some() && !self.is_cst))
    }
}

fn is_year_first(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text[4..].starts_with(['-', '/', '.', '年'])
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `+08:00`, `-0500`, `+8`; nothing is 0.
fn offset_minutes(text: &str) -> Option<i32> {
    let (sign, digits) = match text.chars().next() {
        None => return Some(0),
        Some('+') => (1, &text[1..]),
        Some('-') => (-1, &text[1..]),
        Some(_) => return None,
    };
    let plain: String = digits.chars().filter(|&c| c != ':').collect();
    if plain.is_empty() || plain.len() > 4 || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i32 = plain.parse().ok()?;
    let minutes = if plain.len() <= 2 { number * 60 } else { number / 100 * 60 + number % 100 };
    (minutes <= 14 * 60).then_some(sign * minutes)
}

/// The number at the start of a text.
fn number(text: &str) -> Option<(i64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text[..digits].parse().ok().filter(|_| digits <= 4)?;
    Some((value, &text[digits..]))
}

/// The word at the start of a text, without a comma or period after it.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find([' ', '-']).unwrap_or(text.len());
    let word = text[..end].trim_end_matches([',', '.']);
    (!word.is_empty()).then(|| (word, text[end..].trim_start_matches('-')))
}

fn month(name: &str) -> Option<usize> {
    let short = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == short)
}

fn month_number(name: &str) -> Option<i64> {
    month(name).and_then(|index| i64::try_from(index + 1).ok())
}
