//! JSON-LD: schema.org metadata of the first article in a page.

use std::collections::{HashMap, HashSet};

use super::Article;
use super::json::{Json, Object};
use super::microdata::{is_article_type, is_recipe_type};
use super::sources::Sources;
use super::text::{text, title_text};
use super::time::time;
use crate::html::arena::{Arena, NodeId};
use crate::html::elements::Attr;
use crate::html::note::{NoteKind, Notes};
use crate::scan::fold_to_option;

/// The metadata of the first article in JSON-LD, or else of the first recipe, which has the same properties, or else the times of
/// the first page. A script with malformed JSON is noted and skipped.
pub(super) fn article(sources: &Sources<'_>, notes: &mut Notes) -> Article {
    let arena = sources.arena;
    let (mut recipe, mut page) = (None, None);
    for &id in sources.scripts.iter().filter(|&&id| is_json_ld(arena, id)) {
        let source = arena.text_content(id);
        match parsed(&source) {
            Some(value) => {
                if let Some(object) = first(&value, is_article_type) {
                    return article_of(object, &value, sources.zone);
                }
                let found = || Some(article_of(first(&value, is_recipe_type)?, &value, sources.zone));
                recipe = recipe.or_else(found);
                let for_baidu = || Objects(vec![&value]).find(|object| is_baidu(object));
                let of_page = || first(&value, is_page_type).or_else(for_baidu);
                page = page.or_else(|| Some(times_of(of_page()?, &value, sources.zone)));
            }
            None => notes.add(NoteKind::JsonLd, source.trim()),
        }
    }
    let other = recipe.or(page).unwrap_or_default();
    Article { is_secondary: true, ..other }
}

/// The metadata that Baidu specified for articles. It has no type.
fn is_baidu(object: &Object) -> bool {
    object.get("@context").and_then(Json::as_str).is_some_and(|context| context.contains("cambrian"))
}

/// Whether a type of schema.org is a page. Its name is that of the page and its site, and its author is often the publisher.
fn is_page_type(kind: &str) -> bool {
    kind == "WebPage"
}

fn times_of(page: &Object, script: &Json, zone: i32) -> Article {
    let Article { published, updated, .. } = article_of(page, script, zone);
    Article { published, updated, ..Article::default() }
}

fn is_json_ld(arena: &Arena<'_>, id: NodeId) -> bool {
    arena.element(id).is_some_and(|element| {
        let kind = arena.attribute(element, Attr::Type).unwrap_or_default();
        kind.trim().eq_ignore_ascii_case("application/ld+json")
    })
}

/// Parses JSON. Accepts what templates produce (a surrounding comment, and what [`repaired`] repairs) and a surrounding CDATA
/// section, which XHTML needs.
fn parsed(source: &str) -> Option<Json> {
    // A text in JSON may also hold such a section.
    if let Ok(json) = serde_json::from_str(source) {
        return Some(json);
    }
    let source = without_cdata(source).trim();
    if source.is_empty() {
        // Nothing is lost from an empty script, so there is no note.
        return Some(Json::Other);
    }
    let start = source.find(['{', '['])?;
    let end = source.rfind(['}', ']'])?;
    serde_json::from_str(&repaired(source.get(start..=end)?)).ok()
}

/// JSON without what RFC 8259 forbids but templates write: control characters in strings (§7), because a description has line
/// breaks; escapes of JavaScript, such as those for `'`; a comma after the last item of a list or the last member of an object.
fn repaired(json: &str) -> String {
    let mut repaired = String::with_capacity(json.len());
    let mut is_in_string = false;
    let mut rest = json.chars().map(|c| if c.is_control() { ' ' } else { c }).peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' if is_in_string => match rest.next() {
                Some(escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    repaired.extend(['\\', escaped]);
                }
                // ECMAScript §12.9.4: two hexadecimal digits follow.
                Some('x') => repaired.push_str("\\u00"),
                other => repaired.extend(other),
            },
            '"' => {
                is_in_string = !is_in_string;
                repaired.push(c);
            }
            ',' if !is_in_string => {
                while rest.next_if_eq(&' ').is_some() {}
                let is_needed = !matches!(rest.peek(), Some('}' | ']' | ','));
                repaired.extend(Some(c).filter(|_| is_needed));
            }
            _ => repaired.push(c),
        }
    }
    repaired
}

fn without_cdata(source: &str) -> &str {
    let content = source.split_once("<![CDATA[").and_then(|(_, rest)| rest.rsplit_once("]]>"));
    content.map_or(source, |(content, _)| content)
}

/// The objects in a value, in source order. `serde_json` bounds the depth.
struct Objects<'a>(Vec<&'a Json>);

impl<'a> Iterator for Objects<'a> {
    type Item = &'a Object;

    fn next(&mut self) -> Option<&'a Object> {
        while let Some(value) = self.0.pop() {
            match value {
                // `@graph` and arrays may contain the article at any depth. A review of something on the page is not the article.
                Json::Object(object) => {
                    let others = object.members().filter(|(name, _)| !matches!(*name, "review" | "reviews"));
                    self.0.extend(others.map(|(_, value)| value).rev());
                    return Some(object);
                }
                Json::Array(values) => self.0.extend(values.iter().rev()),
                _ => {}
            }
        }
        None
    }
}

/// The first object with a type, because pages list related articles after their own.
fn first(value: &Json, is_type: fn(&str) -> bool) -> Option<&Object> {
    Objects(vec![value])
        .find(|object| object.get("@type").is_some_and(|kind| strings(kind).iter().any(|kind| is_type(kind))))
}

/// Objects by their `@id`. Objects refer to each other by it (JSON-LD 1.1 §3.3).
struct Ids<'a>(HashMap<&'a str, &'a Object>);

impl<'a> Ids<'a> {
    fn of(value: &'a Json) -> Self {
        let mut ids = HashMap::new();
        for object in Objects(vec![value]).filter(|object| object.members().nth(1).is_some()) {
            if let Some(id) = object.get("@id").and_then(Json::as_str) {
                ids.entry(id).or_insert(object);
            }
        }
        Self(ids)
    }

    /// Strings, or the strings that objects have under a key. An object may refer to another one that has the string.
    fn named(&self, value: &'a Json, key: &str) -> Vec<String> {
        let values = match value {
            Json::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let own = |object: &'a Object| strings(object.get(key)?).into_iter().next();
        // Each reference once, because a list may repeat a short one to a long string any number of times.
        let mut followed = HashSet::new();
        let mut referred = |object: &'a Object| {
            let id = object.get("@id")?.as_str()?;
            if followed.insert(id) { own(self.0.get(id)?) } else { None }
        };
        let named = values.iter().filter_map(|value| match value {
            Json::Object(object) => own(object).or_else(|| referred(object)),
            value => value.as_str(),
        });
        // An address is not text: `&timestamp=5` in it is a parameter.
        let read: fn(&str) -> Option<String> = if key == "name" { text } else { fold_to_option };
        named.filter_map(read).collect()
    }
}

fn article_of(object: &Object, script: &Json, zone: i32) -> Article {
    let ids = Ids::of(script);
    let string = |key: &str| object.get(key).and_then(|value| strings(value).into_iter().find_map(text));
    let title = |key: &str| strings(object.get(key)?).into_iter().find_map(title_text);
    let time = |key: &str| time(&string(key)?, zone);
    let names =
        |key: &str, inner: &str| object.get(key).map(|value| ids.named(value, inner)).unwrap_or_default();
    let first = |key: &str, inner: &str| names(key, inner).into_iter().next();
    Article {
        title: title("headline"),
        name: title("name"),
        url: first("url", "@id").or_else(|| first("mainEntityOfPage", "@id")),
        language: first("inLanguage", "name"),
        description: string("description"),
        authors: names("author", "name"),
        published: time("datePublished").or_else(|| time("pubDate")),
        updated: time("dateModified").or_else(|| time("upDate")),
        tags: names("keywords", "name"),
        site_name: first("publisher", "name"),
        images: names("image", "url"),
        is_secondary: false,
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
