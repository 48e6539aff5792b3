//! Builds the arena from HTML by the rules of browsers (HTML §13.2.6): as a fragment in `body`, with scripting disabled, so
//! that `noscript` has content.
//!
//! [`quick`] builds almost all documents. html5ever's tree builder, under [`limits`], builds the others.

mod limits;
mod quick;
mod sink;
#[cfg(test)]
mod tests;

use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{QualName, local_name, ns};

use self::limits::Limits;
use self::sink::Sink;
use super::arena::Arena;
use super::note::{NoteKind, Notes};
use super::tokenizer::{Keep, State, tokenize};

/// Builds the document of HTML with normalized newlines.
pub(super) fn arena<'a>(html: &'a str, keep: Keep, notes: &mut Notes) -> Arena<'a> {
    match quick::arena(html, keep) {
        Some((arena, comments)) => {
            notes.add_many(NoteKind::Comment, comments, "");
            arena
        }
        None => with_html5ever(html, keep, notes),
    }
}

/// Builds the document of any HTML.
fn with_html5ever<'a>(html: &'a str, keep: Keep, notes: &mut Notes) -> Arena<'a> {
    let sink = Sink::new(html);
    // HTML §13.4: with this context element, the first insertion mode is "in body".
    let body = create_element(&sink, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(sink, body, None, options);
    let mut limits = Limits::new(builder, html);
    let texts = tokenize(html, State::Data, keep, &mut limits);
    let outcome = limits.finish();
    notes.add_many(NoteKind::TooDeep, outcome.too_deep, "");
    notes.add_many(NoteKind::Truncated, usize::from(outcome.is_truncated), "");
    notes.add_many(NoteKind::Comment, outcome.comments, "");
    Arena::new(outcome.nodes, texts.with_built(outcome.built))
}
