//! Fields whose end tag is missing. The next field ends them.

use super::parser::{Element, Event, Parser};
use super::space::Space;
use crate::feed::read::step::Result;

impl<'a> Parser<'a, '_> {
    /// The next event within a field; `None` at its end, or at the start of another field if the end tag is missing.
    pub(super) fn next_in_field(&mut self, field: &Element<'a>) -> Result<Option<Event<'a>>> {
        let place = self.scanner.place();
        let event = self.next(field)?;
        if let Some(Event::Start(child)) = &event
            && is_other_field(field, child)
        {
            self.note_mismatch(field.tag.name, field.at);
            // The other field is read again outside of this one.
            self.scanner.return_to(place.moved_to(child.at));
            self.close_to(field.depth - 1);
            return Ok(None);
        }
        Ok(event)
    }
}

/// Whether the content of a field is one line.
pub(super) fn is_line(field: &Element<'_>) -> bool {
    matches!(
        field.name.as_str(),
        "title" | "link" | "guid" | "id" | "pubdate" | "date" | "author" | "creator" | "category" | "subject"
    )
}

/// Whether the content of a field is one line, and an element in it is another field of a feed.
///
/// Longer texts are not divided: they may hold any markup, and heads skip them.
fn is_other_field(field: &Element<'_>, child: &Element<'_>) -> bool {
    if !is_line(field) || field.name.as_str() == child.name.as_str() {
        return false;
    }
    let is_core = child.tag.split_name().0.is_empty();
    match child.name.as_str() {
        "guid" | "id" | "pubdate" | "category" | "enclosure" | "comments" | "author" | "published"
        | "updated" | "description" | "summary" | "content" => is_core,
        // A category may hold a picture with a title and a link.
        "link" | "title" => is_core && matches!(field.name.as_str(), "title" | "link" | "guid" | "id"),
        "encoded" => child.space == Space::Content,
        "creator" | "date" | "subject" => child.space == Space::Dublin,
        _ => false,
    }
}
