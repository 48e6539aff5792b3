//! Writes the pages of the articles, and collects their entries for the search.

use std::ops::ControlFlow;
use std::slice;

use anyhow::Context as _;
use maud::{Markup, PreEscaped, html};
use newsclip::Document;
use newsclip::text::{Header, Text};

use super::Site;
use super::collect::Article;
use super::search::{Entry, Index};
use super::template::{Page, Template};
use crate::article::{day, is_web, key};
use crate::input::{self, Content, File, ReadOptions};
use crate::parallel::{self, Threads};
use crate::pipeline::notes;
use crate::report::{Counts, Diagnostic, shown};

/// The outcome of a file: the search entries of its articles, or an error.
type Written = anyhow::Result<Result<(Vec<Entry>, Counts, Vec<Diagnostic>), Diagnostic>>;

/// Writes the pages of all articles, file by file.
pub(super) fn write(site: &Site<'_>) -> anyhow::Result<Index> {
    let mut of_file = vec![Vec::new(); site.plan.files.len()];
    for (number, article) in site.plan.articles.iter().enumerate() {
        of_file[article.file].push(number);
    }
    let mut index = Index::new(site.plan.articles.len());
    let mut result = Ok(());
    let tasks = site.plan.files.iter().zip(of_file).filter(|(_, numbers)| !numbers.is_empty());
    let work = |(file, numbers): (&File, Vec<usize>)| write_file(site, file, &numbers);
    parallel::in_order(Threads::of::<Written>(site.session.jobs), tasks, work, |written| {
        result = match written {
            Ok(Ok((entries, counts, notes))) => {
                notes.iter().for_each(|note| site.session.reporter.note(note));
                site.session.reporter.add(counts);
                entries.into_iter().try_for_each(|entry| index.add(entry))
            }
            Ok(Err(diagnostic)) => return site.session.reporter.wrong(&diagnostic),
            Err(error) => Err(error),
        };
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result.map(|()| index)
}

fn write_file(site: &Site<'_>, file: &File, numbers: &[usize]) -> Written {
    let (documents, notes) = match documents(file, &site.plan.options) {
        Ok(read) => read,
        Err(diagnostic) => return Ok(Err(diagnostic)),
    };
    let mut counts = Counts::default();
    let mut entries = Vec::with_capacity(numbers.len());
    for &number in numbers {
        let article = &site.plan.articles[number];
        let document = documents.get(article.item).and_then(Option::as_ref);
        let Some(document) = document.filter(|document| key(document) == article.key) else {
            return Ok(Err(Diagnostic::changed(&file.path)));
        };
        let page = page(site, number, document);
        let path = || shown(&site.path(&article.page));
        counts.add(site.replace(&article.page, &page).with_context(path)?);
        let text = Text::new().header(Header::None).render(document);
        entries.push(Entry::new(number, document, &text));
    }
    Ok(Ok((entries, counts, notes)))
}

/// The articles of a file, at the same indexes as their heads, and what was left out of them.
pub(super) fn documents(
    file: &File,
    options: &ReadOptions,
) -> Result<(Vec<Option<Document>>, Vec<Diagnostic>), Diagnostic> {
    let content = input::read(file, options)?.0;
    let notes = notes(file, &content);
    let documents = match content {
        Content::Article(document, _) => vec![Some(*document)],
        Content::Feed(outcome) => input::documents(outcome.feed).map(Result::ok).collect(),
        Content::Other => Vec::new(),
    };
    Ok((documents, notes))
}

fn page(site: &Site<'_>, number: usize, document: &Document) -> String {
    let template = site.template(2);
    let article = &site.plan.articles[number];
    let (heading, body) = document.split_title();
    // The HTML writer of the library escapes everything that could execute.
    let blocks = |blocks| PreEscaped(site.html.render_blocks(blocks));
    let content = html! {
        article {
            header {
                // In lists, a long title is cut.
                @if let Some(heading) = heading { (blocks(slice::from_ref(heading))) }
                @else { h1 { (if document.title.is_empty() { &article.title } else { &document.title }) } }
                (about(site, &template, document))
            }
            (blocks(body))
        }
        (neighbours(site, &template, number))
    };
    let url = document.url.as_str();
    let head = html! {
        @if let Some(summary) = &document.summary { meta name="description" content=(summary); }
        @if is_web(&document.url) { link rel="canonical" href=(url); }
    };
    let language = document.language.as_deref();
    template.page(&Page { title: &article.title, language, head: Some(head), script: None }, &content)
}

/// Authors, times, tags and source.
fn about(site: &Site<'_>, template: &Template<'_>, document: &Document) -> Markup {
    let source = document.url.host_str().unwrap_or(document.url.as_str());
    html! {
        p.about {
            @for author in &document.authors { (author) " · " }
            @for time in [document.published, document.updated].into_iter().flatten() {
                time datetime=(time) title=(time) { (day(time)) } " · "
            }
            @for list in document.tags.iter().filter_map(|tag| site.plan.tag(tag)) {
                a rel="tag" href=(template.link(&format!("{}/index.html", list.folder))) { (list.name) } " · "
            }
            @if is_web(&document.url) { a href=(document.url) { (source) } } @else { (source) }
        }
    }
}

/// Links to the previous and the next article.
fn neighbours(site: &Site<'_>, template: &Template<'_>, number: usize) -> Markup {
    let articles = &site.plan.articles;
    let newer = number.checked_sub(1).map(|newer| &articles[newer]);
    let older = articles.get(number + 1);
    let link = |article: &Article, rel: &str| {
        html! { a rel=(rel) href=(template.link(&article.page)) { (article.title) } }
    };
    html! {
        nav.neighbours {
            @if let Some(newer) = newer { (link(newer, "prev")) }
            @if let Some(older) = older { (link(older, "next")) }
        }
    }
}
