//! Writes links and images.

use std::fmt::Write as _;

use super::escape::{Next, is_reference, push_text};
use super::inline::LineWriter;
use super::piece::PieceKind;
use super::syntax::{push_destination, push_title};
use super::{LinkStyle, Titles};
use crate::tree::{FigureImage, Image, Inline, Link};
use crate::url::{Purpose, resolve};
use crate::writer::{TO_STRING, distinct_link_title, distinct_title, shown_description};

impl LineWriter<'_> {
    pub(super) fn link(&mut self, link: &Link, next: Next) {
        if let Some(label) = self.references.footnotes.refer(link) {
            self.buffers.text.extend(["[^", label]);
            self.raw("]");
            self.after_note = Some(self.buffers.text.len());
            return;
        }
        // The URL policy is applied again, because a program may have built the tree (docs/security.md).
        let Some(url) = resolve(&link.target.url, None, Purpose::Link) else {
            // Without markup at its end, a formula could touch a digit.
            let outer = std::mem::replace(&mut self.dollars, false);
            self.inlines(&link.content, next);
            self.dollars = outer;
            return;
        };
        let title = match self.options.titles {
            Titles::All => link.target.title.as_deref(),
            Titles::Distinct => distinct_link_title(link),
        };
        // §6.5: an autolink has no title, and its text is its URL.
        if title.is_none() && is_autolink(link, &url) {
            self.buffers.text.extend(["<", &*url]);
            return self.raw(">");
        }
        self.link_text(&url, title, |writer| writer.inlines(&link.content, Next::Other));
    }

    fn link_text(&mut self, url: &str, title: Option<&str>, write_text: impl FnOnce(&mut Self)) {
        self.separate_from_note();
        self.buffers.text.push('[');
        self.end(PieceKind::LinkOpen);
        // §6.3: brackets in link text are escaped, because they could end it.
        let outer = std::mem::replace(&mut self.context.in_link, true);
        write_text(self);
        self.context.in_link = outer;
        self.destination(url, title);
        self.end(PieceKind::LinkClose);
    }

    /// Writes the rest of a link after its text, from `]` on.
    fn destination(&mut self, url: &str, title: Option<&str>) {
        let text = &mut self.buffers.text;
        if self.options.links == LinkStyle::Reference
            && let Some(number) = self.references.number(url, title, text.len())
        {
            write!(text, "][{number}]").expect(TO_STRING);
            return;
        }
        text.push_str("](");
        let start = text.len();
        push_destination(text, url);
        push_title(text, title);
        // GFM, "Tables": cells are split before links are parsed.
        if self.context.in_cell && text[start..].contains('|') {
            let escaped = text[start..].replace('|', "\\|");
            text.truncate(start);
            text.push_str(&escaped);
        }
        text.push(')');
    }

    pub(super) fn image(&mut self, image: &Image) {
        let following = std::mem::take(&mut self.following);
        let Some(url) = resolve(&image.url, None, Purpose::Image) else {
            return self.plain(&image.alt, Next::Other);
        };
        let title = self.title(image.title.as_deref(), &image.alt, &following);
        self.described(&url, shown_description(image, &following), title);
    }

    /// Writes the images of a figure. They are not converted to inlines first, which took 8 % of the time of writing
    /// Markdown.
    pub(super) fn images(&mut self, images: &[FigureImage], following: &str) {
        // Once, not for each image.
        let following = following.trim_start();
        for (index, FigureImage { image, link }) in images.iter().enumerate() {
            if index > 0 {
                self.plain(" ", Next::Other);
            }
            let alt = shown_description(image, following);
            let target = link.as_ref().and_then(|target| {
                let title = self.title(target.title.as_deref(), alt, following);
                Some((resolve(&target.url, None, Purpose::Link)?, title))
            });
            let write = |writer: &mut Self| match resolve(&image.url, None, Purpose::Image) {
                Some(url) => {
                    writer.described(&url, alt, writer.title(image.title.as_deref(), alt, following));
                }
                None => writer.plain(alt, Next::Other),
            };
            match target {
                Some((url, title)) => self.link_text(&url, title, write),
                None => write(self),
            }
        }
    }

    /// The title to write for an image with this description, or for a link around it, if any. `following` is the text after it.
    fn title<'t>(&self, title: Option<&'t str>, description: &str, following: &str) -> Option<&'t str> {
        match self.options.titles {
            Titles::All => title,
            Titles::Distinct => distinct_title(title, description, following),
        }
    }

    /// Writes an image with a description and a title.
    fn described(&mut self, url: &str, alt: &str, title: Option<&str>) {
        self.buffers.text.push_str("![");
        let start = self.buffers.text.len();
        // §6.4: a description is parsed as inlines.
        let outer = std::mem::replace(&mut self.context.in_link, true);
        push_text(&mut self.buffers.text, alt, Next::Other, &mut self.context);
        self.context.in_link = outer;
        self.escape_extensions(start);
        self.destination(url, title);
        self.end(PieceKind::Raw);
    }
}

/// Whether a link can be an autolink: its text is its URL (§6.5).
fn is_autolink(link: &Link, url: &str) -> bool {
    let [Inline::Text(text)] = link.content.as_slice() else { return false };
    // §2.5: references are also decoded in autolinks.
    let has_reference = || url.match_indices('&').any(|(at, _)| is_reference(&url[at + 1..]));
    // §6.5 also allows digits, `+`, `-` and `.`, which no scheme of the URL policy has.
    let is_scheme =
        |scheme: &str| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let has_scheme = url.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme));
    // §6.5: no white space, control characters or angle brackets, which `url::resolve` does not leave either. A pipe would end a
    // table cell.
    text == url && has_scheme && !url.contains('|') && !has_reference()
}
