//! Elements that the rules "in body" (HTML §13.2.6.4.7) treat alike.

use html5ever::tokenizer::states::RawKind;
use html5ever::{LocalName, local_name};

/// What the rules for an element's tags come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::html) enum Kind {
    /// Its start tag ends a paragraph.
    Block,
    Heading,
    /// Of a list.
    Item,
    Link,
    Button,
    Formatting,
    Phrase,
    /// It has no content.
    Void,
    /// It has no content, and its start tag ends a paragraph.
    Rule,
    /// Its content is read as text.
    RawText(RawKind),
    /// A table, or what holds its rows or cells: no text stands in it.
    TableParts,
    /// What holds the text of a table.
    Cell,
    /// It has no content, and stands in a `colgroup`.
    Column,
}

impl Kind {
    /// `None` for an element whose rules are not here.
    pub(in crate::html) fn of(name: &LocalName) -> Option<Self> {
        Some(match *name {
            local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("center")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("header")
            | local_name!("main")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("section")
            | local_name!("ul") => Self::Block,
            local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6") => Self::Heading,
            local_name!("dd") | local_name!("dt") | local_name!("li") => Self::Item,
            local_name!("a") => Self::Link,
            local_name!("button") => Self::Button,
            local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u") => Self::Formatting,
            local_name!("abbr")
            | local_name!("audio")
            | local_name!("cite")
            | local_name!("del")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("label")
            | local_name!("mark")
            | local_name!("noscript")
            | local_name!("picture")
            | local_name!("q")
            | local_name!("span")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("time")
            | local_name!("var")
            | local_name!("video") => Self::Phrase,
            local_name!("br")
            | local_name!("embed")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("source")
            | local_name!("wbr") => Self::Void,
            local_name!("hr") => Self::Rule,
            local_name!("iframe") | local_name!("style") => Self::RawText(RawKind::Rawtext),
            local_name!("script") => Self::RawText(RawKind::ScriptData),
            local_name!("colgroup")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("tfoot")
            | local_name!("thead")
            | local_name!("tr") => Self::TableParts,
            local_name!("caption") | local_name!("td") | local_name!("th") => Self::Cell,
            local_name!("col") => Self::Column,
            // No name in the specification has such characters.
            ref name if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Self::Phrase,
            _ => return None,
        })
    }
}
