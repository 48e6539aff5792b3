//! The authors that the text of a page names, in a byline or after a label below the title, for pages without metadata about them.

use super::microdata;
use super::sources::Sources;
use crate::html::arena::{Arena, NodeId, is_hidden};
use crate::html::elements::{Attr, Name};
use crate::scan::fold_to_option;
use crate::script::is_east_asian_letter;

/// The maximum number of characters of a name. Longer texts are sentences about the author.
pub(super) const MAX_NAME: usize = 60;
/// The maximum number of levels between a link and the byline around it.
const LEVELS: usize = 2;

/// Words before the name of an author.
const LABELS: [&str; 8] = ["作者", "撰文", "文", "记者", "By", "by", "BY", "Written by"];
/// The maximum number of words of a name.
const MAX_WORDS: usize = 4;

/// The only name after a label in the texts between the title and the article, such as `By Ann Lee`. A list has one for each of its
/// articles.
pub(super) fn labeled(texts: &[&str]) -> Option<String> {
    let mut texts = texts.iter().copied();
    let next = move || {
        let found = texts.find_map(|text| LABELS.iter().find_map(|label| after_label(text, label)))?;
        // The name may be in an element of its own.
        Some(name_in(if found.is_empty() { texts.next()? } else { found }))
    };
    let mut names = std::iter::from_fn(next).flatten();
    let first = names.next()?;
    names.all(|other| other == first).then_some(first)
}

/// The name at the start of a text.
fn name_in(text: &str) -> Option<String> {
    let end = text.find(['\u{a0}', '\u{3000}', '|', '｜', '/', '·', ',', '，']).unwrap_or(text.len());
    fold_to_option(&text[..end]).filter(|name| is_full_name(name))
}

/// Whether a text is a name in Chinese or Japanese, or a first and a last name. A single word may be a company: `Links by Paper`.
fn is_full_name(text: &str) -> bool {
    let is_east_asian = text.starts_with(is_east_asian_letter);
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || is_east_asian_letter(c));
    let words = text.split(' ').count();
    let has_parts = is_east_asian || words > 1;
    has_parts && words <= MAX_WORDS && text.split(' ').all(is_capital) && text.chars().count() <= MAX_NAME
}

/// The text after a label, which a colon or a space ends; empty if the text is only the label.
fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(label)?;
    let is_end = |c: char| c.is_whitespace() || matches!(c, ':' | '：');
    rest.chars().next().is_none_or(is_end).then(|| rest.trim_start_matches(is_end))
}

/// The authors in the first byline: microdata outside of articles, or else the text of links with `rel=author` (HTML §4.6.7.2).
pub(super) fn authors(sources: &Sources<'_>) -> Vec<String> {
    let arena = sources.arena;
    let names = microdata::authors(sources);
    if !names.is_empty() {
        return names;
    }
    let is_author = |id: &&NodeId| author_link(arena, **id).is_some();
    let Some(&first) = sources.links.iter().find(is_author) else { return Vec::new() };
    // Other bylines of the page belong to other articles.
    let parents = arena.ancestors(first);
    let is_byline = |&id: &NodeId| {
        let is_page =
            |name| matches!(name, Name::Article | Name::Body | Name::Html | Name::Main | Name::Section);
        arena.element(id).is_some_and(|element| !is_page(element.html_name()))
    };
    let byline = parents.take(LEVELS).take_while(is_byline).last().unwrap_or(first);
    arena.descendants(byline).filter_map(|id| author_link(arena, id)).collect()
}

/// The text of a visible link to an author.
fn author_link(arena: &Arena<'_>, id: NodeId) -> Option<String> {
    let link =
        arena.element(id).filter(|element| element.html_name() == Name::A && !is_hidden(arena, *element))?;
    let rel = arena.attribute(link, Attr::Rel)?;
    rel.split_ascii_whitespace().find(|relation| relation.eq_ignore_ascii_case("author"))?;
    fold_to_option(&arena.line_content(id)).filter(|name| name.chars().count() <= MAX_NAME)
}
