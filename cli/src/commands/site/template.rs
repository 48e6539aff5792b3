//! The frame of all pages. maud escapes everything that is not marked as escaped.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::labels::Labels;
use super::plan::FEEDS;
use crate::article::direction;
use crate::input::{GENERATOR, LIST_GENERATOR};
use crate::output::relative_url;

/// The content security policy: pages may load images, players and embedded pages from the web, and the style sheet of the
/// site. `file:` is for sites on a disk, where browsers treat each page as a separate origin.
const POLICY: &str = "default-src 'none'; img-src http: https: data:; media-src http: https:; frame-src http: https:; \
    style-src 'self' file:; form-action 'self' file:; base-uri 'none'";

/// The content security policy of the search page, which runs the script of the site.
const POLICY_WITH_SEARCH: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; \
    form-action 'self' file:; base-uri 'none'";

/// The frame of a page.
pub(super) struct Template<'a> {
    /// The title of the site.
    pub(super) title: &'a str,
    pub(super) labels: &'static Labels,
    /// The language of the site.
    pub(super) language: Option<&'a str>,
    /// The number of folders between the root of the site and the page.
    pub(super) depth: usize,
}

/// The parts that differ between pages.
#[derive(Default)]
pub(super) struct Page<'a> {
    /// The title of the page; empty for the first page of the site.
    pub(super) title: &'a str,
    /// The language of the page.
    pub(super) language: Option<&'a str>,
    /// Additional elements for the head, which only articles have.
    pub(super) head: Option<Markup>,
    /// The script, which only the search page has.
    pub(super) script: Option<&'a str>,
}

impl Template<'_> {
    /// A link from this page to a file of the site.
    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{}", "../".repeat(self.depth), relative_url(path))
    }

    /// A whole page.
    pub(super) fn page(&self, page: &Page<'_>, content: &Markup) -> String {
        let policy = if page.script.is_some() { POLICY_WITH_SEARCH } else { POLICY };
        let language = page.language.or(self.language);
        let page = html! {
            (DOCTYPE)
            html lang=[language] dir=[language.and_then(direction)] {
                head {
                    meta charset="utf-8";
                    (PreEscaped(if page.head.is_some() { GENERATOR } else { LIST_GENERATOR }))
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    title {
                        @if !page.title.is_empty() { (page.title) " · " }
                        (self.title)
                    }
                    link rel="stylesheet" href=(self.link("style.css"));
                    @for (name, media_type, _) in FEEDS {
                        link rel="alternate" type=(media_type) title=(self.title) href=(self.link(name));
                    }
                    @if let Some(head) = &page.head { (head) }
                    @if let Some(script) = page.script { script src=(self.link(script)) defer {} }
                }
                body {
                    (self.navigation(page.script.is_none()))
                    main { (content) }
                    footer { @for (name, _, label) in FEEDS { a href=(self.link(name)) { (label) } " " } }
                }
            }
        };
        page.into_string() + "\n"
    }

    /// The links on all pages. The form works without a script: it opens the search page with the query. The search page
    /// has a larger form instead.
    fn navigation(&self, has_form: bool) -> Markup {
        html! {
            nav {
                a.site href=(self.link("index.html")) { (self.title) }
                a href=(self.link("tags/index.html")) { (self.labels.tags) }
                @if has_form {
                    form action=(self.link("search.html")) role="search" {
                        input type="search" name="q" placeholder=(self.labels.search) aria-label=(self.labels.search);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_site_from_any_depth() {
        let template = Template { title: "Rain", labels: Labels::of(None), language: None, depth: 2 };
        assert_eq!(template.link("tags/50% #1?/雨.html"), "../../tags/50%25%20%231%3F/雨.html");
    }
}
