//! The times of a page.

use super::sources::Sources;
use crate::html::arena::{NodeId, is_hidden};
use crate::html::elements::{Attr, Name};
use crate::time::Timestamp;

/// Parses a time in the metadata of a page. With the feature `feed`, it may have any of the formats that feeds have, such as
/// `2013/05/15` and `7 June 2013`. `zone` is that of times without one, in minutes east of UTC.
pub(super) fn time(text: &str, zone: i32) -> Option<Timestamp> {
    Timestamp::from_metadata(text, zone).or_else(|| written(text, zone))
}

/// Parses a time that readers see. It may follow a word, as in `Published June 06, 2013`.
pub(super) fn seen_time(text: &str, zone: i32) -> Option<Timestamp> {
    let rest = |text| str::split_once(text, [' ', ':']).map(|(_, rest)| rest.trim_start());
    std::iter::successors(Some(text.trim()), |text| rest(text))
        .take(MAX_WORDS_BEFORE + 1)
        .find_map(|text| time(text, zone))
}

/// The maximum number of words before a time.
const MAX_WORDS_BEFORE: usize = 2;

#[cfg(feature = "feed")]
fn written(text: &str, zone: i32) -> Option<Timestamp> {
    /// The maximum length, so that no long text is searched for a time.
    const MAX_LENGTH: usize = 64;
    let text = text.trim();
    if text.len() > MAX_LENGTH { None } else { crate::time::written::Time::read(text, zone).time() }
}

#[cfg(not(feature = "feed"))]
fn written(_: &str, _: i32) -> Option<Timestamp> {
    None
}

/// The first `time` in the only article of the page. Only the date below the title comes after it.
pub(super) fn published(sources: &Sources<'_>) -> Option<Timestamp> {
    let arena = sources.arena;
    let is_article = |&id: &NodeId| arena.name(id) == Name::Article;
    let article = *sources.articles.first()?;
    let mut end_of_article = 0;
    let inside = arena.descendants(article).enumerate().filter(|&(at, id)| {
        // Articles in an article are its comments, or others that it refers to (HTML §4.3.2).
        if at > 0 && at >= end_of_article && is_article(&id) {
            end_of_article = at + arena.descendants(id).count();
        }
        at >= end_of_article
    });
    let time_of = |id| {
        let element = arena.element(id).filter(|element| element.html_name() == Name::Time)?;
        arena.attribute(element, Attr::Datetime).filter(|_| !is_hidden(arena, element))
    };
    // `PT5M` is how long reading takes.
    let found = inside.map(|(_, id)| id).find_map(|id| time(time_of(id)?, sources.zone))?;
    // A page with several articles is a list.
    let inside = arena.descendants(article).filter(is_article).count();
    (inside == sources.articles.len()).then_some(found)
}

#[cfg(all(test, feature = "feed"))]
mod tests {
    use super::*;

    #[test]
    fn seen_times() {
        for text in [
            "2013/05/15",
            "2013-5-15",
            "May 15, 2013",
            "Published May 15, 2013",
            "Updated: Wednesday, May 15, 2013",
            "Posted on 15 May 2013",
            "2013年5月15日",
        ] {
            let time = seen_time(text, 0).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some("2013-05-15T00:00:00Z"), "{text}");
        }
        let month = seen_time("Last updated May 2013", 0).map(|time| time.to_string());
        assert_eq!(month.as_deref(), Some("2013-05-01T00:00:00Z"));
        assert_eq!(seen_time("yesterday", 0), None);
        assert_eq!(seen_time(&"one day ".repeat(9), 0), None);
    }

    #[test]
    fn no_time_is_longer_than_64_bytes() {
        let with_comment = |length| format!("15 May 2013 ({})", "x".repeat(length - "15 May 2013 ()".len()));
        assert!(time(&with_comment(64), 0).is_some());
        assert!(time(&with_comment(65), 0).is_none());
    }
}
