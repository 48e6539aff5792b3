//! Lists of articles: the first page, years, tags.

use maud::{Markup, html};

use super::Site;
use super::collect::Article;
use super::plan::List;
use super::template::{Page, Template};
use crate::article::day;

/// The number of articles on the first page.
const NEWEST: usize = 50;

/// The number of tags on the first page, which are those with the most articles.
const FREQUENT: usize = 40;

/// Writes all lists.
pub(super) fn write(site: &Site<'_>) -> anyhow::Result<()> {
    site.write("index.html", &first_page(site))?;
    site.write("tags/index.html", &all_tags(site))?;
    for list in site.plan.years.iter().chain(&site.plan.tags) {
        let page_size = site.args.page_size.get();
        let count = list.articles.len().div_ceil(page_size);
        for (number, articles) in list.articles.chunks(page_size).enumerate() {
            let path = format!("{}/{}", list.folder, file_name(number));
            site.write(&path, &list_page(site, list, articles, (number, count)))?;
        }
    }
    Ok(())
}

fn first_page(site: &Site<'_>) -> String {
    let template = site.template(0);
    let plan = &site.plan;
    let mut frequent: Vec<&List> = plan.tags.iter().collect();
    // The sort is stable: tags with the same number of articles stay in the order of their names.
    frequent.sort_by_key(|list| std::cmp::Reverse(list.articles.len()));
    frequent.truncate(FREQUENT);
    frequent.sort_by(|a, b| a.name.cmp(&b.name));
    let content = html! {
        h1 { (site.title()) }
        @if let Some(description) = &site.args.description { p { (description) } }
        (links(&template, plan.years.iter()))
        // HTML allows a list without items, but it would leave a gap.
        @if !frequent.is_empty() { (links(&template, frequent.into_iter())) }
        (articles(&template, plan.articles.iter().take(NEWEST)))
    };
    template.page(&Page::default(), &content)
}

fn all_tags(site: &Site<'_>) -> String {
    let template = site.template(1);
    let content = html! {
        h1 { (site.labels.tags) }
        @if site.plan.tags.is_empty() { p { (site.labels.no_tags) } }
        @else { (links(&template, site.plan.tags.iter())) }
    };
    template.page(&Page { title: site.labels.tags, ..Page::default() }, &content)
}

/// Page `number` (from 0) of the `count` pages of a list.
fn list_page(site: &Site<'_>, list: &List, numbers: &[usize], (number, count): (usize, usize)) -> String {
    let template = site.template(2);
    let page = |number: usize| template.link(&format!("{}/{}", list.folder, file_name(number)));
    let content = html! {
        h1 { (list.name) }
        (articles(&template, numbers.iter().map(|&number| &site.plan.articles[number])))
        @if count > 1 {
            p.pages {
                @if number > 0 { a rel="prev" href=(page(number - 1)) { (site.labels.newer) } }
                span { (number + 1) " / " (count) }
                @if number + 1 < count { a rel="next" href=(page(number + 1)) { (site.labels.older) } }
            }
        }
    };
    template.page(&Page { title: &list.name, ..Page::default() }, &content)
}

/// The first page is the one that web servers show for a folder.
fn file_name(number: usize) -> String {
    if number == 0 { "index.html".to_string() } else { format!("{}.html", number + 1) }
}

fn articles<'a>(template: &Template<'_>, articles: impl Iterator<Item = &'a Article>) -> Markup {
    html! {
        ul.articles {
            @for article in articles {
                li {
                    @if let Some(time) = article.time { time { (day(time)) } " " }
                    a href=(template.link(&article.page)) { (article.title) }
                }
            }
        }
    }
}

/// Links to lists, with their numbers of articles.
fn links<'a>(template: &Template<'_>, lists: impl Iterator<Item = &'a List>) -> Markup {
    html! {
        ul.lists {
            @for list in lists {
                li {
                    a href=(template.link(&format!("{}/{}", list.folder, file_name(0)))) { (list.name) }
                    " " small { (list.articles.len()) }
                }
            }
        }
    }
}
