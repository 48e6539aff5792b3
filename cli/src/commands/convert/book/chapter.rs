//! Pages of a book.

use std::slice;

use newsclip::{Document, Url};

use super::xhtml::{uri, xhtml};
use super::xml::{attribute, escaped, language, push};
use crate::article::{day, direction};

/// A chapter as the contents and the package list it.
pub(super) struct Chapter {
    pub(super) title: String,
    pub(super) day: Option<String>,
    pub(super) language: Option<String>,
}

impl Chapter {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            title: title(document),
            day: document.published.or(document.updated).map(day),
            language: document.language.as_deref().and_then(language).map(str::to_string),
        }
    }

    /// The chapter as a page.
    pub(super) fn page(&self, document: &Document) -> String {
        let (heading, rest) = document.split_title();
        let mut content = match heading {
            Some(heading) => xhtml(slice::from_ref(heading), &document.url),
            None => format!("<h1>{}</h1>\n", escaped(&self.title)),
        };
        content.push_str(&self.about(document));
        content.push_str(&xhtml(rest, &document.url));
        page(&self.title, self.language.as_deref(), &content)
    }

    /// The day, the authors and the source.
    fn about(&self, document: &Document) -> String {
        let mut parts: Vec<String> = self.day.iter().cloned().collect();
        parts.extend(document.authors.iter().map(|author| escaped(author)));
        parts.push(source(&document.url));
        format!("<p class=\"about\">{}</p>\n", parts.join(" · "))
    }
}

/// A title that is never empty, as XHTML and the contents require.
fn title(document: &Document) -> String {
    if document.title.trim().is_empty() { document.url.to_string() } else { document.title.clone() }
}

fn source(url: &Url) -> String {
    let address = escaped(&uri(url));
    format!("<a href=\"{address}\">{}</a>", escaped(url.host_str().unwrap_or(url.as_str())))
}

/// The attributes of an element in a language.
pub(super) fn language_attributes(out: &mut String, language: &str) {
    attribute(out, "xml:lang", language);
    attribute(out, "lang", language);
    if let Some(direction) = direction(language) {
        attribute(out, "dir", direction);
    }
}

/// A page of XHTML around its content.
pub(super) fn page(title: &str, language: Option<&str>, content: &str) -> String {
    let mut page = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    page.push_str("<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"");
    if let Some(language) = language {
        language_attributes(&mut page, language);
    }
    let title = escaped(title);
    push!(page, ">\n<head>\n<title>{title}</title>\n");
    page.push_str("<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n");
    push!(page, "<body>\n{content}</body>\n</html>\n");
    page
}
