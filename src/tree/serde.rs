//! serde support for inlines and code. Text is a bare string, and any other inline an object with a `type`. Code has a `text`,
//! or a `content` if it contains marks.
//!
//! ```json
//! ["Heavy ", {"type": "strong", "content": ["rain"]}]
//! {"type": "code", "text": "x += 1"}
//! ```

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::tagged::read_object;
use super::{Block, CodeBlock, DescriptionItem, Embed, Figure, Image, Inline, Link, List, Mark, Ruby, Table};

/// Reads a block. Each variant is a value of `type`.
// A mirror of `Block` (serde's `remote`). `Block` itself is tagged for writing, and what serde derives to read that is slow: see
// `tagged`.
#[derive(Deserialize)]
#[serde(remote = "Block", rename_all = "snake_case")]
enum BlockObject {
    Paragraph { content: Vec<Inline> },
    Heading { level: u8, content: Vec<Inline> },
    List(List),
    DescriptionList { items: Vec<DescriptionItem> },
    Quote { content: Vec<Block> },
    Code(Box<CodeBlock>),
    Table(Box<Table>),
    Figure(Box<Figure>),
    Embed(Box<Embed>),
    ThematicBreak,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct AnyBlock(#[serde(with = "BlockObject")] Block);

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BlockVisitor)
    }
}

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a type")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Block, A::Error> {
        read_object::<A, AnyBlock>(map).map(|block| block.0)
    }
}

/// Reads any inline except text. Each variant is a value of `type`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum InlineObject {
    Strong {
        content: Vec<Inline>,
    },
    Emphasis {
        content: Vec<Inline>,
    },
    Underline {
        content: Vec<Inline>,
    },
    Strikethrough {
        content: Vec<Inline>,
    },
    Superscript {
        content: Vec<Inline>,
    },
    Subscript {
        content: Vec<Inline>,
    },
    Highlight {
        content: Vec<Inline>,
    },
    Code {
        text: String,
    },
    Math {
        tex: String,
        #[serde(default)]
        display: bool,
    },
    Ruby(Ruby),
    Link(Link),
    Image(Image),
    LineBreak,
}

impl From<InlineObject> for Inline {
    fn from(object: InlineObject) -> Self {
        match object {
            InlineObject::Strong { content } => Self::marked(Mark::Strong, content),
            InlineObject::Emphasis { content } => Self::marked(Mark::Emphasis, content),
            InlineObject::Underline { content } => Self::marked(Mark::Underline, content),
            InlineObject::Strikethrough { content } => Self::marked(Mark::Strikethrough, content),
            InlineObject::Superscript { content } => Self::marked(Mark::Superscript, content),
            InlineObject::Subscript { content } => Self::marked(Mark::Subscript, content),
            InlineObject::Highlight { content } => Self::marked(Mark::Highlight, content),
            InlineObject::Code { text } => Self::Code { text },
            InlineObject::Math { tex, display } => Self::Math { tex, display },
            InlineObject::Ruby(ruby) => ruby.into(),
            InlineObject::Link(link) => link.into(),
            InlineObject::Image(image) => image.into(),
            InlineObject::LineBreak => Self::LineBreak,
        }
    }
}

/// Writes any inline except text.
// Not a mirror of `InlineObject`: one variant writes all marks, so that only `Mark` defines their names.
#[derive(Serialize)]
#[serde(untagged)]
enum InlineRef<'a> {
    Marked {
        r#type: Mark,
        content: &'a [Inline],
    },
    Code {
        r#type: &'static str,
        text: &'a str,
    },
    Math {
        r#type: &'static str,
        tex: &'a str,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        display: bool,
    },
    Ruby(WithType<'a, Ruby>),
    Link(WithType<'a, Link>),
    Image(WithType<'a, Image>),
    LineBreak {
        r#type: &'static str,
    },
}

#[derive(Serialize)]
struct WithType<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = match self {
            Self::Text(text) => return serializer.serialize_str(text),
            Self::Marked { mark, content } => InlineRef::Marked { r#type: *mark, content },
            Self::Code { text } => InlineRef::Code { r#type: "code", text },
            Self::Math { tex, display } => InlineRef::Math { r#type: "math", tex, display: *display },
            Self::Ruby(ruby) => InlineRef::Ruby(WithType { r#type: "ruby", value: ruby }),
            Self::Link(link) => InlineRef::Link(WithType { r#type: "link", value: link }),
            Self::Image(image) => InlineRef::Image(WithType { r#type: "image", value: image }),
            Self::LineBreak => InlineRef::LineBreak { r#type: "line_break" },
        };
        object.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Only self-describing formats can distinguish a bare string from an object.
        deserializer.deserialize_any(InlineVisitor)
    }
}

struct InlineVisitor;

impl<'de> Visitor<'de> for InlineVisitor {
    type Value = Inline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or an object with a type")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Inline, E> {
        Ok(Inline::from(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Inline, E> {
        Ok(Inline::Text(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Inline, A::Error> {
        read_object::<A, InlineObject>(map).map(Inline::from)
    }
}

// `Cow`, so that the same type can read (owned) and write (borrowed).
#[derive(Serialize, Deserialize)]
#[serde(rename = "CodeBlock")]
struct CodeShape<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<Cow<'a, [Inline]>>,
}

impl Serialize for CodeBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (text, content) = match &self.content[..] {
            // Nearly all code is a single text. As a bare string, it is easier to use for other programs.
            [Inline::Text(only)] => (Some(Cow::Borrowed(&**only)), None),
            content => (None, Some(Cow::Borrowed(content))),
        };
        CodeShape { language: self.language.as_deref().map(Cow::Borrowed), text, content }
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CodeBlock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let CodeShape { language, text, content } = CodeShape::deserialize(deserializer)?;
        let content = match (text, content) {
            (Some(text), None) => vec![Inline::Text(text.into_owned())],
            (None, Some(content)) => content.into_owned(),
            // A misspelled field must not read as an empty block.
            (None, None) => return Err(de::Error::missing_field("text")),
            (Some(_), Some(_)) => return Err(de::Error::custom("code has either a `text` or a `content`")),
        };
        Ok(Self { language: language.map(Cow::into_owned), content })
    }
}
