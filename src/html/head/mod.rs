//! The metadata of a page.

mod byline;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "json")]
mod json_ld;
mod meta;
mod microdata;

use std::borrow::Cow;

use url::Url;

#[cfg(feature = "json")]
use self::json_ld::article as json_ld;
use self::meta::Metadata;
use super::arena::Arena;
use super::note::Notes;
use crate::scan::{fold, fold_to_option};
use crate::time::Timestamp;
use crate::url::{Purpose, is_web, parse_url, resolve};

/// The metadata of a page, from its `head` and its structured data.
///
/// Each field comes from the first source that has it:
///
/// | field | sources |
/// | --- | --- |
/// | `title` | JSON-LD `headline` or `name`, `og:title`, `twitter:title`, `dc.title`, microdata `headline`, `<title>`; without the site's name at its start or end |
/// | `url` | `<link rel=canonical>`, `og:url`, JSON-LD `url`, `mainEntityOfPage` |
/// | `language` | `<html lang>`, `http-equiv=content-language`, `og:locale`, JSON-LD `inLanguage`, `dc.language`, `language` |
/// | `description` | JSON-LD `description`, `og:description`, `twitter:description`, `description`, `dc.description`, microdata `description` |
/// | `authors` | JSON-LD `author`, microdata `author`, `author`, `article:author`, `dc.creator`, `citation_author`, `parsely-author` and others; if there are none, microdata `author` outside articles, or links with `rel=author` |
/// | `published` | JSON-LD `datePublished`, `article:published_time`, microdata `datePublished`, `date`, `pubdate`, `dc.date`, … |
/// | `updated` | JSON-LD `dateModified`, `article:modified_time`, `og:updated_time`, microdata `dateModified`, … |
/// | `tags` | `article:tag`, JSON-LD `keywords`, `news_keywords`, `keywords` |
/// | `site_name` | `og:site_name`, JSON-LD `publisher`, `application-name` |
/// | `image` | `og:image`, `twitter:image`, JSON-LD `image`, `<link rel=image_src>` |
///
/// JSON-LD means the first article in the page's JSON-LD (schema.org `Article`, `NewsArticle`, `BlogPosting` and similar types), or
/// else the first `Recipe`, whose title, description and times come after those in `meta`; reading it needs the feature `json`.
/// Times without a zone are assumed to be in UTC.
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
    /// Another title.
    name: Option<String>,
    url: Option<String>,
    language: Option<String>,
    description: Option<String>,
    authors: Vec<String>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    tags: Vec<String>,
    site_name: Option<String>,
    image: Option<String>,
    /// Whether it is a recipe in the page.
    is_recipe: bool,
}

impl Article {
    /// Takes what is missing from a recipe.
    fn complete_from(&mut self, recipe: &mut Self) {
        self.title = self.title.take().or(recipe.title.take()).or(recipe.name.take());
        self.description = self.description.take().or(recipe.description.take());
        self.published = self.published.or(recipe.published.take());
        self.updated = self.updated.or(recipe.updated.take());
    }
}

/// The head of a document whose relative URLs are resolved against `base`.
pub(super) fn head(arena: &Arena<'_>, base: Option<&Url>, notes: &mut Notes) -> Head {
    let metadata = Metadata::of(arena);
    let mut micro = microdata::article(arena);
    let mut ld = json_ld(arena, notes);
    if ld.is_recipe {
        // What a page says of itself takes precedence, because its recipe may have another title and an earlier date. But `author`
        // often names the publisher of the page.
        micro.complete_from(&mut ld);
    }
    let base = metadata.base(base);
    let site = site_name(&metadata, ld.site_name.as_deref());
    let site_name = site.as_deref();
    Head {
        title: title(&metadata, headline(&metadata, ld.title, ld.name, site_name), micro.title, site_name),
        url: address(&metadata, ld.url.as_deref(), base.as_ref()),
        language: language(arena, &metadata, ld.language),
        description: ld.description.or_else(|| metadata.folded(DESCRIPTION)).or(micro.description),
        authors: authors(arena, &metadata, ld.authors, micro.authors),
        published: published(&metadata, ld.published, micro.published),
        updated: updated(&metadata, ld.updated, micro.updated),
        tags: tags(&metadata, ld.tags),
        image: image(&metadata, ld.image.as_deref(), base.as_ref()),
        site_name: site,
        base,
    }
}

const TITLE: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"];
const DESCRIPTION: &[&str] =
    &["og:description", "twitter:description", "description", "dc.description", "dcterms.description"];
const PUBLISHED: &[&str] = &[
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "pub_date",
    "datepublished",
];
const UPDATED: &[&str] = &[
    "dcterms.modified",
    "article:modified",
    "dc.date.modified",
    "article.updated",
    "last-modified",
    "lastmod",
    "datemodified",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
];

const IMAGE: &[&str] =
    &["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"];

#[cfg(not(feature = "json"))]
fn json_ld(_: &Arena<'_>, _: &mut Notes) -> Article {
    Article::default()
}

/// The headline or the name of an article in JSON-LD. MediaWiki writes a description of the subject into the headline, and the
/// `title` of its pages has only the name. Others write the name of the site into the name.
fn headline(
    metadata: &Metadata<'_>,
    headline: Option<String>,
    name: Option<String>,
    site_name: Option<&str>,
) -> Option<String> {
    let page = metadata.title().map(fold).unwrap_or_default();
    let name = name.filter(|name| Some(name.as_str()) != site_name);
    let is_in_page =
        |title: &Option<String>| title.as_ref().is_some_and(|title| page.contains(title.as_str()));
    if is_in_page(&name) && !is_in_page(&headline) { name } else { headline.or(name) }
}

fn title(
    metadata: &Metadata<'_>,
    ld: Option<String>,
    micro: Option<String>,
    site_name: Option<&str>,
) -> String {
    let meta = || metadata.folded(TITLE);
    let title = ld.or_else(meta).or(micro).or_else(|| metadata.title().map(fold)).unwrap_or_default();
    site_name.and_then(|name| without_site_name(&title, name)).unwrap_or(&title).to_string()
}

/// The title without the name of the site at its end or start, and without the separator.
fn without_site_name<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    const SEPARATORS: [char; 12] = ['-', '–', '—', '|', '·', '•', '_', '»', '«', ':', '：', '｜'];
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
    name.and_then(fold_to_option)
}

fn image(metadata: &Metadata<'_>, ld: Option<&str>, base: Option<&Url>) -> Option<String> {
    let image = metadata.first(IMAGE).or(ld).or(metadata.link("image_src"))?;
    resolve(image, base, Purpose::Image).map(Cow::into_owned)
}

fn published(metadata: &Metadata<'_>, ld: Option<Timestamp>, micro: Option<Timestamp>) -> Option<Timestamp> {
    let open_graph = || metadata.time(&["article:published_time", "og:article:published_time"]);
    ld.or_else(open_graph).or(micro).or_else(|| metadata.time(PUBLISHED))
}

fn updated(metadata: &Metadata<'_>, ld: Option<Timestamp>, micro: Option<Timestamp>) -> Option<Timestamp> {
    let open_graph = || metadata.time(&["article:modified_time", "og:updated_time"]);
    ld.or_else(open_graph).or(micro).or_else(|| metadata.time(UPDATED))
}

fn language(arena: &Arena<'_>, metadata: &Metadata<'_>, ld: Option<String>) -> Option<String> {
    let html = arena.language().and_then(fold_to_option);
    // `Content-Language` is a list, and Open Graph writes `zh_CN`.
    let header = || metadata.folded(&["content-language"])?.split(',').next().and_then(fold_to_option);
    let locale = || Some(metadata.folded(&["og:locale"])?.replace('_', "-"));
    let named =
        || metadata.folded(&["dc.language", "dcterms.language", "language"]).filter(|tag| is_tag(tag));
    html.or_else(header).or_else(locale).or(ld).or_else(named)
}

/// Whether a text is a tag of a language (BCP 47 §2.1), and not its name.
fn is_tag(text: &str) -> bool {
    let primary = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn authors(arena: &Arena<'_>, metadata: &Metadata<'_>, ld: Vec<String>, micro: Vec<String>) -> Vec<String> {
    let in_meta = AUTHORS.iter().map(|name| metadata.all(name));
    // Lazily, because it searches the whole page.
    let in_text = std::iter::once_with(|| byline::authors(arena));
    let mut sources = [ld, micro].into_iter().chain(in_meta).chain(in_text);
    // Facebook expects the address of a profile here.
    let is_name = |name: &String| !name.contains("://") && !name.starts_with('@');
    sources
        .find_map(|names| {
            let names = distinct(names.into_iter().filter(is_name).map(without_by));
            (!names.is_empty()).then_some(names)
        })
        .unwrap_or_default()
}

/// The name without the `By` that some pages write before it.
fn without_by(name: String) -> String {
    match name.split_once(' ') {
        Some((by, rest)) if by.eq_ignore_ascii_case("by") => rest.to_string(),
        _ => name,
    }
}

fn tags(metadata: &Metadata<'_>, ld: Vec<String>) -> Vec<String> {
    let split = |list: Vec<String>| -> Vec<String> {
        // Chinese pages separate keywords by full-width commas.
        let separators = [',', '，', '、', ';', '；'];
        list.iter().flat_map(|tags| tags.split(separators)).filter_map(fold_to_option).collect()
    };
    let sources = [metadata.all("article:tag"), ld, metadata.all("news_keywords"), metadata.all("keywords")];
    sources
        .into_iter()
        .map(split)
        .map(|tags| distinct(tags.into_iter()))
        .find(|tags| !tags.is_empty())
        .unwrap_or_default()
}

/// Names without duplicates.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    // A set, because a hostile page can have any number of names.
    let mut seen = std::collections::HashSet::new();
    names.filter(|name| seen.insert(name.clone())).collect()
}
