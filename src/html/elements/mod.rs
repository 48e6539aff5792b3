//! The table of elements, with all properties of each element that this crate needs.
//!
//! The tokenizer, the tree builder and the reader use it. `sets` has the sets of elements that the specification lists, `values`
//! the attributes that are read only with certain values.

mod attributes;
mod lookup;
mod properties;
mod sets;
mod values;

pub(crate) use self::attributes::{Attr, AttrSet};
pub(in crate::html) use self::properties::{PROPERTIES, is_entry_class, is_microformat, is_property};
pub(in crate::html) use self::values::{CONDITIONAL, has_normal_weight, is_key_of_player, may_be_time};

use self::lookup::Lookup;
use super::note::NoteKind;
use crate::tree::{EmbedKind, Mark};

/// The category of an element: HTML §13.2.4.2, "the stack of open elements".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Special,
    Formatting,
    Ordinary,
}

/// The rule of "in body" (HTML §13.2.6.4.7) for the start tag of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Closes a `p` and is inserted.
    Block,
    /// Like `Block`, but the first line feed of its content is dropped.
    Pre,
    Heading,
    Form,
    /// `li`, `dd`, `dt`.
    Item,
    /// The rest of the input is text.
    Plaintext,
    Button,
    /// `a`.
    Link,
    Formatting,
    Nobr,
    /// `applet`, `marquee`, `object`: inserts a marker in the list of active formatting elements.
    Marker,
    Table,
    /// Has no content.
    Void,
    /// Has no content and reopens no formatting elements: `param`, `source`, `track`, metadata.
    VoidMetadata,
    Input,
    /// `hr`.
    Hr,
    /// `image`, which becomes `img`.
    Image,
    /// The content is text without references.
    RawText,
    /// The content is text with references.
    RcdataText,
    Textarea,
    Xmp,
    Script,
    Select,
    Option,
    Optgroup,
    /// `rb`, `rtc`.
    RubyBase,
    /// `rp`, `rt`.
    RubyText,
    Svg,
    Math,
    /// A part of a table, which is ignored outside of tables.
    TablePart,
    /// `head`, `body`, `frame`, `frameset`: ignored in a fragment of a body.
    Ignored,
    Html,
    Template,
    Ordinary,
}

/// The rule of the reader for an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// Only its content is kept.
    Transparent,
    /// Only its content is kept, on separate lines.
    Section,
    /// `p`: like a section, but a `pre` with a `p` is prose, not code.
    Paragraph,
    Heading(u8),
    Quote,
    Preformatted,
    ThematicBreak,
    Bullets,
    Numbers,
    Item,
    DescriptionList,
    Table,
    Figure,
    Caption,
    Link,
    Marked(Mark),
    Code,
    Quotation,
    Ruby,
    /// `rp`: the parentheses around a reading, which the writers add themselves.
    RubyParenthesis,
    LineBreak,
    Image,
    Picture,
    Noscript,
    Frame,
    Player(EmbedKind),
    Plugin,
    Object,
    /// `svg`, `math`: only its alternative text is kept.
    Drawing,
    /// It is left out with its content, which a note reports.
    LeftOut(NoteKind),
}

/// The row of an element in the table.
pub(crate) struct ElementRow {
    pub(crate) name: &'static str,
    pub(crate) category: Category,
    pub(crate) rule: Rule,
    pub(crate) read: Read,
    /// The attributes that the reader uses, in addition to [`EVERYWHERE`].
    pub(crate) attributes: AttrSet,
}

/// The attributes that are used on all elements.
const EVERYWHERE: AttrSet = AttrSet::of(&[
    Attr::AriaHidden,
    Attr::Hidden,
    // The tree builder needs these.
    Attr::Color,
    Attr::Encoding,
    Attr::Face,
    Attr::Size,
    Attr::Type,
]);

/// The attributes that the reader of metadata uses on all elements: microformats and microdata. Elements without `class` in their
/// row keep only the classes of microformats.
const METADATA_EVERYWHERE: AttrSet =
    AttrSet::of(&[Attr::Class, Attr::Content, Attr::Datetime, Attr::Itemprop, Attr::Itemtype]);

const NONE: AttrSet = AttrSet::EMPTY;
const LABEL: AttrSet = AttrSet::of(&[Attr::AriaLabel]);
const FORMULA: AttrSet = AttrSet::of(&[Attr::Alttext, Attr::AriaLabel, Attr::Display]);
const LANGUAGE: AttrSet =
    AttrSet::of(&[Attr::Class, Attr::DataCodeLanguage, Attr::DataLang, Attr::DataLanguage, Attr::Lang]);
// MathJax draws formulas in a `nobr`.
const DRAWN: AttrSet = AttrSet::of(&[Attr::AriaHidden]);
const CHECK_BOX: AttrSet = AttrSet::of(&[Attr::Checked]);
const ITEM: AttrSet = AttrSet::of(&[Attr::Id, Attr::Value]);
// Only a `style` with a normal weight is kept.
const BOLD: AttrSet = AttrSet::of(&[Attr::Style]);
const DATA: AttrSet = AttrSet::of(&[Attr::Value]);
// Only a `title` that may be a time is kept.
const TIME: AttrSet = AttrSet::of(&[Attr::Title]);
const BASE: AttrSet = AttrSet::of(&[Attr::Href]);
const HTML: AttrSet = AttrSet::of(&[Attr::Lang, Attr::XmlLang]);
const METADATA: AttrSet = AttrSet::of(&[Attr::Href, Attr::HttpEquiv, Attr::Name, Attr::Property, Attr::Rel]);
const CELL: AttrSet = AttrSet::of(&[Attr::Align, Attr::Colspan, Attr::Rowspan, Attr::Style]);
const TABLE_USE: AttrSet = AttrSet::of(&[Attr::Class, Attr::Role]);
const LINK: AttrSet = AttrSet::of(&[Attr::Href, Attr::Rel, Attr::Title]);
/// The attributes of players, frames, plug-ins and `source`.
const MEDIA: AttrSet = AttrSet::of(&[
    Attr::Data,
    Attr::DataLazySrc,
    Attr::DataOriginal,
    Attr::DataSrc,
    Attr::DataSrcset,
    Attr::Height,
    Attr::Media,
    Attr::Poster,
    Attr::Src,
    Attr::Srcset,
    Attr::Title,
    Attr::Width,
]);
const PLAYER: AttrSet = MEDIA.union(AttrSet::of(&[Attr::Name]));
const IMAGE: AttrSet = MEDIA.union(AttrSet::of(&[
    Attr::Alt,
    Attr::Class,
    Attr::DataActualsrc,
    Attr::DataBacksrc,
    Attr::DataCfsrc,
    Attr::DataCroporisrc,
    Attr::DataDelayedUrl,
    Attr::DataEcho,
    Attr::DataLazy,
    Attr::DataLazyload,
    Attr::DataOriginalSrc,
    Attr::DataUrl,
    Attr::File,
    Attr::NitroLazySrc,
    Attr::Zoomfile,
]));
const SHADOW: AttrSet = AttrSet::of(&[Attr::Shadowrootmode]);
const START: AttrSet = AttrSet::of(&[Attr::Reversed, Attr::Start]);

macro_rules! elements {
    ($($name:ident $text:literal $category:ident, $rule:ident => $read:expr, $attributes:ident;)*) => {
        /// The name of an element in the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Name {
            $($name,)*
            /// Any other name.
            Unknown,
        }

        const NAMES: &[Name] = &[$(Name::$name,)*];
        const TEXTS: &[&str] = &[$($text,)*];

        static TABLE: &[ElementRow] = {
            use Read::*;
            &[
                $(ElementRow {
                    name: $text,
                    category: Category::$category,
                    rule: Rule::$rule,
                    read: $read,
                    attributes: $attributes,
                },)*
                ElementRow {
                    name: "",
                    category: Category::Ordinary,
                    rule: Rule::Ordinary,
                    read: Transparent,
                    attributes: AttrSet::EMPTY,
                },
            ]
        };
    };
}

elements! {
    // name                        category    start tag         what the reader makes of it         attributes
    A             "a"              Formatting, Link           => Link,                              LINK;
    Abbr          "abbr"           Ordinary,   Ordinary       => Transparent,                       TIME;
    Acronym       "acronym"        Ordinary,   Ordinary       => Transparent,                       NONE;
    Address       "address"        Special,    Block          => Section,                           NONE;
    Applet        "applet"         Special,    Marker         => Transparent,                       NONE;
    Area          "area"           Special,    Void           => Transparent,                       NONE;
    Article       "article"        Special,    Block          => Section,                           NONE;
    Aside         "aside"          Special,    Block          => Section,                           NONE;
    Audio         "audio"          Ordinary,   Ordinary       => Player(EmbedKind::Audio),          MEDIA;
    B             "b"              Formatting, Formatting     => Marked(Mark::Strong),              BOLD;
    Base          "base"           Special,    VoidMetadata   => LeftOut(NoteKind::Metadata),       BASE;
    Basefont      "basefont"       Special,    VoidMetadata   => Transparent,                       NONE;
    Bdi           "bdi"            Ordinary,   Ordinary       => Transparent,                       NONE;
    Bdo           "bdo"            Ordinary,   Ordinary       => Transparent,                       NONE;
    Bgsound       "bgsound"        Special,    VoidMetadata   => Transparent,                       NONE;
    Big           "big"            Formatting, Formatting     => Transparent,                       NONE;
    Blockquote    "blockquote"     Special,    Block          => Quote,                             NONE;
    Body          "body"           Special,    Ignored        => Section,                           HTML;
    Br            "br"             Special,    Void           => LineBreak,                         NONE;
    Button        "button"         Special,    Button         => LeftOut(NoteKind::FormControl),    NONE;
    Canvas        "canvas"         Ordinary,   Ordinary       => Transparent,                       NONE;
    Caption       "caption"        Special,    TablePart      => Section,                           NONE;
    Center        "center"         Special,    Block          => Section,                           NONE;
    Cite          "cite"           Ordinary,   Ordinary       => Marked(Mark::Emphasis),            NONE;
    Code          "code"           Formatting, Formatting     => Code,                              LANGUAGE;
    Col           "col"            Special,    TablePart      => Transparent,                       NONE;
    Colgroup      "colgroup"       Special,    TablePart      => Transparent,                       NONE;
    Data          "data"           Ordinary,   Ordinary       => Transparent,                       DATA;
    Datalist      "datalist"       Ordinary,   Ordinary       => LeftOut(NoteKind::FormControl),    NONE;
    Dd            "dd"             Special,    Item           => Section,                           NONE;
    Del           "del"            Ordinary,   Ordinary       => Marked(Mark::Strikethrough),       NONE;
    Details       "details"        Special,    Block          => Section,                           NONE;
    Dfn           "dfn"            Ordinary,   Ordinary       => Marked(Mark::Emphasis),            NONE;
    Dialog        "dialog"         Ordinary,   Block          => Section,                           NONE;
    Dir           "dir"            Special,    Block          => Bullets,                           NONE;
    Div           "div"            Special,    Block          => Section,                           LANGUAGE;
    Dl            "dl"             Special,    Block          => DescriptionList,                   NONE;
    Dt            "dt"             Special,    Item           => Section,                           NONE;
    Em            "em"             Formatting, Formatting     => Marked(Mark::Emphasis),            NONE;
    Embed         "embed"          Special,    Void           => Plugin,                            MEDIA;
    Fieldset      "fieldset"       Special,    Block          => Section,                           NONE;
    Figcaption    "figcaption"     Special,    Block          => Caption,                           NONE;
    Figure        "figure"         Special,    Block          => Figure,                            LANGUAGE;
    Font          "font"           Formatting, Formatting     => Transparent,                       NONE;
    Footer        "footer"         Special,    Block          => Section,                           NONE;
    Form          "form"           Special,    Form           => Section,                           NONE;
    Frame         "frame"          Special,    Ignored        => Transparent,                       NONE;
    Frameset      "frameset"       Special,    Ignored        => Transparent,                       NONE;
    H1            "h1"             Special,    Heading        => Heading(1),                        NONE;
    H2            "h2"             Special,    Heading        => Heading(2),                        NONE;
    H3            "h3"             Special,    Heading        => Heading(3),                        NONE;
    H4            "h4"             Special,    Heading        => Heading(4),                        NONE;
    H5            "h5"             Special,    Heading        => Heading(5),                        NONE;
    H6            "h6"             Special,    Heading        => Heading(6),                        NONE;
    Head          "head"           Special,    Ignored        => Transparent,                       NONE;
    Header        "header"         Special,    Block          => Section,                           NONE;
    Hgroup        "hgroup"         Special,    Block          => Section,                           NONE;
    Hr            "hr"             Special,    Hr             => ThematicBreak,                     NONE;
    Html          "html"           Special,    Html           => Transparent,                       HTML;
    I             "i"              Formatting, Formatting     => Marked(Mark::Emphasis),            NONE;
    Iframe        "iframe"         Special,    RawText        => Frame,                             MEDIA;
    Image         "image"          Ordinary,   Image          => Transparent,                       IMAGE;
    Img           "img"            Special,    Void           => Image,                             IMAGE;
    Input         "input"          Special,    Input          => LeftOut(NoteKind::FormControl),    CHECK_BOX;
    Ins           "ins"            Ordinary,   Ordinary       => Marked(Mark::Underline),           NONE;
    Isindex       "isindex"        Special,    Ordinary       => Transparent,                       NONE;
    Kbd           "kbd"            Ordinary,   Ordinary       => Code,                              NONE;
    Keygen        "keygen"         Ordinary,   Void           => Transparent,                       NONE;
    Label         "label"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Legend        "legend"         Ordinary,   Ordinary       => Section,                           NONE;
    Li            "li"             Special,    Item           => Item,                              ITEM;
    Link          "link"           Special,    VoidMetadata   => LeftOut(NoteKind::Metadata),       METADATA;
    Listing       "listing"        Special,    Pre            => Preformatted,                      LANGUAGE;
    Main          "main"           Special,    Block          => Section,                           NONE;
    Map           "map"            Ordinary,   Ordinary       => Transparent,                       NONE;
    Mark          "mark"           Ordinary,   Ordinary       => Marked(Mark::Highlight),           NONE;
    Marquee       "marquee"        Special,    Marker         => Section,                           NONE;
    Math          "math"           Ordinary,   Math           => Drawing,                           FORMULA;
    Menu          "menu"           Special,    Block          => Bullets,                           NONE;
    Meta          "meta"           Special,    VoidMetadata   => LeftOut(NoteKind::Metadata),       METADATA;
    Meter         "meter"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Nav           "nav"            Special,    Block          => Section,                           NONE;
    Nobr          "nobr"           Formatting, Nobr           => Transparent,                       DRAWN;
    Noembed       "noembed"        Special,    RawText        => LeftOut(NoteKind::Metadata),       NONE;
    Noframes      "noframes"       Special,    RawText        => LeftOut(NoteKind::Metadata),       NONE;
    Noscript      "noscript"       Special,    Ordinary       => Noscript,                          NONE;
    Object        "object"         Special,    Marker         => Object,                            MEDIA;
    Ol            "ol"             Special,    Block          => Numbers,                           START;
    Optgroup      "optgroup"       Ordinary,   Optgroup       => LeftOut(NoteKind::FormControl),    NONE;
    Option        "option"         Ordinary,   Option         => LeftOut(NoteKind::FormControl),    NONE;
    Output        "output"         Ordinary,   Ordinary       => Transparent,                       NONE;
    P             "p"              Special,    Block          => Paragraph,                         NONE;
    Param         "param"          Special,    VoidMetadata   => Transparent,                       NONE;
    Picture       "picture"        Ordinary,   Ordinary       => Picture,                           NONE;
    Plaintext     "plaintext"      Special,    Plaintext      => Preformatted,                      NONE;
    Pre           "pre"            Special,    Pre            => Preformatted,                      LANGUAGE;
    Progress      "progress"       Ordinary,   Ordinary       => Transparent,                       NONE;
    Q             "q"              Ordinary,   Ordinary       => Quotation,                         NONE;
    Rb            "rb"             Ordinary,   RubyBase       => Transparent,                       NONE;
    Rp            "rp"             Ordinary,   RubyText       => RubyParenthesis,                   NONE;
    Rt            "rt"             Ordinary,   RubyText       => Transparent,                       NONE;
    Rtc           "rtc"            Ordinary,   RubyBase       => Transparent,                       NONE;
    Ruby          "ruby"           Ordinary,   Ordinary       => Ruby,                              NONE;
    S             "s"              Formatting, Formatting     => Marked(Mark::Strikethrough),       NONE;
    Samp          "samp"           Ordinary,   Ordinary       => Code,                              NONE;
    Script        "script"         Special,    Script         => LeftOut(NoteKind::Script),         NONE;
    Search        "search"         Ordinary,   Block          => Section,                           NONE;
    Section       "section"        Special,    Block          => Section,                           NONE;
    Select        "select"         Special,    Select         => LeftOut(NoteKind::FormControl),    NONE;
    Slot          "slot"           Ordinary,   Ordinary       => Transparent,                       NONE;
    Small         "small"          Formatting, Formatting     => Transparent,                       NONE;
    Source        "source"         Special,    VoidMetadata   => Transparent,                       MEDIA;
    Span          "span"           Ordinary,   Ordinary       => Transparent,                       TIME;
    Strike        "strike"         Formatting, Formatting     => Marked(Mark::Strikethrough),       NONE;
    Strong        "strong"         Formatting, Formatting     => Marked(Mark::Strong),              BOLD;
    Style         "style"          Special,    RawText        => LeftOut(NoteKind::Style),          NONE;
    Sub           "sub"            Ordinary,   Ordinary       => Marked(Mark::Subscript),           NONE;
    Summary       "summary"        Special,    Block          => Section,                           NONE;
    Sup           "sup"            Ordinary,   Ordinary       => Marked(Mark::Superscript),         NONE;
    Svg           "svg"            Ordinary,   Svg            => Drawing,                           LABEL;
    Table         "table"          Special,    Table          => Table,                             TABLE_USE;
    Tbody         "tbody"          Special,    TablePart      => Transparent,                       NONE;
    Td            "td"             Special,    TablePart      => Section,                           CELL;
    Template      "template"       Special,    Template       => LeftOut(NoteKind::Metadata),       SHADOW;
    Textarea      "textarea"       Special,    Textarea       => LeftOut(NoteKind::FormControl),    NONE;
    Tfoot         "tfoot"          Special,    TablePart      => Transparent,                       NONE;
    Th            "th"             Special,    TablePart      => Section,                           CELL;
    Thead         "thead"          Special,    TablePart      => Transparent,                       NONE;
    Time          "time"           Ordinary,   Ordinary       => Transparent,                       NONE;
    Title         "title"          Special,    RcdataText     => LeftOut(NoteKind::Metadata),       NONE;
    Tr            "tr"             Special,    TablePart      => Transparent,                       NONE;
    Track         "track"          Special,    VoidMetadata   => Transparent,                       NONE;
    Tt            "tt"             Formatting, Formatting     => Code,                              NONE;
    U             "u"              Formatting, Formatting     => Marked(Mark::Underline),           NONE;
    Ul            "ul"             Special,    Block          => Bullets,                           NONE;
    Var           "var"            Ordinary,   Ordinary       => Marked(Mark::Emphasis),            NONE;
    Video         "video"          Ordinary,   Ordinary       => Player(EmbedKind::Video),          MEDIA;
    Wbr           "wbr"            Special,    Void           => Transparent,                       NONE;
    Xmp           "xmp"            Special,    Xmp            => Preformatted,                      NONE;
    // AMP: the elements that stand for elements of HTML.
    AmpAnim       "amp-anim"       Ordinary,   Ordinary       => Image,                             IMAGE;
    AmpAudio      "amp-audio"      Ordinary,   Ordinary       => Player(EmbedKind::Audio),          MEDIA;
    AmpIframe     "amp-iframe"     Ordinary,   Ordinary       => Frame,                             MEDIA;
    AmpImg        "amp-img"        Ordinary,   Ordinary       => Image,                             IMAGE;
    AmpVideo      "amp-video"      Ordinary,   Ordinary       => Player(EmbedKind::Video),          MEDIA;
    // Elements that a script of the page replaces by a player: `html/read/player.rs` has their addresses.
    AmpDailymotion "amp-dailymotion" Ordinary, Ordinary       => Frame,                             PLAYER;
    AmpFacebook   "amp-facebook"   Ordinary,   Ordinary       => Frame,                             PLAYER;
    AmpInstagram  "amp-instagram"  Ordinary,   Ordinary       => Frame,                             PLAYER;
    AmpTwitter    "amp-twitter"    Ordinary,   Ordinary       => Frame,                             PLAYER;
    AmpVimeo      "amp-vimeo"      Ordinary,   Ordinary       => Frame,                             PLAYER;
    AmpYoutube    "amp-youtube"    Ordinary,   Ordinary       => Frame,                             PLAYER;
    LiteVimeo     "lite-vimeo"     Ordinary,   Ordinary       => Frame,                             PLAYER;
    LiteYoutube   "lite-youtube"   Ordinary,   Ordinary       => Frame,                             PLAYER;
    MpAudio       "mp-common-mpaudio" Ordinary, Ordinary      => Frame,                             PLAYER;
    MpVoice       "mpvoice"        Ordinary,   Ordinary       => Frame,                             PLAYER;
    // SVG and MathML: only the elements that the rules for foreign content (HTML §13.2.6.5) or the reader name.
    Annotation    "annotation"     Ordinary,   Ordinary       => Transparent,                       NONE;
    AnnotationXml "annotation-xml" Ordinary,   Ordinary       => Transparent,                       NONE;
    Desc          "desc"           Ordinary,   Ordinary       => Transparent,                       NONE;
    ForeignObject "foreignobject"  Ordinary,   Ordinary       => Transparent,                       NONE;
    Malignmark    "malignmark"     Ordinary,   Ordinary       => Transparent,                       NONE;
    Mfrac         "mfrac"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Mglyph        "mglyph"         Ordinary,   Ordinary       => Transparent,                       NONE;
    Mi            "mi"             Ordinary,   Ordinary       => Transparent,                       NONE;
    Mn            "mn"             Ordinary,   Ordinary       => Transparent,                       NONE;
    Mo            "mo"             Ordinary,   Ordinary       => Transparent,                       NONE;
    Mover         "mover"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Mroot         "mroot"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Ms            "ms"             Ordinary,   Ordinary       => Transparent,                       NONE;
    Msqrt         "msqrt"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Msub          "msub"           Ordinary,   Ordinary       => Transparent,                       NONE;
    Msubsup       "msubsup"        Ordinary,   Ordinary       => Transparent,                       NONE;
    Msup          "msup"           Ordinary,   Ordinary       => Transparent,                       NONE;
    Mtable        "mtable"         Ordinary,   Ordinary       => Transparent,                       NONE;
    Mtext         "mtext"          Ordinary,   Ordinary       => Transparent,                       NONE;
    Mtr           "mtr"            Ordinary,   Ordinary       => Transparent,                       NONE;
    Munder        "munder"         Ordinary,   Ordinary       => Transparent,                       NONE;
    Munderover    "munderover"     Ordinary,   Ordinary       => Transparent,                       NONE;
}

static LOOKUP: Lookup = Lookup::new(TEXTS);

impl Name {
    /// The element with this name, in any case.
    #[inline]
    pub(crate) fn of(name: &[u8]) -> Self {
        LOOKUP.find(TEXTS, name).map_or(Self::Unknown, |index| NAMES[index])
    }

    /// The row of the element in the table.
    #[inline]
    pub(crate) fn row(self) -> &'static ElementRow {
        &TABLE[self as usize]
    }
}

/// Whether the name, in any case, is that of a void element.
#[cfg(feature = "feed")]
pub(crate) fn is_void_element(name: &str) -> bool {
    Name::of(name.as_bytes()).is_void()
}

impl ElementRow {
    /// Whether an attribute is used, by more than the reader of metadata.
    pub(crate) fn keeps(&self, attr: Attr) -> bool {
        EVERYWHERE.union(self.attributes).contains(attr)
    }

    /// Whether an attribute is used, also by the reader of metadata.
    pub(crate) fn keeps_for_pages(&self, attr: Attr) -> bool {
        self.keeps(attr) || METADATA_EVERYWHERE.contains(attr)
    }
}
