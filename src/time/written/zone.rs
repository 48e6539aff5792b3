//! Time zones by name.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

/// The meaning of the name of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Minutes east of UTC, all year.
    Fixed(i32),
    /// Minutes east of UTC in the most common of several meanings.
    Ambiguous(i32),
    /// Minutes east of UTC in winter, with summer time as in the European Union.
    Europe(i32),
    /// Minutes east of UTC in winter, with daylight saving time as in the United States since 2007.
    America(i32),
    /// `CST`: US Central Standard Time or China Standard Time.
    Cst,
}

impl Zone {
    /// The zone with a name of RFC 822, a common abbreviation, or an IANA name that occurs in feeds. The whole IANA
    /// database would add a third of a megabyte to every program.
    pub(super) fn named(name: &str) -> Option<Self> {
        let upper = name.to_ascii_uppercase();
        if let Some((area, city)) = upper.split_once('/') {
            return city_zone(area, city);
        }
        Some(match upper.as_str() {
            // RFC 822 §5.1 defines UT, GMT and the American zones. The others are in wide use.
            "Z" | "UT" | "UTC" | "GMT" | "WET" => Self::Fixed(0),
            "CET" | "MET" | "MEZ" | "WEST" | "WAT" => Self::Fixed(60),
            "CEST" | "MEST" | "MESZ" | "EET" | "SAST" | "CAT" => Self::Fixed(120),
            "EEST" | "MSK" | "TRT" | "EAT" => Self::Fixed(180),
            "MSD" => Self::Fixed(240),
            "PKT" => Self::Fixed(300),
            "NPT" => Self::Fixed(345),
            "ICT" | "WIB" => Self::Fixed(420),
            "HKT" | "BJT" | "SGT" | "MYT" | "PHT" | "AWST" => Self::Fixed(480),
            "JST" | "KST" => Self::Fixed(540),
            "ACST" => Self::Fixed(570),
            "AEST" => Self::Fixed(600),
            "AEDT" => Self::Fixed(660),
            "NZST" => Self::Fixed(720),
            "NZDT" => Self::Fixed(780),
            // BST: Britain or Bangladesh. IST: India, Israel or Ireland.
            "BST" => Self::Ambiguous(60),
            "IST" => Self::Ambiguous(330),
            name => return Self::american(name),
        })
    }

    fn american(name: &str) -> Option<Self> {
        Some(match name {
            "EDT" | "AST" => Self::Fixed(-240),
            "EST" | "CDT" => Self::Fixed(-300),
            "MDT" => Self::Fixed(-360),
            "MST" | "PDT" | "AKDT" => Self::Fixed(-420),
            "PST" => Self::Fixed(-480),
            "AKST" => Self::Fixed(-540),
            "HST" => Self::Fixed(-600),
            "ADT" | "BRT" | "ART" => Self::Fixed(-180),
            "NST" => Self::Fixed(-210),
            // Without S or D, the date decides between standard and daylight saving time.
            "ET" => Self::America(-300),
            "CT" => Self::America(-360),
            "MT" => Self::America(-420),
            "PT" => Self::America(-480),
            "CST" => Self::Cst,
            _ => return None,
        })
    }

    /// Minutes east of UTC at a local time, and whether they are certain. `default` is the caller's zone in minutes east of
    /// UTC.
    pub(super) fn offset(self, local: NaiveDateTime, default: i32) -> (i32, bool) {
        match self {
            Self::Fixed(minutes) => (minutes, true),
            Self::Ambiguous(minutes) => (minutes, false),
            Self::Europe(minutes) => (minutes + if is_summer_in_europe(local) { 60 } else { 0 }, true),
            Self::America(minutes) => (minutes + if is_summer_in_america(local) { 60 } else { 0 }, true),
            // A caller whose default zone is China's reads Chinese feeds, so there it means China Standard Time.
            Self::Cst => (if default == 480 { 480 } else { -360 }, false),
        }
    }
}

fn city_zone(area: &str, city: &str) -> Option<Zone> {
    Some(match (area, city) {
        ("EUROPE", "LONDON" | "DUBLIN" | "LISBON") => Zone::Europe(0),
        (
            "EUROPE",
            "AMSTERDAM" | "BELGRADE" | "BERLIN" | "BRUSSELS" | "BUDAPEST" | "COPENHAGEN" | "LUXEMBOURG"
            | "MADRID" | "OSLO" | "PARIS" | "PRAGUE" | "ROME" | "STOCKHOLM" | "VIENNA" | "WARSAW" | "ZAGREB"
            | "ZURICH",
        ) => Zone::Europe(60),
        (
            "EUROPE",
            "ATHENS" | "BUCHAREST" | "HELSINKI" | "KIEV" | "KYIV" | "RIGA" | "SOFIA" | "TALLINN" | "VILNIUS",
        ) => Zone::Europe(120),
        ("EUROPE", "MOSCOW" | "ISTANBUL") => Zone::Fixed(180),
        ("AMERICA", "NEW_YORK" | "TORONTO" | "DETROIT") | ("US", "EASTERN") => Zone::America(-300),
        ("AMERICA", "CHICAGO") | ("US", "CENTRAL") => Zone::America(-360),
        ("AMERICA", "DENVER") | ("US", "MOUNTAIN") => Zone::America(-420),
        ("AMERICA", "LOS_ANGELES" | "VANCOUVER") | ("US", "PACIFIC") => Zone::America(-480),
        ("AMERICA", "SAO_PAULO" | "BUENOS_AIRES") => Zone::Fixed(-180),
        ("ASIA", "KOLKATA" | "CALCUTTA") => Zone::Fixed(330),
        ("ASIA", "SHANGHAI" | "HONG_KONG" | "TAIPEI" | "SINGAPORE" | "MACAU" | "CHONGQING") => {
            Zone::Fixed(480)
        }
        ("ASIA", "TOKYO" | "SEOUL") => Zone::Fixed(540),
        ("ETC", "UTC" | "GMT") => Zone::Fixed(0),
        _ => return None,
    })
}

/// Whether summer time is in force in the European Union. The hour of the change is ignored.
fn is_summer_in_europe(local: NaiveDateTime) -> bool {
    // Directive 2000/84/EC: from the last Sunday of March to the last Sunday of October.
    let (from, to) = (last_sunday(local.year(), 3), last_sunday(local.year(), 10));
    from.is_some_and(|from| local.date() >= from) && to.is_some_and(|to| local.date() < to)
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    sunday(year, month, 5).or_else(|| sunday(year, month, 4))
}

/// The `nth` Sunday of a month, from 1.
fn sunday(year: i32, month: u32, nth: u8) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, nth)
}

/// Whether daylight saving time is in force in the United States. The hour of the change is ignored.
fn is_summer_in_america(local: NaiveDateTime) -> bool {
    // Energy Policy Act of 2005, §110: from the second Sunday of March to the first Sunday of November.
    let (from, to) = (sunday(local.year(), 3, 2), sunday(local.year(), 11, 1));
    from.is_some_and(|from| local.date() >= from) && to.is_some_and(|to| local.date() < to)
}
