//! The heads of clips alone, which is most of an archive, at the speed at which files can be opened.

use newsclip::{Clip, Document};

use super::article::{Content, read};
use super::file::File;
use super::kind::Kind;
use super::page::ReadOptions;
use crate::report::Diagnostic;

/// The least that must follow a header in the first bytes of a file, so that no date line is cut.
const MARGIN: usize = 128;

/// What a file says about its articles.
pub(crate) enum Head {
    /// A clip, as a document without a body.
    Clip(Box<Document>),
    /// Anything else, read whole.
    Whole(Content),
}

/// Reads the head of a clip, or all of any other file; also says how many bytes were looked at.
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

/// `None` if the header does not end in these bytes, or is wrong, which reading all of the file tells better.
fn clip_head(bytes: &[u8], is_whole: bool) -> Option<Document> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // Cut within a character.
        Err(error) if !is_whole && error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let clip = Clip::parse(text).ok()?;
    (is_whole || clip.html().len() >= MARGIN).then(|| clip.head())
}
