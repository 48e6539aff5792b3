//! Figures, players and frames.

use super::Block;
use crate::tree::inline::{Image, LinkTarget};

/// One or more images in a block, with a caption.
///
/// ```
/// use newsclip::tree::{Block, Figure, FigureImage, Image};
///
/// let page = newsclip::html::Reader::new().read("<figure><img src=i.png><figcaption>Rain</figcaption></figure>");
/// let figure = Figure::new(vec![FigureImage::new(Image::new("i.png"))])
///     .with_caption(vec![Block::paragraph(vec!["Rain".into()])]);
/// assert_eq!(page.body, [Block::from(figure)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Figure {
    /// The images; at least one in normal form.
    pub images: Vec<FigureImage>,
    /// The text below them: HTML `figcaption`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub caption: Vec<Block>,
}

impl Figure {
    /// Creates a figure without a caption.
    pub fn new(images: Vec<FigureImage>) -> Self {
        Self { images, caption: Vec::new() }
    }

    /// The same figure, with a caption.
    #[must_use]
    pub fn with_caption(self, caption: Vec<Block>) -> Self {
        Self { caption, ..self }
    }
}

/// An image of a [`Figure`], with the link around it.
///
/// ```
/// use newsclip::tree::{FigureImage, Image};
/// assert_eq!(FigureImage::new(Image::new("i.png")).link, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct FigureImage {
    /// The image.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub image: Image,
    /// The target of the link.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub link: Option<LinkTarget>,
}

impl FigureImage {
    /// Creates an image without a link.
    pub fn new(image: Image) -> Self {
        Self { image, link: None }
    }

    /// The same image, with a link.
    ///
    /// ```
    /// use newsclip::tree::{Figure, FigureImage, Image, LinkTarget};
    /// let image = FigureImage::new(Image::new("i.png")).with_link(LinkTarget::new("large.html"));
    /// let markdown = newsclip::Markdown::new().render_blocks(&[Figure::new(vec![image]).into()]);
    /// assert_eq!(markdown, "[![](i.png)](large.html)\n");
    /// ```
    #[must_use]
    pub fn with_link(self, link: LinkTarget) -> Self {
        Self { link: Some(link), ..self }
    }
}

/// A player or another page.
///
/// ```
/// use newsclip::tree::{Block, Embed, EmbedKind};
///
/// let page = newsclip::html::Reader::new().read("<video src=v.mp4 poster=p.jpg></video>");
/// let mut embed = Embed::new(EmbedKind::Video, "v.mp4");
/// embed.poster = Some("p.jpg".into());
/// assert_eq!(page.body, [Block::from(embed)]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Embed {
    /// What is embedded.
    pub kind: EmbedKind,
    /// The URL of the file or page.
    pub url: String,
    /// The media type of a video or audio, as the article states it: HTML `type` of its `source`. Frames have none, because
    /// their server determines it.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub media_type: Option<String>,
    /// The URL of the picture shown before a video plays: HTML `poster`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub poster: Option<String>,
    /// Its title: HTML `title`.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Option::is_none"))]
    pub title: Option<String>,
}

impl Embed {
    /// Creates an embed with only a URL.
    pub fn new(kind: EmbedKind, url: impl Into<String>) -> Self {
        Self { kind, url: url.into(), media_type: None, poster: None, title: None }
    }
}

/// The kind of an [`Embed`].
///
/// ```
/// use newsclip::tree::{Embed, EmbedKind};
/// assert_eq!(Embed::new(EmbedKind::Frame, "https://v.example/").kind, EmbedKind::Frame);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum EmbedKind {
    /// HTML `video`.
    Video,
    /// HTML `audio`.
    Audio,
    /// Another page, or the file of a plug-in: HTML `iframe`, `embed`, `object`.
    Frame,
}
