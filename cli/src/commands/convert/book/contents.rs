//! The title page and the contents. They contain no words of their own, so they suit every language.

use super::chapter::{Chapter, language_attributes, page};
use super::xml::{escaped, push};

/// The title page, with the title and the first and last day. `language` is that of most of the book.
pub(super) fn title_page(title: &str, language: Option<&str>, chapters: &[Chapter]) -> String {
    let mut content = format!("<h1>{}</h1>\n", escaped(title));
    let mut days = chapters.iter().filter_map(|chapter| chapter.day.as_deref());
    if let Some(first) = days.next() {
        let last = days.next_back().filter(|last| *last != first);
        let days = last.map_or_else(|| first.to_string(), |last| format!("{first} – {last}"));
        push!(content, "<p class=\"days\">{days}</p>\n");
    }
    page(title, language, &content)
}

/// The navigation document, which reading systems display in their own way.
pub(super) fn contents(title: &str, language: Option<&str>, chapters: &[Chapter]) -> String {
    let mut content = format!("<nav epub:type=\"toc\" id=\"toc\">\n<h1>{}</h1>\n<ol>\n", escaped(title));
    push!(content, "<li><a href=\"title.xhtml\">{}</a></li>\n", escaped(title));
    for (chapter, number) in chapters.iter().zip(1..) {
        let day = chapter.day.as_deref().map(|day| format!("{day} ")).unwrap_or_default();
        let title = escaped(&chapter.title);
        content.push_str("<li");
        if let Some(own) = chapter.language.as_deref().filter(|own| Some(*own) != language) {
            language_attributes(&mut content, own);
        }
        push!(content, "><a href=\"{number}.xhtml\">{day}{title}</a></li>\n");
    }
    content.push_str("</ol>\n</nav>\n");
    page(title, language, &content)
}
