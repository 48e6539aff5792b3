//! Reads only the heads of clips, which make up most archives, as fast as files can be opened.

use newsclip::{Clip, Document};

use super::article::{Content, read};
use super::file::File;
use super::kind::Kind;
use super::page::ReadOptions;
use crate::report::Diagnostic;

/// The number of bytes that must follow a header in the bytes read, so that a date line is complete.
const MARGIN: usize = 128;

/// The metadata of a file's articles.
pub(crate) enum Head {
    /// A clip, as a document without a body.
    Clip(Box<Document>),
    /// Anything else, read whole.
    Whole(Content),
}

/// Reads the head of a clip, or the whole of any other file; also returns the number of bytes read.
pub(crate) fn head(file: &File, options: &ReadOptions) -> Result<(Head, u64), Diagnostic> {
    let start = file.start().map_err(|error| Diagnostic::new(&file.path, error.to_string()))?;
    if let Some((bytes, is_whole)) = start
        && options.from.or_else(|| Kind::of(&file.path, &bytes)) == Some(Kind::Clip)
        && let Some(document) = clip_head(&bytes, is_whole)
    {
        return Ok((Head::Clip(Box::new(document)), bytes.len() as u64));
    }
    let (content, bytes) = read(file, options)?;
    Ok((Head::Whole(content), bytes))
}

/// `None` if the header does not end within these bytes or is malformed. Reading the whole file gives the better error.
fn clip_head(bytes: &[u8], is_whole: bool) -> Option<Document> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // The bytes end within a character.
        Err(error) if !is_whole && error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let clip = Clip::parse(text).ok()?;
    (is_whole || clip.html().len() >= MARGIN).then(|| clip.head())
}
