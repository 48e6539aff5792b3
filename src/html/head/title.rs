//! The title of a page.

use super::meta::Metadata;
use super::names::TITLE;
use crate::html::arena::{Arena, NodeId};
use crate::html::elements::{Attr, Name};
use crate::scan::{fold, fold_to_option};

/// The headline or the name of an article in JSON-LD. MediaWiki writes a description of the subject into the headline, and the
/// `title` of its pages has only the name. Others write the name of the site into the name.
fn headline_or_name(
    metadata: &Metadata<'_>,
    headline: Option<String>,
    name: Option<String>,
    site_name: Option<&str>,
) -> Option<String> {
    let name = name.filter(|name| Some(name.as_str()) != site_name);
    let page = metadata.title().map(fold).unwrap_or_default();
    let is_in_page =
        |title: &Option<String>| title.as_ref().is_some_and(|title| page.contains(title.as_str()));
    if is_in_page(&name) && !is_in_page(&headline) { name } else { headline.or(name) }
}

/// The title, without the name of the site. Those in structured data are the headline and the name in JSON-LD, and that in microdata.
pub(super) fn title(
    arena: &Arena<'_>,
    metadata: &Metadata<'_>,
    [headline, name, micro]: [Option<String>; 3],
    site_name: Option<&str>,
) -> String {
    let ld = headline_or_name(metadata, headline, name, site_name);
    let meta = || metadata.first_title(TITLE);
    let page = || metadata.title().and_then(fold_to_option);
    let title = ld.or_else(meta).or(micro).or_else(page).or_else(|| heading(arena)).unwrap_or_default();
    let shorter = site_name.and_then(|name| without_site_name(&title, name));
    shorter.map(str::to_string).or_else(|| heading_in(arena, &title)).unwrap_or(title)
}

/// The first heading that has text: the title of a page without one.
fn heading(arena: &Arena<'_>) -> Option<String> {
    headings(arena).find_map(|(_, text)| text)
}

/// The headings of the first level, and their text.
fn headings(arena: &Arena<'_>) -> impl Iterator<Item = (NodeId, Option<String>)> {
    let headings = arena.outermost(Arena::DOCUMENT, |id| arena.name(id) == Name::H1);
    // Folding keeps no-break spaces, of which some headings consist.
    headings.map(|id| {
        let text = arena.text_content(id);
        (id, fold_to_option(text.trim().trim_end_matches(PERMALINKS).trim_end()))
    })
}

/// The only heading, if the title repeats it and adds the name of a section or site, but no subtitle. A heading that is a link leads to
/// the start page of the site, and a short one may be the name of the site.
fn heading_in(arena: &Arena<'_>, title: &str) -> Option<String> {
    let mut with_text = headings(arena).filter_map(|(id, text)| Some((id, text?)));
    let (id, text) = with_text.next().filter(|_| with_text.next().is_none())?;
    let is_after =
        |rest: &&str| rest.trim_start().starts_with(SEPARATORS) && !rest.starts_with(['-', ':', '：']);
    let is_before = |rest: &&str| rest.trim_end().ends_with(SEPARATORS) && !rest.ends_with('-');
    let after = || title.strip_prefix(text.as_str()).filter(is_after);
    let before = || title.strip_suffix(text.as_str()).filter(is_before);
    let rest = after().or_else(before)?;
    let is_long = text.chars().count() >= rest.chars().count() / 2;
    // A link to a place in the page is a permanent link to the heading.
    let leads_away = |id| {
        let link = arena.element(id).filter(|element| element.html_name() == Name::A)?;
        arena.attribute(link, Attr::Href).filter(|href| !href.starts_with('#'))
    };
    let is_link = arena.descendants(id).any(|id| leads_away(id).is_some());
    (is_long && !is_link).then_some(text)
}

/// The text of permanent links to headings: Sphinx, Python-Markdown and Read the Docs.
const PERMALINKS: [char; 3] = ['¶', '#', '\u{f0c1}'];

/// The characters between a title and the name of a site.
const SEPARATORS: [char; 12] = ['-', '–', '—', '|', '·', '•', '_', '»', '«', ':', '：', '｜'];

/// The title without the name of the site at its end or start, and without the separator.
fn without_site_name<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    let is_separated = |rest: &'a str, trimmed: &'a str| {
        (trimmed.len() < rest.len() && !trimmed.trim().is_empty()).then(|| trimmed.trim())
    };
    let at_end = title
        .strip_suffix(name)
        .map(str::trim_end)
        .and_then(|rest| is_separated(rest, rest.trim_end_matches(SEPARATORS)));
    at_end.or_else(|| {
        let rest = title.strip_prefix(name)?.trim_start();
        is_separated(rest, rest.trim_start_matches(SEPARATORS))
    })
}
