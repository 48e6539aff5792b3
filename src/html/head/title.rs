//! The title of a page.

use super::meta::Metadata;
use super::names::TITLE;
use super::sources::Sources;
use crate::html::arena::{Arena, NodeId};
use crate::html::elements::{Attr, Name};
use crate::scan::{fold, fold_to_option};
use crate::script::is_east_asian_letter;

/// The headline or the name of an article in JSON-LD. MediaWiki writes a description of the subject into the headline, and the
/// `title` of its pages has only the name.
fn headline_or_name(
    metadata: &Metadata<'_>,
    headline: Option<String>,
    name: Option<String>,
) -> Option<String> {
    let page = metadata.title().map(fold).unwrap_or_default();
    let is_in_page =
        |title: &Option<String>| title.as_ref().is_some_and(|title| page.contains(title.as_str()));
    if is_in_page(&name) && !is_in_page(&headline) { name } else { headline.or(name) }
}

/// The title, without the name of the site. Those in structured data are the headline and the name in JSON-LD, and that in microdata.
pub(super) fn title(
    sources: &Sources<'_>,
    metadata: &Metadata<'_>,
    [headline, name, micro]: [Option<String>; 3],
    site_name: Option<&str>,
) -> String {
    let ld = headline_or_name(metadata, headline, name);
    let meta = || metadata.first_title(TITLE);
    let page = || metadata.title().and_then(fold_to_option);
    let title = ld.or_else(meta).or(micro).or_else(page).or_else(|| heading(sources)).unwrap_or_default();
    let shorter = site_name.and_then(|name| without_site_name(&title, name));
    shorter.map(str::to_string).or_else(|| heading_in(sources, &title)).unwrap_or(title)
}

/// The first heading that has text: the title of a page without one.
fn heading(sources: &Sources<'_>) -> Option<String> {
    texts(sources.arena, &sources.headings).find_map(|(_, text)| text)
}

/// Headings of one level, and their text.
fn texts<'a>(
    arena: &'a Arena<'a>,
    headings: &'a [NodeId],
) -> impl Iterator<Item = (NodeId, Option<String>)> + 'a {
    let is_outermost = |&id: &NodeId| arena.ancestors(id).all(|outer| arena.name(outer) != arena.name(id));
    let headings = headings.iter().copied().filter(is_outermost);
    // Folding keeps no-break spaces, of which some headings consist.
    headings.map(move |id| {
        let text = arena.line_content(id);
        let text = text.trim();
        // Only with a link: `C#` is a name.
        let is_link = |id| {
            let link = arena.element(id).filter(|element| element.html_name() == Name::A);
            link.and_then(|link| arena.attribute(link, Attr::Href)).is_some_and(|href| href.starts_with('#'))
        };
        let shown = if arena.descendants(id).any(is_link) { text.strip_suffix(PERMALINKS) } else { None };
        (id, fold_to_option(shown.unwrap_or(text)))
    })
}

/// A heading that the title repeats, if the rest of the title is the name of a section or site, and no subtitle. A heading that is
/// a link leads to the start page of the site, and a short one may be the name of the site.
fn heading_in(sources: &Sources<'_>, title: &str) -> Option<String> {
    let is_title = |(id, text): &(NodeId, String)| {
        let is_long = |rest: &str| text.chars().count() >= rest.chars().count() / 2;
        rest_of_title(title, text).is_some_and(is_long) && !leads_away(sources.arena, *id)
    };
    filled_headings(sources).find(is_title).map(|(_, text)| text)
}

/// Whether a title begins with a text in Chinese, Japanese or Korean and a separator, and the rest is shorter, as the name of a site
/// is. In other languages, the header of a newspaper has its name above the date of the day.
pub(super) fn is_title_and_site(title: &str, text: &str) -> bool {
    let Some((separator, site)) = after(title, text) else { return false };
    let is_title = text.contains(is_east_asian_letter) && !SITES.iter().any(|end| text.ends_with(end));
    is_title && !separator.starts_with([':', '：']) && site.chars().count() < text.chars().count()
}

/// The ends of names of sites, which some pages write before the title.
const SITES: [&str; 8] = ["网", "網", "网站", "網站", "频道", "頻道", "首页", "首頁"];

/// The heading that shows a title, or the beginning of it.
pub(super) fn heading_of(sources: &Sources<'_>, title: &str) -> Option<NodeId> {
    let is_long = |text: &str| text.chars().nth(LONGEST_SECTION_NAME).is_some();
    let is_title = |(_, text): &(NodeId, String)| {
        title.starts_with(text.as_str()) && is_long(text) || text.starts_with(title) && is_long(title)
    };
    filled_headings(sources).find(is_title).map(|(id, _)| id)
}

/// The first headings that have text. Those of other levels come after those of the first one, which may be the name of the site.
fn filled_headings<'a>(sources: &'a Sources<'_>) -> impl Iterator<Item = (NodeId, String)> + 'a {
    [&sources.headings, &sources.subheadings].into_iter().flat_map(|headings| {
        let with_text = texts(sources.arena, headings).filter_map(|(id, text)| Some((id, text?)));
        with_text.take(MAX_HEADINGS)
    })
}

/// The maximum number of characters of the name of a section. A longer heading or title is compared with others.
const LONGEST_SECTION_NAME: usize = 3;

/// The maximum number of headings that are compared with the title: those of the first level, and others.
const MAX_HEADINGS: usize = 16;

/// The rest of a title that begins or ends with a heading and a separator.
fn rest_of_title<'a>(title: &'a str, heading: &str) -> Option<&'a str> {
    // A colon is before a subtitle.
    let is_site = |(separator, _): &(&str, &str)| !separator.starts_with([':', '：']);
    let found = after(title, heading).or_else(|| before(title, heading));
    found.filter(is_site).map(|(_, rest)| rest)
}

/// Whether there is a link in a heading, other than a permanent link to it.
fn leads_away(arena: &Arena<'_>, heading: NodeId) -> bool {
    arena.descendants(heading).any(|id| {
        let link = arena.element(id).filter(|element| element.html_name() == Name::A);
        let href = link.and_then(|link| arena.attribute(link, Attr::Href));
        href.is_some_and(|href| !href.starts_with('#'))
    })
}

/// The text of permanent links to headings: Sphinx, Python-Markdown and Read the Docs.
const PERMALINKS: [char; 3] = ['¶', '#', '\u{f0c1}'];

/// The characters between a title and the name of a site.
const SEPARATORS: [char; 12] = ['-', '–', '—', '|', '·', '•', '_', '»', '«', ':', '：', '｜'];

/// The title without the name of the site at its end or start, and without the separator.
fn without_site_name<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = before(title, name).or_else(|| after(title, name))?;
    Some(rest.trim()).filter(|rest| !rest.is_empty())
}

/// The separator before a part at the end of a title, and what is before the separator.
fn before<'a>(title: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let rest = title.strip_suffix(part)?;
    let other = rest.trim_end().trim_end_matches(SEPARATORS);
    let separator = &rest[other.len()..];
    separates(other, separator, part).then_some((separator, other))
}

/// The separator after a part at the start of a title, and what is after the separator.
fn after<'a>(title: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let rest = title.strip_prefix(part)?;
    let other = rest.trim_start().trim_start_matches(SEPARATORS);
    let separator = &rest[..rest.len() - other.len()];
    separates(part, separator, other).then_some((separator, other))
}

fn separates(before: &str, separator: &str, after: &str) -> bool {
    separator.contains(SEPARATORS) && !is_hyphen(before, separator, after)
}

/// Whether a separator is the hyphen of a compound word, such as `Weather-proof`. Chinese, Japanese and Korean have no such
/// words, and many of their sites write a hyphen without spaces before their name.
fn is_hyphen(before: &str, separator: &str, after: &str) -> bool {
    let is_in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_east_asian_letter(c));
    matches!(separator, "-" | "–")
        && is_in_word(before.chars().next_back())
        && is_in_word(after.chars().next())
}
