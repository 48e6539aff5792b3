//! JSON-LD: schema.org metadata of the first article in a page.

use super::Article;
use super::json::{Json, Object};
use super::microdata::is_article_type;
use crate::html::arena::{Arena, NodeId};
use crate::html::elements::{Attr, Name};
use crate::html::note::{NoteKind, Notes};
use crate::scan::fold_to_option;
use crate::time::Timestamp;

/// The metadata of the first article in JSON-LD. A script with malformed JSON is noted and skipped.
pub(super) fn article(arena: &Arena<'_>, notes: &mut Notes) -> Article {
    for id in arena.ids().filter(|&id| is_json_ld(arena, id)) {
        let source = arena.text_content(id);
        match parsed(&source) {
            Some(value) => {
                if let Some(object) = first_article(&value) {
                    return article_of(object);
                }
            }
            None => notes.add(NoteKind::JsonLd, source.trim()),
        }
    }
    Article::default()
}

fn is_json_ld(arena: &Arena<'_>, id: NodeId) -> bool {
    arena.element(id).is_some_and(|element| {
        let kind = arena.attribute(element, Attr::Type).unwrap_or_default();
        element.html_name() == Name::Script && kind.trim().eq_ignore_ascii_case("application/ld+json")
    })
}

/// Parses JSON. Accepts line breaks in strings and a surrounding comment, which templates produce, and a surrounding CDATA section,
/// which XHTML needs.
fn parsed(source: &str) -> Option<Json> {
    let source = without_cdata(source).trim();
    if source.is_empty() {
        // Nothing is lost from an empty script, so there is no note.
        return Some(Json::Other);
    }
    serde_json::from_str(source).ok().or_else(|| {
        let start = source.find(['{', '['])?;
        let end = source.rfind(['}', ']'])?;
        // RFC 8259 §7 forbids control characters in strings, but templates insert descriptions with line breaks.
        let json = source.get(start..=end)?.replace(char::is_control, " ");
        serde_json::from_str(&json).ok()
    })
}

fn without_cdata(source: &str) -> &str {
    let content = source.split_once("<![CDATA[").and_then(|(_, rest)| rest.rsplit_once("]]>"));
    content.map_or(source, |(content, _)| content)
}

/// The first object with the type of an article, in source order. `serde_json` bounds the depth.
fn first_article(value: &Json) -> Option<&Object> {
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            // The first one, because pages list related articles after their own.
            Json::Object(object) if is_article(object) => return Some(object),
            // `@graph` and arrays may contain the article at any depth.
            Json::Object(object) => rest.extend(object.values().rev()),
            Json::Array(values) => rest.extend(values.iter().rev()),
            _ => {}
        }
    }
    None
}

fn is_article(object: &Object) -> bool {
    object.get("@type").is_some_and(|kind| strings(kind).iter().any(|kind| is_article_type(kind)))
}

fn article_of(object: &Object) -> Article {
    let string =
        |key: &str| object.get(key).and_then(|value| strings(value).into_iter().find_map(fold_to_option));
    let time = |key: &str| Timestamp::from_metadata(&string(key)?);
    let names = |key: &str| object.get(key).map(|value| named(value, "name")).unwrap_or_default();
    let first =
        |key: &str, inner: &str| object.get(key).and_then(|value| named(value, inner).into_iter().next());
    Article {
        title: string("headline"),
        name: string("name"),
        url: first("url", "@id").or_else(|| first("mainEntityOfPage", "@id")),
        language: first("inLanguage", "name"),
        description: string("description"),
        authors: names("author"),
        published: time("datePublished"),
        updated: time("dateModified"),
        tags: object.get("keywords").map(|value| named(value, "name")).unwrap_or_default(),
        site_name: first("publisher", "name"),
        image: first("image", "url"),
    }
}

/// A string, or the strings of an array.
fn strings(value: &Json) -> Vec<&str> {
    match value {
        Json::String(string) => vec![string],
        Json::Array(values) => values.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Strings, or the strings that objects have under a key.
fn named(value: &Json, key: &str) -> Vec<String> {
    let values = match value {
        Json::Array(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    };
    let named = values.iter().filter_map(|value| match value {
        Json::Object(object) => object.get(key).and_then(|value| strings(value).into_iter().next()),
        value => value.as_str(),
    });
    named.filter_map(fold_to_option).collect()
}
