//! The metadata of a page.

mod below_title;
mod byline;
mod dateline;
mod image;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "json")]
mod json_ld;
mod meta;
mod microdata;
mod microformats;
mod names;
mod shown_texts;
mod sources;
mod text;
mod time;
mod title;

use std::cell::LazyCell;
use std::collections::HashSet;

use url::Url;

use self::below_title::ShownTitle;
#[cfg(feature = "json")]
use self::json_ld::article as json_ld;
use self::meta::Metadata;
use self::names::{AUTHORS, DESCRIPTION, PUBLISHED, UPDATED};
use self::sources::Sources;
use super::arena::Arena;
use super::elements::{Attr, Name};
use super::note::Notes;
use crate::scan::fold_to_option;
use crate::time::Timestamp;
use crate::url::{Purpose, is_web, is_web_url, join_url, parse_url, resolve};

/// The metadata of a page, from its `head` and its structured data.
///
/// Each field comes from the first source that has it:
///
/// | field | sources |
/// | --- | --- |
/// | `title` | JSON-LD `headline` or `name`, `og:title`, `twitter:title`, `dc.title`, microdata `headline`, microformats `p-name` or `entry-title`, `<title>`, the first `h1`; without the name of the site at its start or end, and, if that name is unknown, without what a heading, or a Chinese, Japanese or Korean text above a date, does not repeat |
/// | `url` | `<link rel=canonical>`, `og:url`, JSON-LD `url`, `mainEntityOfPage` |
/// | `language` | `<html lang>`, `<body lang>`, `http-equiv=content-language`, `og:locale`, JSON-LD `inLanguage`, `dc.language`, `language` |
/// | `description` | JSON-LD `description`, `og:description`, `twitter:description`, `description`, `dc.description`, microdata `description`, microformats `p-summary` or `entry-summary` |
/// | `authors` | JSON-LD `author`, microdata `author`, `author`, `article:author`, `dc.creator`, `citation_author`, `parsely-author` and others, microformats `p-author`, `u-author` or `author`; if there are none, microdata `author` outside articles, links with `rel=author`, or a name after `By` or `作者` below the title |
/// | `published` | JSON-LD `datePublished`, `article:published_time`, microdata `datePublished`, JSON-LD of a `WebPage` or for Baidu, `date`, `pubdate`, `dc.date` and others, microformats `dt-published`, `published` or `entry-date`, the first `time` in the only `article`, the date in the short texts below the title, unless several days follow; the date after `发布时间`, `发布日期` or `发表时间`, if all of them are on one day |
/// | `updated` | JSON-LD `dateModified`, `article:modified_time`, `og:updated_time`, microdata `dateModified`, JSON-LD of a `WebPage` or for Baidu, `last-modified` and others, microformats `dt-updated` or `updated` |
/// | `tags` | `article:tag`, JSON-LD `keywords`, `news_keywords`, `keywords` |
/// | `site_name` | `og:site_name`, JSON-LD `publisher`, `application-name` |
/// | `image` | `og:image`, `twitter:image`, JSON-LD `image`, `<link rel=image_src>`, `<meta itemprop=image>`, `thumbnail`, `image`; one whose name says that it is a logo or an avatar only if there is no other, and none that is blank |
///
/// JSON-LD means the first article in the page's JSON-LD (schema.org `Article`, `NewsArticle`, `BlogPosting` and similar types), or
/// else the first `Recipe`, whose title, description and times come after those in `meta`; reading it needs the feature `json`.
/// Microformats are those of the only `h-entry` or `hentry` in the page; a page with several is a list.
///
/// Times without a zone are those of [`Reader::zone`](super::Reader::zone), which is UTC. With the feature `feed`, they may have the formats that feeds have, such as `2013/05/15`
/// and `7 June 2013`; those of RFC 3339 come first. Texts in `meta` and JSON-LD are decoded if they are escaped twice, and lose tags in
/// them.
///
/// ```
/// let html = "<html lang=en><title>Rain - A Paper</title><meta property=og:site_name content='A Paper'>\
///     <meta name=author content='A. Smith'><meta property=article:published_time content=2022-11-13T12:15:01+08:00>";
/// let head = newsclip::html::Reader::new().read(html).head;
/// assert_eq!(head.title, "Rain");
/// assert_eq!(head.authors, ["A. Smith"]);
/// assert_eq!(head.language.as_deref(), Some("en"));
/// assert_eq!(head.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct Head {
    /// The title of the article, or of the page; may be empty.
    pub title: String,
    /// The canonical address that the page declares.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub url: Option<Url>,
    /// The base for relative URLs: `<base href>`, or the base of the reader.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub base: Option<Url>,
    /// The language as a BCP 47 tag.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub language: Option<String>,
    /// A summary.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
    /// The names of the authors.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub authors: Vec<String>,
    /// When the article was published.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub published: Option<Timestamp>,
    /// When the article was last changed.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub updated: Option<Timestamp>,
    /// Keywords and categories.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub tags: Vec<String>,
    /// The name of the site.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub site_name: Option<String>,
    /// The URL of the image that represents the article.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub image: Option<String>,
}

/// The metadata of an article from one kind of structured data.
#[derive(Debug, Default)]
struct Article {
    title: Option<String>,
    /// The `name` of schema.org, for items without a `headline`.
    name: Option<String>,
    url: Option<String>,
    language: Option<String>,
    description: Option<String>,
    authors: Vec<String>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    tags: Vec<String>,
    site_name: Option<String>,
    images: Vec<String>,
    /// Whether it is only a recipe in the page, or the page around an article.
    is_secondary: bool,
}

impl Article {
    /// Takes what is missing from another source.
    fn complete_from(&mut self, other: &mut Self) {
        self.title = self.title.take().or(other.title.take()).or(other.name.take());
        self.description = self.description.take().or(other.description.take());
        self.published = self.published.or(other.published.take());
        self.updated = self.updated.or(other.updated.take());
    }
}

/// The head of a document whose base [`resolve_base`] returned, and whose times without a zone are in `zone`, in minutes
/// east of UTC.
pub(super) fn head(arena: &Arena<'_>, base: Option<Url>, zone: i32, notes: &mut Notes) -> Head {
    let sources = Sources::of(arena, zone);
    let metadata = Metadata::of(&sources);
    let mut micro = microdata::article(&sources);
    let mut ld = json_ld(&sources, notes);
    if ld.is_secondary {
        // What a page says of itself takes precedence, because its recipe may have another title and an earlier date. But `author`
        // often names the publisher of the page.
        micro.complete_from(&mut ld);
    }
    let mut entry = microformats::entry(&sources);
    micro.title = micro.title.or(entry.title.take());
    micro.description = micro.description.or(entry.description.take());
    let site = site_name(&metadata, ld.site_name.as_deref());
    let site_name = site.as_deref();
    // Some sites write their own name into the name of an article.
    ld.name.take_if(|name| site_name == Some(name) || ld.site_name.as_ref() == Some(name));
    let title = title::title(&sources, &metadata, [ld.title, ld.name, micro.title], site_name);
    let is_page = !title.is_empty();
    let shown = if is_page { ShownTitle::of(&sources, &title) } else { None };
    // Few pages need them.
    let below = LazyCell::new(|| shown.map(|shown| shown.texts_below()).unwrap_or_default());
    let published = published(&sources, &metadata, [ld.published, micro.published], entry.published);
    let published = published.or_else(|| dateline::published(&below, zone));
    let published = published.or_else(|| if is_page { dateline::labeled(arena, zone) } else { None });
    let structured = [ld.authors, micro.authors];
    let authors = authors(&sources, &metadata, structured, entry.authors, || byline::labeled(&below));
    let title = shown.and_then(|shown| shown.text).map_or(title, str::to_string);
    Head {
        url: address(&metadata, ld.url.as_deref(), base.as_ref()),
        language: language(arena, &metadata, ld.language),
        description: ld.description.or_else(|| metadata.folded(DESCRIPTION)).or(micro.description),
        authors,
        published,
        updated: updated(&metadata, [ld.updated, micro.updated], entry.updated),
        tags: tags(&metadata, ld.tags),
        title,
        image: image::image(&metadata, &ld.images, base.as_ref()),
        site_name: site,
        base,
    }
}

/// The `href` of the first `base` that has one. Others do not count (HTML §4.2.3).
pub(super) fn base_href<'a>(arena: &'a Arena<'_>) -> Option<&'a str> {
    let elements = arena.ids().filter_map(|id| arena.element(id));
    let mut bases = elements.filter(|element| element.html_name() == Name::Base);
    bases.find_map(|element| arena.attribute(element, Attr::Href))
}

/// The base for relative URLs: that of the page, resolved against that of the reader (HTML §4.2.3).
pub(super) fn resolve_base(href: Option<&str>, reader: Option<&Url>) -> Option<Url> {
    let own = href.and_then(|href| match reader {
        Some(reader) => join_url(reader, href.trim()).ok(),
        None => parse_url(href.trim()).ok(),
    });
    // Any other base resolves nothing (`url/mod.rs`).
    own.filter(is_web).or_else(|| reader.cloned().filter(is_web))
}

#[cfg(not(feature = "json"))]
fn json_ld(_: &Sources<'_>, _: &mut Notes) -> Article {
    Article::default()
}

fn address(metadata: &Metadata<'_>, ld: Option<&str>, base: Option<&Url>) -> Option<Url> {
    // Some pages have a relative `og:url`, although Open Graph requires an absolute one.
    let absolute = |written: &str| {
        let resolved = resolve(written, base, Purpose::Link)?;
        parse_url(&resolved).ok().filter(is_web)
    };
    let sources = [metadata.link("canonical"), metadata.first(&["og:url"]), ld];
    sources.into_iter().flatten().find_map(absolute)
}

fn site_name(metadata: &Metadata<'_>, ld: Option<&str>) -> Option<String> {
    let name = metadata.first(&["og:site_name"]).or(ld).or_else(|| metadata.first(&["application-name"]));
    name.and_then(text::title_text)
}

fn published(
    sources: &Sources<'_>,
    metadata: &Metadata<'_>,
    [ld, micro]: [Option<Timestamp>; 2],
    entry: Option<Timestamp>,
) -> Option<Timestamp> {
    let open_graph = || metadata.time(&["article:published_time", "og:article:published_time"]);
    let meta = || metadata.time(PUBLISHED);
    ld.or_else(open_graph).or(micro).or_else(meta).or(entry).or_else(|| time::published(sources))
}

fn updated(
    metadata: &Metadata<'_>,
    [ld, micro]: [Option<Timestamp>; 2],
    entry: Option<Timestamp>,
) -> Option<Timestamp> {
    let open_graph = || metadata.time(&["article:modified_time", "og:updated_time"]);
    ld.or_else(open_graph).or(micro).or_else(|| metadata.time(UPDATED)).or(entry)
}

fn language(arena: &Arena<'_>, metadata: &Metadata<'_>, ld: Option<String>) -> Option<String> {
    // `Content-Language` is a list.
    let header = || metadata.folded(&["content-language"])?.split(',').next().and_then(language_tag);
    let meta = |names: &[&str]| language_tag(&metadata.folded(names)?);
    let html = arena.language().and_then(language_tag);
    html.or_else(header)
        .or_else(|| meta(&["og:locale"]))
        .or_else(|| language_tag(&ld?))
        .or_else(|| meta(&["dc.language", "dcterms.language", "language"]))
}

/// A text as the tag of a language (BCP 47 §2.1), if it is one, and not its name. Open Graph writes `zh_CN`.
fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    let is_primary =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    // The last subtag has at least two characters, so `utf-8` is not a tag.
    let ends_well = tag.rsplit('-').next().is_some_and(|subtag| subtag.len() > 1);
    (is_primary && ends_well && subtags.all(is_subtag)).then_some(tag)
}

fn authors(
    sources: &Sources<'_>,
    metadata: &Metadata<'_>,
    structured: [Vec<String>; 2],
    entry: Vec<String>,
    below_title: impl FnOnce() -> Option<String>,
) -> Vec<String> {
    let in_meta = AUTHORS.iter().map(|name| metadata.all(name));
    let in_text = std::iter::once_with(|| byline::authors(sources));
    let below_title = std::iter::once_with(|| below_title().into_iter().collect());
    let all = structured.into_iter().chain(in_meta).chain([entry]).chain(in_text).chain(below_title);
    let mut names = first_list(all.map(|names| {
        let names = names.iter().map(|name| without_by(without_address(name)));
        names.filter(|name| is_name(name)).map(str::to_string).collect()
    }));
    // The box about the author of an article also begins with the name. Another name has one word more at most.
    if let Some(first) = names.first().filter(|name| name.contains(' ')).map(|name| format!("{name} ")) {
        let is_word = |rest: &str| !rest.contains(' ') && rest.starts_with(char::is_uppercase);
        names.retain(|name| name.strip_prefix(&first).is_none_or(is_word));
    }
    names
}

/// Whether a text may be a name. Facebook expects the address of a profile of an author, some sites write a number, and others the
/// time.
fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_name = letters > 0 && digits <= letters + 1 && !text.contains("://") && !text.starts_with('@');
    // HTML5 Boilerplate had this text, to be replaced.
    is_name && text != "name, email@gmail.com"
}

/// A name without the address of its page, which some pages write in parentheses after it.
fn without_address(name: &str) -> &str {
    let named = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    named.filter(|(_, address)| is_web_url(address)).map_or(name, |(name, _)| name)
}

/// A name without the word before it, which some pages include.
fn without_by(name: &str) -> &str {
    let words = name.split_at_checked(3).filter(|(by, _)| by.eq_ignore_ascii_case("by "));
    words.map_or(name, |(_, name)| name.trim_start())
}

fn tags(metadata: &Metadata<'_>, ld: Vec<String>) -> Vec<String> {
    let split = |list: Vec<String>| -> Vec<String> {
        // Chinese pages separate keywords by full-width commas.
        let separators = [',', '，', '、', ';', '；'];
        list.iter().flat_map(|tags| tags.split(separators)).filter_map(fold_to_option).collect()
    };
    let sources = [metadata.all("article:tag"), ld, metadata.all("news_keywords"), metadata.all("keywords")];
    first_list(sources.into_iter().map(split))
}

/// The first list that is not empty, without duplicates.
fn first_list(mut lists: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let Some(names) = lists.find(|names| !names.is_empty()) else { return Vec::new() };
    // A set, because a hostile page can have any number of names.
    let mut seen = HashSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}
