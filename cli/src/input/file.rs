//! An input file.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::kind::{Kind, SNIFFED};

/// The maximum size of a file. No article is that long, and longer files would only fill memory.
const LONGEST: u64 = 256 << 20;

/// How many bytes to read before detecting the kind. Most articles are shorter, and each system call costs as much as reading
/// several kilobytes.
const START: u64 = 64 << 10;

/// An input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// The path of the file; `-` is standard input.
    pub(crate) path: PathBuf,
    /// Its path below the folder on the command line, or its name if it is on the command line itself.
    pub(crate) relative: PathBuf,
    pub(crate) source: Source,
    /// The content of a stream that is read several times; see [`File::kept`].
    pub(super) content: Option<Arc<Vec<u8>>>,
}

/// How a file became an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// It was named on the command line.
    Named,
    /// It was found in a folder.
    Found,
}

impl File {
    /// A file on the command line.
    pub(crate) fn named(path: &Path) -> Self {
        let relative = path.file_name().unwrap_or_default().into();
        Self { path: path.into(), relative, source: Source::Named, content: None }
    }

    /// Standard input.
    pub(crate) fn standard_input() -> Self {
        Self { path: "-".into(), relative: "standard-input".into(), source: Source::Named, content: None }
    }

    /// A file that a walk finds in a folder.
    pub(super) fn found(path: PathBuf, relative: PathBuf) -> Self {
        Self { path, relative, source: Source::Found, content: None }
    }

    /// Another file in the same folder.
    pub(crate) fn sibling(&self, name: &OsStr) -> Self {
        let (path, relative) = (self.path.with_file_name(name), self.relative.with_file_name(name));
        Self { path, relative, source: self.source, content: None }
    }

    pub(crate) fn is_standard_input(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Whether the file can be read only once, because it is standard input, a pipe or a device.
    pub(crate) fn is_stream(&self) -> bool {
        // A walk finds regular files only.
        self.content.is_none()
            && (self.is_standard_input() || (self.source == Source::Named && !self.path.is_file()))
    }

    /// The file with its content in memory if it is a stream, so that it can be read several times.
    pub(crate) fn kept(mut self) -> io::Result<Self> {
        if self.is_stream() {
            // A file of any kind is read to its end.
            self.content = Some(Arc::new(self.read(Some(Kind::Html), None)?.1));
        }
        Ok(self)
    }

    /// The time of the last modification of the file.
    pub(crate) fn modified(&self) -> Option<SystemTime> {
        if self.is_stream() { None } else { fs::metadata(&self.path).ok()?.modified().ok() }
    }

    /// The kind and the content; `stand_in` is the kind of files whose kind is not detected. A file without articles is not read
    /// to its end.
    pub(crate) fn read(
        &self,
        from: Option<Kind>,
        stand_in: Option<Kind>,
    ) -> io::Result<(Option<Kind>, Vec<u8>)> {
        let kind =
            |start: &[u8]| from.or_else(|| self.kind(start)).or_else(|| stand_in.filter(|_| is_text(start)));
        if let Some(content) = &self.content {
            return read_from(content.as_slice(), content.len() as u64, kind);
        }
        if self.is_standard_input() {
            return read_from(io::stdin().lock(), 0, kind);
        }
        let file = fs::File::open(&self.path)?;
        let length = file.metadata()?.len();
        read_from(file, length, kind)
    }

    fn kind(&self, start: &[u8]) -> Option<Kind> {
        let known = Kind::of(&self.path, start);
        match self.source {
            Source::Named => known.or_else(|| Kind::of_fragment(start)),
            // In a folder, other files may begin with a tag, too, and lists of this command are no articles.
            Source::Found => known.filter(|kind| *kind != Kind::Html || !contains(start, LIST_GENERATOR)),
        }
    }

    /// The kind of a regular file as one in a folder.
    pub(super) fn kind_in_folder(path: &Path) -> io::Result<Option<Kind>> {
        let file = Self::found(path.to_path_buf(), PathBuf::new());
        Ok(file.start()?.and_then(|(start, _)| file.kind(&start)))
    }

    /// The first bytes of a file, and whether they are all of it; `None` for a stream, which cannot be read twice.
    pub(super) fn start(&self) -> io::Result<Option<(Vec<u8>, bool)>> {
        if self.content.is_some() || self.is_stream() {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(SNIFFED + 1);
        fs::File::open(&self.path)?.take(SNIFFED as u64 + 1).read_to_end(&mut bytes)?;
        let is_whole = bytes.len() <= SNIFFED;
        Ok(Some((bytes, is_whole)))
    }
}

/// The element that identifies the articles of a site of this command.
pub(crate) const GENERATOR: &str = "<meta name=\"generator\" content=\"newsclip\">";

/// The same for pages that are lists.
pub(crate) const LIST_GENERATOR: &str = "<meta name=\"generator\" content=\"newsclip list\">";

/// Whether bytes are a text that is not empty.
fn is_text(start: &[u8]) -> bool {
    let text = newsclip::html::decode(&start[..start.len().min(SNIFFED)], None);
    !text.trim().is_empty() && !text.contains('\0')
}

fn contains(start: &[u8], text: &str) -> bool {
    let start = &start[..start.len().min(SNIFFED)];
    start.windows(text.len()).any(|bytes| bytes == text.as_bytes())
}

fn read_from(
    mut source: impl Read,
    length: u64,
    kind: impl FnOnce(&[u8]) -> Option<Kind>,
) -> io::Result<(Option<Kind>, Vec<u8>)> {
    // One byte more, so that reading detects the end of the file without another allocation.
    let expected = usize::try_from(length.min(LONGEST)).unwrap_or(0) + 1;
    let mut bytes = Vec::with_capacity(expected.min(1 << 20));
    source.by_ref().take(START).read_to_end(&mut bytes)?;
    let kind = kind(&bytes);
    if kind.is_some() && bytes.len() as u64 == START {
        source.take(LONGEST + 1 - START).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "expected at most 256 MiB, found a longer file",
        ));
    }
    Ok((kind, bytes))
}
