//! The options of all writers.

use std::num::NonZeroUsize;

use clap::Args;
use newsclip::feed::Content;
use newsclip::html::{Extent, Frames};
use newsclip::markdown::{
    Bullet, CodeFence, CodeMarkup, DescriptionStyle, Dialect, Emphasis, Footnotes, HardBreak, HeadingStyle,
    Highlights, Math, Spans, Titles,
};
use newsclip::{Error, Html, Markdown, Text};

use super::{count, named};
use crate::output::{Format, Writers};
use crate::report::Usage;

#[derive(Debug, Args)]
#[command(next_help_heading = "Style")]
pub(crate) struct WriterArgs {
    /// What to write before the body. Markdown: front-matter, title, none. Text: lines, title, none
    #[arg(long, value_name = "STYLE")]
    header: Option<String>,

    /// Where to write the URLs of links. Markdown: inline, reference. Text: omit, inline
    #[arg(long, value_name = "STYLE")]
    links: Option<String>,

    /// Wrap lines of Markdown and text at this column; CJK characters take two columns
    #[arg(long, value_name = "COLUMNS", value_parser = count, allow_negative_numbers = true)]
    wrap: Option<NonZeroUsize>,

    /// Markdown: the marker of list items
    #[arg(long, value_name = "MARK", value_parser = named!(Bullet))]
    bullet: Option<Bullet>,

    /// Markdown: the delimiter of emphasis
    #[arg(long, value_name = "MARK", value_parser = named!(Emphasis))]
    emphasis: Option<Emphasis>,

    /// Markdown: the style of headings
    #[arg(long, value_name = "STYLE", value_parser = named!(HeadingStyle))]
    heading: Option<HeadingStyle>,

    /// Markdown: the fence of code blocks
    #[arg(long, value_name = "MARK", value_parser = named!(CodeFence))]
    fence: Option<CodeFence>,

    /// Markdown: how to write line breaks
    #[arg(long, value_name = "MARK", value_parser = named!(HardBreak))]
    hard_break: Option<HardBreak>,

    /// Markdown: the emphasis rules of the parser that will read it
    #[arg(long, value_name = "NAME", value_parser = named!(Dialect))]
    dialect: Option<Dialect>,

    /// Markdown: how to write description lists
    #[arg(long, value_name = "STYLE", value_parser = named!(DescriptionStyle))]
    descriptions: Option<DescriptionStyle>,

    /// Markdown: which titles of links and images to write
    #[arg(long, value_name = "WHICH", value_parser = named!(Titles))]
    titles: Option<Titles>,

    /// Markdown: how to write tables with cells that span columns
    #[arg(long, value_name = "STYLE", value_parser = named!(Spans))]
    spans: Option<Spans>,

    /// Markdown: which markup in code makes it HTML
    #[arg(long, value_name = "WHICH", value_parser = named!(CodeMarkup))]
    code_markup: Option<CodeMarkup>,

    /// Markdown: how to write highlighted text
    #[arg(long, value_name = "STYLE", value_parser = named!(Highlights))]
    highlights: Option<Highlights>,

    /// Markdown: how to write formulas whose TeX is known
    #[arg(long, value_name = "STYLE", value_parser = named!(Math))]
    math: Option<Math>,

    /// Markdown: how to write notes that the text refers to
    #[arg(long, value_name = "STYLE", value_parser = named!(Footnotes))]
    footnotes: Option<Footnotes>,

    /// HTML: how to write embedded pages
    #[arg(long, value_name = "STYLE", value_parser = named!(Frames))]
    frames: Option<Frames>,

    /// Feeds: how much of each item to write
    #[arg(long, value_name = "EXTENT", value_parser = named!(Content))]
    content: Option<Content>,
}

impl WriterArgs {
    /// The writers with these options. `header` and `links` take different values for Markdown and text, so the format
    /// decides how they are parsed.
    pub(crate) fn writers(&self, format: Format) -> Result<Writers, Usage> {
        self.refuse_others(format)?;
        let mut writers = Writers { markdown: self.markdown(), ..Writers::default() };
        writers.text = Text::new().wrap(self.wrap.map(NonZeroUsize::get));
        writers.html = Html::new().frames(self.frames.unwrap_or_default());
        writers.page = writers.html.clone().extent(Extent::Page);
        writers.content = self.content.unwrap_or_default();
        if format == Format::Text {
            writers.text = writers.text.header(value("--header", self.header.as_deref())?);
            writers.text = writers.text.links(value("--links", self.links.as_deref())?);
        } else {
            writers.markdown = writers.markdown.header(value("--header", self.header.as_deref())?);
            writers.markdown = writers.markdown.links(value("--links", self.links.as_deref())?);
        }
        Ok(writers)
    }

    /// Refuses options without effect on the format: a user who gives one expects a different output.
    fn refuse_others(&self, format: Format) -> Result<(), Usage> {
        let is_markdown = format == Format::Markdown;
        let is_wrapped = is_markdown || format == Format::Text;
        let is_html = matches!(format, Format::Html | Format::Page);
        let options = [
            ("--header", self.header.is_some(), is_wrapped),
            ("--links", self.links.is_some(), is_wrapped),
            ("--wrap", self.wrap.is_some(), is_wrapped),
            ("--bullet", self.bullet.is_some(), is_markdown),
            ("--emphasis", self.emphasis.is_some(), is_markdown),
            ("--heading", self.heading.is_some(), is_markdown),
            ("--fence", self.fence.is_some(), is_markdown),
            ("--hard-break", self.hard_break.is_some(), is_markdown),
            ("--dialect", self.dialect.is_some(), is_markdown),
            ("--descriptions", self.descriptions.is_some(), is_markdown),
            ("--titles", self.titles.is_some(), is_markdown),
            ("--spans", self.spans.is_some(), is_markdown),
            ("--code-markup", self.code_markup.is_some(), is_markdown),
            ("--highlights", self.highlights.is_some(), is_markdown),
            ("--math", self.math.is_some(), is_markdown),
            ("--footnotes", self.footnotes.is_some(), is_markdown),
            ("--frames", self.frames.is_some(), is_html),
            ("--content", self.content.is_some(), format.feed().is_some()),
        ];
        match options.iter().find(|(_, is_given, has_effect)| *is_given && !has_effect) {
            Some((option, ..)) => Err(Usage(format!("{option} has no effect on --to {}", format.name()))),
            None => Ok(()),
        }
    }

    fn markdown(&self) -> Markdown {
        Markdown::new()
            .bullet(self.bullet.unwrap_or_default())
            .emphasis(self.emphasis.unwrap_or_default())
            .heading(self.heading.unwrap_or_default())
            .fence(self.fence.unwrap_or_default())
            .hard_break(self.hard_break.unwrap_or_default())
            .dialect(self.dialect.unwrap_or_default())
            .descriptions(self.descriptions.unwrap_or_default())
            .titles(self.titles.unwrap_or_default())
            .spans(self.spans.unwrap_or_default())
            .code_markup(self.code_markup.unwrap_or_default())
            .highlights(self.highlights.unwrap_or_default())
            .math(self.math.unwrap_or_default())
            .footnotes(self.footnotes.unwrap_or_default())
            .wrap(self.wrap.map(NonZeroUsize::get))
    }
}

/// Parses the value of an option; without one, the default.
fn value<T>(option: &str, name: Option<&str>) -> Result<T, Usage>
where
    T: std::str::FromStr<Err = Error> + Default,
{
    let Some(name) = name else { return Ok(T::default()) };
    name.parse().map_err(|error| Usage(format!("{option}: {error}")))
}
