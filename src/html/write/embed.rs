//! Embedded pages and players as HTML.

use std::fmt::{self, Write};

use super::Frames;
use super::writer::HtmlWriter;
use crate::tree::{Embed, EmbedKind, LinkTarget};
use crate::url::Purpose;

impl<W: Write> HtmlWriter<'_, W> {
    pub(super) fn embed(&mut self, embed: &Embed) -> fmt::Result {
        let Some(url) = self.url(&embed.url, Purpose::Media) else { return Ok(()) };
        match embed.kind {
            EmbedKind::Frame if self.options.frames == Frames::Link => {
                let target = LinkTarget::new(&*url);
                let title = embed.title.as_deref().filter(|title| !title.trim().is_empty());
                let text = title.unwrap_or(&url);
                self.out.write_str("<p>")?;
                self.link(&target, |writer| writer.text(text))?;
                self.out.write_str("</p>")
            }
            EmbedKind::Frame => {
                self.out.write_str("<iframe")?;
                self.attribute("src", &url)?;
                self.optional("title", embed.title.as_deref())?;
                // Players need scripts and their own cookies, but must not navigate the page away. A plug-in's file is a
                // frame as well, because an `embed` would show a page without a sandbox.
                self.out.write_str(" sandbox=\"allow-scripts allow-same-origin allow-popups\"></iframe>")
            }
            EmbedKind::Video => self.player("video", embed, &url),
            EmbedKind::Audio => self.player("audio", embed, &url),
        }
    }

    fn player(&mut self, name: &str, embed: &Embed, url: &str) -> fmt::Result {
        write!(self.out, "<{name} controls")?;
        // Only a `source` can have a type (HTML §4.8.2).
        if embed.media_type.is_none() {
            self.attribute("src", url)?;
        }
        // HTML §4.8.8: only videos have a poster.
        let poster = embed.poster.as_deref().filter(|_| embed.kind == EmbedKind::Video);
        let poster = poster.and_then(|poster| self.url(poster, Purpose::Image));
        self.optional("poster", poster.as_deref())?;
        self.optional("title", embed.title.as_deref())?;
        self.out.write_char('>')?;
        if let Some(media_type) = &embed.media_type {
            self.out.write_str("<source")?;
            self.attribute("src", url)?;
            self.attribute("type", media_type)?;
            self.out.write_char('>')?;
        }
        self.end(name)
    }
}
