//! JSON Feed 1.0 and 1.1.

mod fields;
mod scan;

use self::fields::{head_field, item};
use self::scan::{Value, next_start, value_end};
use super::convert::Converter;
use super::head::Head;
use super::note::NoteKind;
use super::session::Session;
use super::step::{Incomplete, Result, Step, View, WindowEnd};

/// The offset of the first value, after white space and comments.
pub(super) fn start(text: &str) -> usize {
    next_start(text, 0)
}

/// Reads a feed in JSON unit by unit. A unit is an item, or another member of the feed object.
#[derive(Clone, Debug, Default)]
pub(super) struct Json {
    pub(super) head: Head,
    place: Place,
    /// Whether a member that only a feed has was read.
    is_feed: bool,
}

/// The place of the next unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Members,
    Items,
    /// In an object with an item in each member.
    KeyedItems,
    End,
}

impl Json {
    /// Reads one unit.
    pub(super) fn step(&mut self, view: View<'_>, session: &mut Session) -> Result<Step> {
        // Missing and repeated commas are tolerated, because a comma holds no content.
        let at = next_start(view.window, view.from);
        let rest = &view.window[at..];
        if rest.is_empty() || self.place == Place::End {
            return self.end(view, session);
        }
        let bracket = match (self.place, rest.as_bytes()[0]) {
            (Place::Start, b'{') => Some(Place::Members),
            // `Engine::for_text` found nothing but white space before the object, such as U+00A0, which JSON does not allow.
            (Place::Start, _) => return Ok(Step::Read(at + rest.chars().next().map_or(1, char::len_utf8))),
            (Place::Members, b'}') => Some(Place::End),
            (Place::Items, b']') | (Place::KeyedItems, b'}') => Some(Place::Members),
            _ => None,
        };
        if let Some(place) = bracket {
            self.place = place;
            return Ok(Step::Read(at + 1));
        }
        let view = View { from: at, ..view };
        if self.place == Place::Items { Self::item(view, session) } else { self.member(view, session) }
    }

    /// Ends at the end of the source or of the feed object. Text after that object is not read.
    fn end(&mut self, view: View<'_>, session: &mut Session) -> Result<Step> {
        if self.place != Place::End {
            if !view.is_final() {
                return Err(Incomplete);
            }
            // Truncated JSON that is not a feed is an error anyway, so it needs no note.
            if self.is_feed && view.end == WindowEnd::Source {
                session.notes.add(NoteKind::Truncated, "", view.window, view.window.len());
            }
        }
        Ok(if self.is_feed { Step::End } else { Step::NotAFeed(0) })
    }

    fn item(view: View<'_>, session: &mut Session) -> Result<Step> {
        let (value, end) = value_at(view, view.from)?;
        let Some(draft) = item(value, view.window, session) else { return Ok(Step::Read(end)) };
        if view.end == WindowEnd::Source && end == view.window.len() && value_end(value.text).is_none() {
            session.notes.add(NoteKind::TruncatedItem, "", view.window, value.at);
        }
        let item = Converter { window: view.window, session }.item(draft);
        Ok(Step::Item(end, Box::new(item)))
    }

    fn member(&mut self, view: View<'_>, session: &mut Session) -> Result<Step> {
        let (key, end) = value_at(view, view.from)?;
        let Some(start) = value_start(view.window, end) else { return self.malformed(view, end, session) };
        let Some(key) = key.string() else { return self.malformed(view, end, session) };
        let is_items = self.place == Place::Members && key == "items";
        let items_start = if is_items { self.items_start(view, start)? } else { None };
        // Items in an object are wrong, but their meaning is clear in a feed.
        let is_object = is_items && self.is_feed && view.window[start..].starts_with('{');
        if is_object {
            session.notes.add(NoteKind::FieldType, "items", view.window, start);
        }
        if let Some((place, _)) = items_start {
            self.is_feed = true;
            self.place = place;
            return Ok(Step::Read(start + 1));
        }
        if start == view.window.len() {
            return self.end(view, session);
        }
        if is_object || self.place == Place::KeyedItems {
            return Self::item(View { from: start, ..view }, session);
        }
        let (value, end) = value_at(view, start)?;
        // Without items, only the version distinguishes JSON Feed from other JSON.
        self.is_feed |= key == "version" && value.text.contains("jsonfeed.org/");
        head_field(&key, value, &mut self.head, &mut Converter { window: view.window, session });
        Ok(Step::Read(end))
    }

    /// The place of the first item, if the value at `start` holds items, and the end of what shows this.
    ///
    /// Each item is a unit, so that a feed of any size needs memory for one item only.
    fn items_start(&self, view: View<'_>, start: usize) -> Result<Option<(Place, usize)>> {
        Ok(match view.window.as_bytes().get(start) {
            Some(b'[') => Some((Place::Items, start + 1)),
            // PHP writes an array without its first element as an object: `{"1": {"id": …}, "2": …}`. Other JSON often has such
            // an object, so it does not show that this is a feed.
            Some(b'{') if self.is_feed => first_object(view, start)?.map(|end| (Place::KeyedItems, end)),
            _ => None,
        })
    }

    /// Ends at a member without a name or a colon, because the structure of the rest is unknown.
    fn malformed(&mut self, view: View<'_>, at: usize, session: &mut Session) -> Result<Step> {
        if at == view.window.len() && view.end != WindowEnd::Unit {
            return self.end(view, session);
        }
        session.notes.add(NoteKind::Malformed, "", view.window, at);
        self.place = Place::End;
        Ok(Step::Read(at))
    }

    /// Finds the end of the next unit without reading it.
    pub(super) fn unit_end(&self, view: View<'_>) -> Result<usize> {
        let at = next_start(view.window, view.from);
        let rest = &view.window[at..];
        let Some(first) = rest.chars().next() else {
            return if view.is_final() { Ok(at) } else { Err(Incomplete) };
        };
        if matches!(first, '}' | ']') || matches!(self.place, Place::Start | Place::End) {
            return Ok(at + first.len_utf8());
        }
        let (_, end) = value_at(view, at)?;
        if self.place == Place::Items {
            return Ok(end);
        }
        let Some(start) = value_start(view.window, end) else {
            // The window may end after the first slash of a comment.
            let is_cut = matches!(&view.window[next_start(view.window, end)..], "" | "/");
            return if is_cut && !view.is_final() { Err(Incomplete) } else { Ok(end) };
        };
        if start == view.window.len() && !view.is_final() {
            return Err(Incomplete);
        }
        // The next unit is the first item.
        let is_items = self.place == Place::Members && view.window[at..end].trim_matches('"') == "items";
        if is_items && let Some((_, end)) = self.items_start(view, start)? {
            return Ok(end);
        }
        value_at(view, start).map(|(_, end)| end)
    }
}

/// The offset of the value of a member, whose name ends at `end`; `None` if no colon follows.
fn value_start(window: &str, end: usize) -> Option<usize> {
    let rest = window[next_start(window, end)..].strip_prefix(':')?;
    Some(next_start(window, window.len() - rest.len()))
}

/// The offset after the first bracket in the object at `start`: that of the first member if it is an object, or the last one of an
/// empty object. `None` if the first member is not an object.
fn first_object(view: View<'_>, start: usize) -> Result<Option<usize>> {
    let at = next_start(view.window, start + 1);
    if view.window[at..].starts_with('}') {
        return Ok(Some(at + 1));
    }
    let (key, end) = value_at(view, at)?;
    let value = value_start(view.window, end).unwrap_or(view.window.len());
    if value == view.window.len() && !view.is_final() {
        return Err(Incomplete);
    }
    // A single item may begin with its author.
    let is_object = key.text != "\"author\"" && view.window[value..].starts_with('{');
    Ok(is_object.then_some(value + 1))
}

/// The value at an offset, and its end.
fn value_at(view: View<'_>, at: usize) -> Result<(Value<'_>, usize)> {
    let rest = &view.window[at..];
    let length = match value_end(rest) {
        Some(length) => length,
        None if view.is_final() => rest.len(),
        None => return Err(Incomplete),
    };
    // A bracket in the place of a value is skipped, so that each step advances.
    let length = length.max(rest.chars().next().map_or(0, char::len_utf8));
    Ok((Value { text: &rest[..length], at }, at + length))
}
