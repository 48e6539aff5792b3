//! Players, frames and plug-ins.

use super::{ElementData, Facts, NodeId, NoteKind, Reading};
use crate::html::elements::{Attr, Name};
use crate::normal::Builder;
use crate::scan::{fold, fold_to_option};
use crate::tree::{Embed, EmbedKind, Image};
use crate::url::Purpose;

/// Content that is more than the description of an image.
const OTHER_THAN_TEXT: Facts = Facts::IMAGE.or(Facts::EMBED).or(Facts::DRAWING).or(Facts::STRUCTURE);

/// A file or page that is embedded.
struct MediaFile {
    url: String,
    media_type: Option<String>,
}

impl MediaFile {
    fn untyped(url: String) -> Self {
        Self { url, media_type: None }
    }
}

impl Reading<'_> {
    pub(super) fn frame(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        // Counters use frames of 1×1 pixels in the same way as images.
        if self.is_pixel(element) {
            return self
                .note(NoteKind::TrackingPixel, self.attribute(element, Attr::Src).unwrap_or_default());
        }
        if let Some((kind, url)) = self.scripted_player(element) {
            self.embed(kind, Some(MediaFile::untyped(url)), element, b);
            // The text of a post, until the script has loaded it.
            if self.inside(id).any(Facts::TEXT) {
                self.children(id, b);
            }
            return;
        }
        let url = self.media_url(element).or_else(|| self.unknown_frame(element));
        self.embed(EmbedKind::Frame, url.map(MediaFile::untyped), element, b);
    }

    /// The URL in `src`, or in the attribute with the real URL if a script sets `src` later.
    fn media_url(&self, element: ElementData) -> Option<String> {
        let names = [Attr::Src, Attr::DataSrc, Attr::DataLazySrc, Attr::DataOriginal];
        let mut values = names.into_iter().filter_map(|name| self.attribute(element, name));
        // The URL policy rejects placeholders such as `about:blank`, so the next attribute is tried.
        values.find_map(|value| self.resolve(value, Purpose::Media))
    }

    /// Reads a `video` or `audio`, with its own URL, or that of the first `source` with a usable URL.
    pub(super) fn player(&self, id: NodeId, element: ElementData, kind: EmbedKind, b: &mut Builder) {
        // HTML §4.8.11.5: browsers try `src` first, then each `source` in turn.
        let children = self.arena.children(id).filter_map(|child| self.arena.element(child));
        let sources = children.filter(|child| child.html_name() == Name::Source);
        let file = std::iter::once(element).chain(sources).find_map(|source| {
            let media_type = self.attribute(source, Attr::Type).and_then(fold_to_option);
            Some(MediaFile { url: self.media_url(source)?, media_type })
        });
        let file = file.or_else(|| self.unknown_player(element).map(MediaFile::untyped));
        self.embed(kind, file, element, b);
    }

    /// Reads an `embed`, or an `object` without content: a page or a file for a plug-in.
    pub(super) fn plugin(&self, element: ElementData, attribute: Attr, b: &mut Builder) {
        if let Some(image) = self.plugin_image(element, attribute) {
            return b.inline(image.into());
        }
        let value = self.attribute(element, attribute);
        let url = value.and_then(|value| self.resolve(value, Purpose::Media));
        self.embed(EmbedKind::Frame, url.map(MediaFile::untyped), element, b);
    }

    /// Reads an `object`. Its content, for browsers that cannot show the object, is better than an embed. Without content, it
    /// is an embed.
    pub(super) fn object(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        let inside = self.inside(id);
        if let Some(mut image) =
            self.plugin_image(element, Attr::Data).filter(|_| !inside.any(OTHER_THAN_TEXT))
        {
            image.alt = fold(&self.arena.text_content(id));
            b.inline(image.into());
        } else if inside.any(Facts::VISIBLE) {
            self.children(id, b);
        } else {
            self.plugin(element, Attr::Data, b);
        }
    }

    /// The image that an `object` or `embed` is (HTML §4.8.7).
    fn plugin_image(&self, element: ElementData, attribute: Attr) -> Option<Image> {
        let is_image = self.attribute(element, Attr::Type).is_some_and(|kind| kind.starts_with("image/"));
        let value = self.attribute(element, attribute).filter(|_| is_image)?;
        let title = self.attribute(element, Attr::Title).and_then(fold_to_option);
        Some(Image { url: self.resolve(value, Purpose::Image)?, title, ..Image::default() })
    }

    fn embed(&self, kind: EmbedKind, file: Option<MediaFile>, element: ElementData, b: &mut Builder) {
        let poster = self.attribute(element, Attr::Poster).filter(|_| kind == EmbedKind::Video);
        let poster = poster.and_then(|poster| {
            let url = self.resolve(poster, Purpose::Image);
            if url.is_none() {
                self.note_image(poster);
            }
            url
        });
        let title = [Attr::Title, Attr::Name].iter().find_map(|&name| self.attribute(element, name));
        let title = title.and_then(fold_to_option);
        let Some(MediaFile { url, media_type }) = file else {
            self.note(NoteKind::EmbedUrl, self.attribute(element, Attr::Src).unwrap_or_default());
            // Browsers show it until the video plays.
            if let Some(url) = poster {
                b.end_line();
                b.inline(Image { url, alt: title.unwrap_or_default(), ..Image::default() }.into());
                b.end_line();
            }
            return;
        };
        b.block(Embed { kind, url, media_type, poster, title });
    }
}
