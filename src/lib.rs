//! newsclip
mod clip;
mod document;
mod error;
mod html;
mod normal;
mod time;
mod tree;
mod url;
mod walk;
mod write;

pub use ::url::Url;
pub use clip::{Clip, FrontMatter};
pub use document::Document;
pub use error::{Error, ErrorKind, Position};
pub use html::{Note, NoteKind};
pub use normal::{MAX_DEPTH, normalize};
pub use time::Timestamp;
pub use tree::*;
pub use walk::{Node, Walk};
pub use write::{Bullet, CodeFence, Emphasis, Frames, HardBreak, Header, HeadingStyle, Html, LinkStyle, Links, Markdown, Text};
/// x
pub fn parse(s: &str) -> Result<Document, Error> { Clip::parse(s).map(|clip| clip.document()) }
