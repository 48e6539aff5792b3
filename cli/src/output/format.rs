//! The formats, and their writers.

use std::path::Path;

use clap::ValueEnum;
use newsclip::feed::{self, Content};
use newsclip::{Document, Feed, Html, Markdown, Text};

use crate::input::{Kind, extension};

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// CommonMark, with GFM tables and strikethrough
    #[value(alias = "md")]
    Markdown,
    /// Plain text
    #[value(alias = "txt")]
    Text,
    /// HTML of the article alone
    Html,
    /// A whole HTML page with its own style
    Page,
    /// JSON of the tree
    Json,
    /// JSON Lines: one document per line, all in one file
    Jsonl,
    /// RSS 2.0
    Rss,
    /// Atom 1.0
    Atom,
    /// JSON Feed 1.1
    #[value(alias = "json-feed")]
    Jsonfeed,
    /// A clip
    Clip,
    /// EPUB 3: all articles in one book
    Epub,
}

impl Format {
    /// The name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().expect("no format is hidden").get_name().to_string()
    }

    /// The first format with the extension of a file name, in any case and in its usual spellings.
    pub(crate) fn of(file: &Path) -> Option<Self> {
        let extension = extension(file)?;
        let extension = match &*extension {
            "htm" => "html",
            "markdown" => "md",
            extension => extension,
        };
        Self::value_variants().iter().copied().find(|format| extension == format.extension())
    }

    /// The file name extension.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Markdown | Self::Clip => "md",
            Self::Text => "txt",
            Self::Html | Self::Page => "html",
            Self::Json | Self::Jsonfeed => "json",
            Self::Jsonl => "jsonl",
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Epub => "epub",
        }
    }

    /// Whether it contains an article without an address. In other formats, the address is required or identifies the article.
    pub(crate) fn allows_no_address(self) -> bool {
        matches!(self, Self::Markdown | Self::Text | Self::Html | Self::Page)
    }

    /// The kind of file as which it can be read; `None` if it is only an output.
    pub(crate) fn kind(self) -> Option<Kind> {
        match self {
            Self::Clip => Some(Kind::Clip),
            Self::Html | Self::Page => Some(Kind::Html),
            Self::Rss | Self::Atom | Self::Jsonfeed => Some(Kind::Feed),
            Self::Markdown | Self::Text | Self::Json | Self::Jsonl | Self::Epub => None,
        }
    }

    /// The format as a feed format, if it is one.
    pub(crate) fn feed(self) -> Option<feed::Format> {
        match self {
            Self::Rss => Some(feed::Format::Rss),
            Self::Atom => Some(feed::Format::Atom),
            Self::Jsonfeed => Some(feed::Format::Json),
            _ => None,
        }
    }
}

/// The writers with their options.
#[derive(Clone, Debug, Default)]
pub(crate) struct Writers {
    pub(crate) markdown: Markdown,
    pub(crate) text: Text,
    pub(crate) html: Html,
    pub(crate) page: Html,
    pub(crate) content: Content,
}

impl Writers {
    /// A document in a format; feeds have one item.
    pub(crate) fn document(&self, format: Format, document: &Document) -> String {
        match format {
            Format::Markdown => self.markdown.render(document),
            Format::Text => self.text.render(document),
            Format::Html => self.html.render(document),
            Format::Page => self.page.render(document),
            Format::Json => document.to_json(),
            Format::Jsonl => document.to_json_line(),
            Format::Clip => document.to_clip(),
            Format::Rss | Format::Atom | Format::Jsonfeed => {
                self.feed_writer(format).render_document(document)
            }
            Format::Epub => unreachable!("`convert::book` writes books, because they hold many documents"),
        }
    }

    /// A feed in a feed format.
    pub(crate) fn feed(&self, format: Format, feed: &Feed) -> String {
        self.feed_writer(format).render(feed)
    }

    /// The writer of a feed format.
    pub(crate) fn feed_writer(&self, format: Format) -> feed::Writer {
        let format = format.feed().expect("callers pass feed formats only");
        feed::Writer::new(format).content(self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_in_any_case_and_spelling() {
        for (file, expected) in [
            ("rain.md", Some(Format::Markdown)),
            ("rain.markdown", Some(Format::Markdown)),
            ("rain.HTM", Some(Format::Html)),
            ("2022.rain.Epub", Some(Format::Epub)),
            ("rain.pdf", None),
            ("rain", None),
        ] {
            assert_eq!(Format::of(Path::new(file)), expected, "{file}");
        }
    }
}
