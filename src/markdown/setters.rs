//! The methods that set options.

use super::{
    Bullet, CodeFence, CodeMarkup, DescriptionStyle, Dialect, Emphasis, Footnotes, HardBreak, Header,
    HeadingStyle, Highlights, LinkStyle, Markdown, Math, Spans, Titles,
};

impl Markdown {
    /// Sets the metadata before the body.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Header;
    ///
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert_eq!(Markdown::new().header(Header::Title).render(&doc), "# Rain\n\nIt stopped.\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }

    /// Sets the bullet of list items.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Bullet;
    /// use newsclip::tree::{Block, List};
    ///
    /// let list = List::bullets(vec![vec![Block::paragraph(vec!["Rain".into()])]]);
    /// assert_eq!(Markdown::new().bullet(Bullet::Star).render_blocks(&[list.into()]), "* Rain\n");
    /// ```
    #[must_use]
    pub fn bullet(mut self, bullet: Bullet) -> Self {
        self.bullet = bullet;
        self
    }

    /// Sets the character around emphasized text.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Emphasis;
    /// use newsclip::tree::{Block, Inline};
    ///
    /// let blocks = [Block::paragraph(vec![Inline::emphasis(vec!["Rain".into()])])];
    /// assert_eq!(Markdown::new().emphasis(Emphasis::Underscore).render_blocks(&blocks), "_Rain_\n");
    /// ```
    #[must_use]
    pub fn emphasis(mut self, emphasis: Emphasis) -> Self {
        self.emphasis = emphasis;
        self
    }

    /// Sets the style of headings.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::HeadingStyle;
    /// use newsclip::tree::Block;
    ///
    /// let blocks = [Block::heading(2, vec!["Rain".into()])];
    /// assert_eq!(Markdown::new().heading(HeadingStyle::Setext).render_blocks(&blocks), "Rain\n---\n");
    /// ```
    #[must_use]
    pub fn heading(mut self, heading: HeadingStyle) -> Self {
        self.heading = heading;
        self
    }

    /// Sets the place of the URLs of links and images.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::LinkStyle;
    /// use newsclip::tree::{Block, Inline};
    ///
    /// let blocks = [Block::paragraph(vec![Inline::link("https://a.example/", vec!["a".into()])])];
    /// let markdown = Markdown::new().links(LinkStyle::Reference).render_blocks(&blocks);
    /// assert_eq!(markdown, "[a][1]\n\n[1]: https://a.example/\n");
    /// ```
    #[must_use]
    pub fn links(mut self, links: LinkStyle) -> Self {
        self.links = links;
        self
    }

    /// Sets the character of the fences around code.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::CodeFence;
    /// use newsclip::tree::CodeBlock;
    ///
    /// let blocks = [CodeBlock::new("x += 1").into()];
    /// assert_eq!(Markdown::new().fence(CodeFence::Tilde).render_blocks(&blocks), "~~~\nx += 1\n~~~\n");
    /// ```
    #[must_use]
    pub fn fence(mut self, fence: CodeFence) -> Self {
        self.fence = fence;
        self
    }

    /// Sets the style of line breaks within paragraphs.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::HardBreak;
    /// use newsclip::tree::{Block, Inline};
    ///
    /// let blocks = [Block::paragraph(vec!["Rain".into(), Inline::LineBreak, "Sun".into()])];
    /// assert_eq!(Markdown::new().hard_break(HardBreak::Spaces).render_blocks(&blocks), "Rain  \nSun\n");
    /// ```
    #[must_use]
    pub fn hard_break(mut self, hard_break: HardBreak) -> Self {
        self.hard_break = hard_break;
        self
    }

    /// Sets the emphasis rules of the intended readers.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Dialect;
    /// use newsclip::tree::{Block, Inline};
    ///
    /// let blocks = [Block::paragraph(vec![Inline::strong(vec!["「雨」".into()]), "停了".into()])];
    /// assert_eq!(Markdown::new().render_blocks(&blocks), "<strong>「雨」</strong>停了\n");
    /// assert_eq!(Markdown::new().dialect(Dialect::CjkFriendly).render_blocks(&blocks), "**「雨」**停了\n");
    /// ```
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Sets the style of description lists.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::DescriptionStyle;
    ///
    /// let page = newsclip::html::Reader::new().read("<dl><dt>Rain<dd>Falling water</dl>");
    /// assert_eq!(Markdown::new().render_blocks(&page.body), "Rain\\\nFalling water\n");
    /// assert_eq!(
    ///     Markdown::new().descriptions(DescriptionStyle::Html).render_blocks(&page.body),
    ///     "<dl>\n<dt>Rain</dt>\n<dd>Falling water</dd>\n</dl>\n"
    /// );
    /// ```
    #[must_use]
    pub fn descriptions(mut self, descriptions: DescriptionStyle) -> Self {
        self.descriptions = descriptions;
        self
    }

    /// Sets which titles of links and images are written. On many pages, titles repeat the text of the link. Without those,
    /// the Markdown is shorter and loses nothing.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Titles;
    ///
    /// let page = newsclip::html::Reader::new().read("<a href=/rain title=Rain>Rain</a>");
    /// assert_eq!(Markdown::new().render_blocks(&page.body), "[Rain](/rain \"Rain\")\n");
    /// assert_eq!(Markdown::new().titles(Titles::Distinct).render_blocks(&page.body), "[Rain](/rain)\n");
    /// ```
    #[must_use]
    pub fn titles(mut self, titles: Titles) -> Self {
        self.titles = titles;
        self
    }

    /// Sets the style of tables with cells that span several columns.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Spans;
    ///
    /// let page = newsclip::html::Reader::new().read("<table><tr><th>Rain<th>Sun<tr><td colspan=2>both</table>");
    /// assert_eq!(
    ///     Markdown::new().spans(Spans::Cells).render_blocks(&page.body),
    ///     "| Rain | Sun |\n| --- | --- |\n| both |  |\n"
    /// );
    /// ```
    #[must_use]
    pub fn spans(mut self, spans: Spans) -> Self {
        self.spans = spans;
        self
    }

    /// Sets the markup in code that makes it HTML `pre` instead of a code block. By default, links do, because a code block
    /// contains only text.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::CodeMarkup;
    ///
    /// let page = newsclip::html::Reader::new().read("<pre><code><a href=/rain>rain</a>()</code></pre>");
    /// assert_eq!(
    ///     Markdown::new().render_blocks(&page.body),
    ///     "<pre><code><a href=\"/rain\">rain</a>()\n</code></pre>\n"
    /// );
    /// assert_eq!(Markdown::new().code_markup(CodeMarkup::None).render_blocks(&page.body), "```\nrain()\n```\n");
    /// ```
    #[must_use]
    pub fn code_markup(mut self, code_markup: CodeMarkup) -> Self {
        self.code_markup = code_markup;
        self
    }

    /// Sets the style of highlighted text. With [`Highlights::Equals`], equals signs in text that could begin or end a
    /// highlight are escaped. Where equals signs do not work, the tag is written, as for other marks.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Highlights;
    /// use newsclip::tree::{Block, Inline, Mark};
    ///
    /// let blocks = [Block::paragraph(vec!["It is ".into(), Inline::marked(Mark::Highlight, vec!["raining".into()])])];
    /// assert_eq!(Markdown::new().render_blocks(&blocks), "It is <mark>raining</mark>\n");
    /// assert_eq!(Markdown::new().highlights(Highlights::Equals).render_blocks(&blocks), "It is ==raining==\n");
    /// ```
    #[must_use]
    pub fn highlights(mut self, highlights: Highlights) -> Self {
        self.highlights = highlights;
        self
    }

    /// Sets the style of formulas whose TeX is known. With [`Math::Dollars`], dollar signs in text are escaped. A formula is
    /// still written as text if it would not read back between dollar signs: if its TeX contains `$`, has unbalanced braces or
    /// ends with a backslash, if a digit or another formula follows, or if it contains `|` in a table. TeX that parsers without
    /// formulas would read as HTML, a link or code, such as `a<b`, is also written as text.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Math;
    /// use newsclip::tree::{Block, Inline};
    ///
    /// let blocks = [Block::paragraph(vec!["For $5: ".into(), Inline::math("E = mc^2")])];
    /// assert_eq!(Markdown::new().render_blocks(&blocks), "For $5: E = mc^2\n");
    /// assert_eq!(Markdown::new().math(Math::Dollars).render_blocks(&blocks), "For \\$5: $E = mc^2$\n");
    /// ```
    #[must_use]
    pub fn math(mut self, math: Math) -> Self {
        self.math = math;
        self
    }

    /// Sets the style of notes that the text refers to. With [`Footnotes::Markers`], a list that is a block of the body and whose
    /// items all have an [anchor](crate::tree::ListItem::anchor) becomes footnotes, except for items that no link before them
    /// leads to. Links back to the text are left out, because renderers write their own.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::markdown::Footnotes;
    ///
    /// let html = "<p>It rained.<sup><a href=#fn1>1</a></sup></p><ol><li id=fn1>All day. <a href=#fnref1>↩</a></ol>";
    /// let page = newsclip::html::Reader::new().read(html);
    /// let markdown = Markdown::new().footnotes(Footnotes::Markers).render_blocks(&page.body);
    /// assert_eq!(markdown, "It rained.[^fn1]\n\n[^fn1]: All day.\n");
    /// ```
    #[must_use]
    pub fn footnotes(mut self, footnotes: Footnotes) -> Self {
        self.footnotes = footnotes;
        self
    }

    /// Wraps lines at spaces so that they take at most `columns` columns, if there are suitable spaces. A Chinese character
    /// takes two columns. Lines are not wrapped between Chinese characters, because Markdown would show a space there. The
    /// default, `None`, wraps no lines. Zero counts as one.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::tree::Block;
    ///
    /// let blocks = [Block::paragraph(vec!["rain in the morning".into()])];
    /// assert_eq!(Markdown::new().wrap(12).render_blocks(&blocks), "rain in the\nmorning\n");
    /// ```
    #[must_use]
    pub fn wrap(mut self, columns: impl Into<Option<usize>>) -> Self {
        self.wrap = columns.into();
        self
    }
}
