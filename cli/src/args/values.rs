//! Parsers of option values, with messages that state what is expected.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};
use newsclip::Url;

use crate::article::is_web;

/// The address of an article, a feed or a site. Clips and feeds can express no others than those on the web.
pub(crate) fn url(text: &str) -> Result<Url, &'static str> {
    // The message of the `url` crate, "relative URL without a base", does not say what to change.
    let url = Url::parse(text).ok().filter(is_web);
    url.ok_or("expected an absolute http or https URL, such as https://a.example/")
}

/// The address of a style sheet. It is often relative, because browsers require XSLT to be on the host of the feed.
pub(crate) fn stylesheet(text: &str) -> Result<String, &'static str> {
    let base = Url::parse("https://a.example/").expect("it is a URL");
    let is_known = !text.trim().is_empty() && base.join(text).is_ok_and(|url| is_web(&url));
    if is_known {
        Ok(text.to_string())
    } else {
        Err("expected an http, https or relative URL, such as feed.css")
    }
}

/// A time zone, in minutes east of UTC.
pub(crate) fn zone(text: &str) -> Result<i32, &'static str> {
    let minutes = || {
        let (sign, rest) =
            text.strip_prefix('+').map(|rest| (1, rest)).or_else(|| Some((-1, text.strip_prefix('-')?)))?;
        let (hours, minutes) = rest.split_once(':')?;
        let number = |digits: &str| {
            let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { digits.parse::<i32>().ok() } else { None }
        };
        Some(sign * (number(hours)? * 60 + number(minutes).filter(|&minutes| minutes < 60)?))
    };
    // Many people write `+8` and mean hours, so it is an error.
    let number = if text.starts_with('+') { None } else { text.parse().ok() };
    let zone = number.or_else(minutes).filter(|minutes| (-1440..=1440).contains(minutes));
    zone.ok_or(
        "expected minutes east of UTC from -1440 to 1440, such as 480, or hours and minutes, such as +08:00",
    )
}

/// A number of threads. More than this would only compete for memory and cores.
pub(crate) fn jobs(text: &str) -> Result<NonZeroUsize, &'static str> {
    let number = text.parse().ok().filter(|number: &NonZeroUsize| number.get() <= 1024);
    number.ok_or("expected a whole number from 1 to 1024")
}

/// A number that is not zero.
pub(crate) fn count(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "expected a whole number, 1 or more")
}

/// A folder to write, which may be new. `-` is standard output in other commands, and no folder.
pub(crate) fn folder() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| {
        if is_stdout(&path) {
            return Err("expected a folder, found the name of standard output");
        }
        if path.exists() && !path.is_dir() { Err("expected a folder, found a file") } else { Ok(path) }
    })
}

/// The file or folder that `-o` names; `None` for standard output.
pub(crate) fn except_stdout(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| !is_stdout(path))
}

/// `/dev/stdout` cannot be opened as a file if it is a socket, or replaced if it is a file.
fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-" || path.as_os_str() == "/dev/stdout"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_on_the_web_or_beside_the_feed() {
        assert!(
            ["feed.css", "/a.xsl", "https://a.example/a.css"].iter().all(|text| stylesheet(text).is_ok())
        );
        assert!(["", "javascript:1", "http:", "file:///a.css"].iter().all(|text| stylesheet(text).is_err()));
    }

    #[test]
    fn a_zone_has_two_forms() {
        let zones = ["480", "-60", "+08:00", "-05:30", "+24:00", "0"].map(zone);
        assert_eq!(zones, [Ok(480), Ok(-60), Ok(480), Ok(-330), Ok(1440), Ok(0)]);
        for wrong in ["2000", "+8", "+08:60", "8:00", "+24:01", "CST", ""] {
            assert!(zone(wrong).is_err(), "{wrong}");
        }
    }
}
