//! The attributes that this crate uses.

use super::lookup::Lookup;

macro_rules! attributes {
    ($($name:ident $text:literal)*) => {
        /// The name of an attribute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Attr {
            $($name,)*
        }

        const ATTRS: &[Attr] = &[$(Attr::$name,)*];
        const TEXTS: &[&str] = &[$($text,)*];
    };
}

attributes! {
    // Read from content.
    Align "align"
    Alt "alt"
    Alttext "alttext"
    AriaHidden "aria-hidden"
    AriaLabel "aria-label"
    Checked "checked"
    Class "class"
    Colspan "colspan"
    Data "data"
    Display "display"
    Height "height"
    Hidden "hidden"
    Href "href"
    Id "id"
    Media "media"
    Poster "poster"
    Reversed "reversed"
    Role "role"
    Rowspan "rowspan"
    Shadowrootmode "shadowrootmode"
    Src "src"
    Srcset "srcset"
    Start "start"
    Style "style"
    Title "title"
    Type "type"
    Value "value"
    Width "width"
    // Metadata of pages.
    Content "content"
    Datetime "datetime"
    HttpEquiv "http-equiv"
    Itemprop "itemprop"
    Itemtype "itemtype"
    Name "name"
    Property "property"
    Rel "rel"
    XmlLang "xml:lang"
    // The language of code.
    DataCodeLanguage "data-code-language"
    DataLang "data-lang"
    DataLanguage "data-language"
    Lang "lang"
    // The real URLs of images that a script loads later.
    DataActualsrc "data-actualsrc"
    DataBacksrc "data-backsrc"
    DataCroporisrc "data-croporisrc"
    DataCfsrc "data-cfsrc"
    DataDelayedUrl "data-delayed-url"
    DataEcho "data-echo"
    DataLazy "data-lazy"
    DataLazySrc "data-lazy-src"
    DataLazyload "data-lazyload"
    DataOriginal "data-original"
    DataOriginalSrc "data-original-src"
    DataSrc "data-src"
    DataSrcset "data-srcset"
    DataUrl "data-url"
    File "file"
    NitroLazySrc "nitro-lazy-src"
    Zoomfile "zoomfile"
    // Needed by the tree builder (HTML §13.2.6.5): `font` in SVG, HTML in MathML.
    Color "color"
    Encoding "encoding"
    Face "face"
    Size "size"
}

static LOOKUP: Lookup = Lookup::new(TEXTS);

impl Attr {
    /// The attribute with this name, in any case; `None` if this crate does not use it.
    #[inline]
    pub(crate) fn of(name: &[u8]) -> Option<Self> {
        LOOKUP.find(TEXTS, name).map(|index| ATTRS[index])
    }

    /// The name in lower case.
    #[cfg(any(feature = "encoding", test))]
    pub(crate) fn text(self) -> &'static str {
        TEXTS[self as usize]
    }
}

/// A set of attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AttrSet(u64);

impl AttrSet {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) const fn of(attrs: &[Attr]) -> Self {
        // A set holds 64 attributes.
        assert!(ATTRS.len() <= 64);
        let mut bits = 0;
        let mut index = 0;
        while index < attrs.len() {
            bits |= 1 << attrs[index] as u32;
            index += 1;
        }
        Self(bits)
    }

    pub(crate) const fn contains(self, attr: Attr) -> bool {
        self.0 >> attr as u32 & 1 == 1
    }

    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds an attribute. Returns false if the set had it already.
    pub(crate) fn insert(&mut self, attr: Attr) -> bool {
        let is_new = !self.contains(attr);
        self.0 |= 1 << attr as u32;
        is_new
    }
}
