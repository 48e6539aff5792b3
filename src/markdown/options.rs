//! Options of Markdown.

use crate::option::named_enum;

named_enum! {
    /// The metadata before the body.
    ///
    /// ```
    /// use newsclip::markdown::Header;
    /// assert_eq!("front-matter".parse(), Ok(Header::FrontMatter));
    /// ```
    pub enum Header in "markdown" {
        /// YAML front matter with all metadata of the article.
        #[default]
        FrontMatter = "front-matter",
        /// The title as a heading of level 1, unless [the body begins with it](crate::Document::split_title).
        Title = "title",
        /// Nothing.
        None = "none",
    }
}

named_enum! {
    /// The bullet of list items. A list directly after another one gets the next character: `*` after `-`, `+` after `*`,
    /// `-` after `+`.
    ///
    /// ```
    /// use newsclip::markdown::Bullet;
    /// assert_eq!("star".parse(), Ok(Bullet::Star));
    /// ```
    pub enum Bullet in "markdown" {
        /// `-`
        #[default]
        Dash = "dash",
        /// `*`
        Star = "star",
        /// `+`
        Plus = "plus",
    }
}

named_enum! {
    /// The character around emphasized text. CommonMark allows both.
    ///
    /// ```
    /// use newsclip::markdown::Emphasis;
    /// assert_eq!("underscore".parse(), Ok(Emphasis::Underscore));
    /// ```
    pub enum Emphasis in "markdown" {
        /// `*`
        #[default]
        Star = "star",
        /// `_`, but `*` within words, where CommonMark does not allow `_`. In Chinese, that is common, because it has no
        /// spaces.
        Underscore = "underscore",
    }
}

named_enum! {
    /// The style of headings.
    ///
    /// ```
    /// use newsclip::markdown::HeadingStyle;
    /// assert_eq!("setext".parse(), Ok(HeadingStyle::Setext));
    /// ```
    pub enum HeadingStyle in "markdown" {
        /// `## Heading`
        #[default]
        Atx = "atx",
        /// Underlined with `===` or `---`. Headings from level 3 on are like [`HeadingStyle::Atx`].
        Setext = "setext",
    }
}

named_enum! {
    /// The place of the URLs of links and images.
    ///
    /// ```
    /// use newsclip::markdown::LinkStyle;
    /// assert_eq!("reference".parse(), Ok(LinkStyle::Reference));
    /// ```
    pub enum LinkStyle in "markdown" {
        /// `[text](url)`
        #[default]
        Inline = "inline",
        /// `[text][1]`, with a list of URLs at the end. Readers limit the total length of the URLs and titles that
        /// references insert: cmark to 100,000 bytes, comrak to the length of the document. Links beyond that are inline.
        Reference = "reference",
    }
}

named_enum! {
    /// The character of the fences around code.
    ///
    /// ```
    /// use newsclip::markdown::CodeFence;
    /// assert_eq!("tilde".parse(), Ok(CodeFence::Tilde));
    /// ```
    pub enum CodeFence in "markdown" {
        /// Three backticks or more.
        #[default]
        Backtick = "backtick",
        /// Three tildes or more.
        Tilde = "tilde",
    }
}

named_enum! {
    /// The style of line breaks within paragraphs.
    ///
    /// ```
    /// use newsclip::markdown::HardBreak;
    /// assert_eq!("spaces".parse(), Ok(HardBreak::Spaces));
    /// ```
    pub enum HardBreak in "markdown" {
        /// A backslash at the end of the line.
        #[default]
        Backslash = "backslash",
        /// Two spaces at the end of the line.
        Spaces = "spaces",
    }
}

named_enum! {
    /// The style of description lists, which CommonMark does not have.
    ///
    /// ```
    /// use newsclip::markdown::DescriptionStyle;
    /// assert_eq!("html".parse(), Ok(DescriptionStyle::Html));
    /// ```
    pub enum DescriptionStyle in "markdown" {
        /// A term and its descriptions as lines of a paragraph.
        #[default]
        Lines = "lines",
        /// HTML `dl`, with Markdown in it.
        Html = "html",
    }
}

named_enum! {
    /// The titles of links and images that are written.
    ///
    /// ```
    /// use newsclip::markdown::Titles;
    /// assert_eq!("distinct".parse(), Ok(Titles::Distinct));
    /// ```
    pub enum Titles in "markdown" {
        /// All of them.
        #[default]
        All = "all",
        /// Titles that say something new: not the text of the link or its URL, and for images, not the description, the text right
        /// after it, or the name of a file.
        Distinct = "distinct",
    }
}

named_enum! {
    /// The style of tables with cells that span several columns, which GFM does not have.
    ///
    /// ```
    /// use newsclip::markdown::Spans;
    /// assert_eq!("cells".parse(), Ok(Spans::Cells));
    /// ```
    pub enum Spans in "markdown" {
        /// An HTML table, with Markdown in its cells.
        #[default]
        Html = "html",
        /// A GFM table, with empty cells after a cell that spans columns. A table with a cell that spans rows is still
        /// HTML.
        Cells = "cells",
    }
}

named_enum! {
    /// The markup in code that makes it HTML `pre`. The code blocks of CommonMark contain only text.
    ///
    /// ```
    /// use newsclip::markdown::CodeMarkup;
    /// assert_eq!("all".parse(), Ok(CodeMarkup::All));
    /// ```
    pub enum CodeMarkup in "markdown" {
        /// Links: code with links is HTML, with its links and marks. In other code, marks are left out.
        #[default]
        Links = "links",
        /// Links and marks. Some pages highlight syntax with marks, so much of their code becomes HTML.
        All = "all",
        /// None: code is always a code block with the text alone.
        None = "none",
    }
}

named_enum! {
    /// The style of highlighted text (`mark` in HTML), which CommonMark and GFM do not have.
    ///
    /// ```
    /// use newsclip::markdown::Highlights;
    /// assert_eq!("equals".parse(), Ok(Highlights::Equals));
    /// ```
    pub enum Highlights in "markdown" {
        /// `<mark>text</mark>`
        #[default]
        Html = "html",
        /// `==text==`, which comrak, Pandoc, markdown-it and Obsidian support as an extension.
        Equals = "equals",
    }
}

named_enum! {
    /// The style of formulas whose TeX is known. CommonMark and GFM have no formulas.
    ///
    /// ```
    /// use newsclip::markdown::Math;
    /// assert_eq!("dollars".parse(), Ok(Math::Dollars));
    /// ```
    pub enum Math in "markdown" {
        /// The TeX as text.
        #[default]
        Text = "text",
        /// `$x^2$` in a line, and `$$x^2$$` for a formula on its own line. comrak, pulldown-cmark, Pandoc, GitHub and Obsidian
        /// support both, some of them as an extension.
        Dollars = "dollars",
    }
}

named_enum! {
    /// The style of notes that the text refers to. CommonMark has no footnotes.
    ///
    /// ```
    /// use newsclip::markdown::Footnotes;
    /// assert_eq!("markers".parse(), Ok(Footnotes::Markers));
    /// ```
    pub enum Footnotes in "markdown" {
        /// As a list. The links to its items lead to the page.
        #[default]
        List = "list",
        /// `[^fn1]` and `[^fn1]: …`, which GitHub, Pandoc, comrak, pulldown-cmark and Obsidian support, some of them as an
        /// extension.
        Markers = "markers",
    }
}

named_enum! {
    /// The emphasis rules of the intended readers.
    ///
    /// ```
    /// use newsclip::markdown::Dialect;
    /// assert_eq!("cjk-friendly".parse(), Ok(Dialect::CjkFriendly));
    /// ```
    pub enum Dialect in "markdown" {
        /// CommonMark 0.31. By its rules, `**「雨」**停` is not strong, so `<strong>` is written.
        #[default]
        CommonMark = "commonmark",
        /// CommonMark with the CJK-friendly amendment, which allows asterisks next to Chinese punctuation.
        CjkFriendly = "cjk-friendly",
    }
}
