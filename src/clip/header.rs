//! The parser of a clip's header: one function for each rule of the grammar, with the same name.

use super::{Clip, FrontMatter};
use crate::error::{Error, ErrorKind};
use crate::time::Timestamp;
use crate::url::is_web_url;

/// The rule between header and body.
const RULE: &str = "------";
/// The beginning of the date line in the older layout.
const DATED: &str = "日期：";

/// A place in the source that advances line by line.
struct Cursor<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The current line, without its end, and the offset of the next one; `None` at the end of the file.
    fn line(&self) -> Option<(&'a str, usize)> {
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return None;
        }
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let next = self.at + (length + 1).min(rest.len());
        // Files that were edited on Windows end their lines with CRLF.
        Some((rest[..length].trim_end_matches('\r'), next))
    }

    fn skip_blank_lines(&mut self) {
        while let Some((line, next)) = self.line()
            && line.trim_start().is_empty()
        {
            self.at = next;
        }
    }

    fn error(&self, kind: ErrorKind) -> Error {
        Error::at(kind, self.source, self.at, "the clip")
    }
}

/// A whole clip.
pub(super) fn clip(source: &str) -> Result<Clip<'_>, Error> {
    // Some editors put a byte order mark before the first line.
    let mut cursor = Cursor { source, at: if source.starts_with('\u{feff}') { 3 } else { 0 } };
    cursor.skip_blank_lines();
    // Jekyll requires front matter at the very start, so it precedes the stamp.
    let front_matter = front_matter(&mut cursor)?;
    let stamp = stamp(&mut cursor)?;
    let (title, url) = title(&mut cursor)?;
    rule(&mut cursor)?;
    let published = match stamp {
        Stamp::Time(time) => Some(time),
        Stamp::Unknown => None,
        // Only the older layout has no stamp. Below a stamp, a line `日期：` belongs to the article.
        Stamp::Absent => dated(&mut cursor).or_else(|| date(front_matter?)),
    };
    let html = body(&cursor);
    Ok(Clip { source, published, title, url, html, front_matter })
}

/// The lines between `---` and `---`, if the clip begins with such a line.
fn front_matter<'a>(cursor: &mut Cursor<'a>) -> Result<Option<FrontMatter<'a>>, Error> {
    let is_fence = |line: &str| line.trim_end() == "---";
    let Some((_, start)) = cursor.line().filter(|(line, _)| is_fence(line)) else { return Ok(None) };
    let opening = cursor.at;
    cursor.at = start;
    while let Some((line, next)) = cursor.line() {
        if is_fence(line) {
            let lines = &cursor.source[start..cursor.at];
            cursor.at = next;
            cursor.skip_blank_lines();
            return Ok(Some(FrontMatter::new(lines)));
        }
        cursor.at = next;
    }
    // The error points to the unclosed fence, not to the end of the file.
    cursor.at = opening;
    Err(cursor.error(ErrorKind::FrontMatter))
}

/// The first line.
enum Stamp {
    Absent,
    /// `NaN`.
    Unknown,
    Time(Timestamp),
}

fn stamp(cursor: &mut Cursor<'_>) -> Result<Stamp, Error> {
    let Some((line, next)) = cursor.line() else { return Ok(Stamp::Absent) };
    let Some(comment) = line.trim_end().strip_prefix("<!--") else { return Ok(Stamp::Absent) };
    let number = comment.strip_suffix("-->").ok_or_else(|| cursor.error(ErrorKind::Stamp))?;
    let stamp = if number == "NaN" { Stamp::Unknown } else { Stamp::Time(milliseconds(number, cursor)?) };
    cursor.at = next;
    cursor.skip_blank_lines();
    Ok(stamp)
}

fn milliseconds(number: &str, cursor: &Cursor<'_>) -> Result<Timestamp, Error> {
    let digits = number.strip_prefix('-').unwrap_or(number);
    // `parse` alone would also take a plus sign.
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(cursor.error(ErrorKind::Stamp));
    }
    let time = number.parse().ok().and_then(Timestamp::from_milliseconds);
    time.ok_or_else(|| cursor.error(ErrorKind::StampRange))
}

/// `[title](url)`, cut at the last `](` and the last `)` of its line. The archiver does not escape line breaks in a title,
/// so the title of any other line continues up to the rule.
fn title<'a>(cursor: &mut Cursor<'a>) -> Result<(&'a str, &'a str), Error> {
    let Some((line, next)) = cursor.line().filter(|(line, _)| line.starts_with('[')) else {
        return Err(cursor.error(ErrorKind::Title));
    };
    let (text, next) = if link_cut(line).is_some() {
        (line, next)
    } else {
        let end = next_rule(cursor, next).ok_or_else(|| cursor.error(ErrorKind::Title))?;
        (cursor.source[cursor.at..end].trim_end(), end)
    };
    let (bracket, parenthesis) = link_cut(text).ok_or_else(|| cursor.error(ErrorKind::Title))?;
    let url = &text[bracket + 2..parenthesis];
    // Relative URLs of the body are resolved against it.
    if !is_web_url(url) {
        return Err(Error::at(ErrorKind::Url, cursor.source, cursor.at + bracket + 2, "the clip"));
    }
    cursor.at = next;
    Ok((&text[1..bracket], url))
}

/// The offsets of the last `](` and the last `)` of a link.
fn link_cut(text: &str) -> Option<(usize, usize)> {
    let parenthesis = text.rfind(')')?;
    let mut ends = memchr::memrchr_iter(b']', &text.as_bytes()[..parenthesis]);
    // In bounds: the parenthesis comes after every bracket that is examined.
    let bracket = ends.find(|&end| text.as_bytes()[end + 1] == b'(')?;
    Some((bracket, parenthesis))
}

/// The offset of the next rule.
fn next_rule(cursor: &Cursor<'_>, from: usize) -> Option<usize> {
    let mut ahead = Cursor { source: cursor.source, at: from };
    while let Some((line, next)) = ahead.line() {
        if line.trim_end() == RULE {
            return Some(ahead.at);
        }
        ahead.at = next;
    }
    None
}

/// The line `------`.
fn rule(cursor: &mut Cursor<'_>) -> Result<(), Error> {
    let (_, next) = cursor
        .line()
        .filter(|(line, _)| line.trim_end() == RULE)
        .ok_or_else(|| cursor.error(ErrorKind::Rule))?;
    cursor.at = next;
    Ok(())
}

/// The line `日期：Thu, 02 Jul 2020 18:28:24 +0000` of the older layout. If the date cannot be parsed, the line belongs to the
/// body.
fn dated(cursor: &mut Cursor<'_>) -> Option<Timestamp> {
    let (line, next) = cursor.line()?;
    // The cursor moves only after the date is parsed, so that any other line stays in the body.
    let published = Timestamp::from_rfc2822(line.strip_prefix(DATED)?)?;
    cursor.at = next;
    Some(published)
}

/// Front matter's `date`, if it is an RFC 3339 time.
fn date(front_matter: FrontMatter<'_>) -> Option<Timestamp> {
    Timestamp::from_rfc3339(&front_matter.value("date")?)
}

/// The rest of the source, without one empty line.
fn body<'a>(cursor: &Cursor<'a>) -> &'a str {
    match cursor.line() {
        // The archiver writes one empty line; further ones belong to the body.
        Some(("", next)) => &cursor.source[next..],
        _ => &cursor.source[cursor.at..],
    }
}
