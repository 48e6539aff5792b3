//! The common part of all writers: outputs, prefixed lines, descriptions of images.

mod description;
mod lines;

use std::{fmt, io};

use crate::document::Document;
use crate::tree::{Block, Inline};

pub(crate) use self::description::{
    description_or_title, distinct_link_title, distinct_title, shown_description, text_after_image,
};
pub(crate) use self::lines::{Lines, Prefix, spaces};

/// The reason why writing cannot fail.
pub(crate) const TO_STRING: &str = "writing to a string does not fail";

/// The rules of an output format.
pub(crate) trait Writer {
    fn document<W: fmt::Write>(&self, document: &Document, out: &mut W) -> fmt::Result;

    fn blocks<W: fmt::Write>(&self, blocks: &[Block], out: &mut W) -> fmt::Result;
}

/// The methods that every writer has.
macro_rules! writer_methods {
    ($writer:ident, $name:literal) => {
        impl $writer {
            /// Writes a document to a string.
            ///
            /// ```
            /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
            #[doc = concat!("assert!(newsclip::", $name, "::new().render(&doc).contains(\"It stopped.\"));")]
            /// # Ok::<(), newsclip::Error>(())
            /// ```
            pub fn render(&self, document: &$crate::document::Document) -> String {
                let mut out = String::with_capacity($crate::writer::capacity(&document.body));
                $crate::writer::Writer::document(self, document, &mut out)
                    .expect($crate::writer::TO_STRING);
                out
            }

            /// Writes blocks, without a header, to a string.
            ///
            /// ```
            /// use newsclip::tree::Block;
            ///
            /// let blocks = [Block::paragraph(vec!["It stopped.".into()])];
            #[doc = concat!("assert!(newsclip::", $name, "::new().render_blocks(&blocks).contains(\"It stopped.\"));")]
            /// ```
            pub fn render_blocks(&self, blocks: &[$crate::tree::Block]) -> String {
                let mut out = String::with_capacity($crate::writer::capacity(blocks));
                $crate::writer::Writer::blocks(self, blocks, &mut out).expect($crate::writer::TO_STRING);
                out
            }

            /// Writes a document to a formatter, or anything else that implements [`fmt::Write`](std::fmt::Write).
            ///
            /// # Errors
            ///
            /// Returns the errors of `out`. There are no others.
            ///
            /// ```
            /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
            /// let mut out = String::new();
            #[doc = concat!("newsclip::", $name, "::new().write(&doc, &mut out).unwrap();")]
            #[doc = concat!("assert_eq!(out, newsclip::", $name, "::new().render(&doc));")]
            /// # Ok::<(), newsclip::Error>(())
            /// ```
            pub fn write(
                &self,
                document: &$crate::document::Document,
                mut out: impl std::fmt::Write,
            ) -> std::fmt::Result {
                $crate::writer::Writer::document(self, document, &mut out)
            }

            /// Writes a document as UTF-8 to a file, or anything else that implements [`io::Write`](std::io::Write). The
            /// writes are small, so wrap `out` in a [`BufWriter`](std::io::BufWriter).
            ///
            /// # Errors
            ///
            /// Returns the errors of `out`. There are no others.
            ///
            /// ```
            /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
            /// let mut out = Vec::new();
            #[doc = concat!("newsclip::", $name, "::new().write_io(&doc, &mut out).unwrap();")]
            #[doc = concat!("assert_eq!(out, newsclip::", $name, "::new().render(&doc).as_bytes());")]
            /// # Ok::<(), newsclip::Error>(())
            /// ```
            pub fn write_io(
                &self,
                document: &$crate::document::Document,
                out: impl std::io::Write,
            ) -> std::io::Result<()> {
                $crate::writer::to_io(out, |out| $crate::writer::Writer::document(self, document, out))
            }
        }
    };
}

pub(crate) use writer_methods;

/// An estimate of the output size of a document. It avoids most reallocations, which took 3 % of the time of writing Markdown,
/// and reserves little more than needed.
pub(crate) fn capacity(blocks: &[Block]) -> usize {
    // Room for a header, and for markup around each text.
    let of_text = |block: &Block| match block {
        Block::Paragraph { content } => match &content[..] {
            [Inline::Text(text)] => text.len() + 16,
            _ => 256,
        },
        _ => 256,
    };
    // Bounded, because a long list of tiny blocks must not reserve memory that it never uses.
    let texts: usize = blocks.iter().take(128).map(of_text).sum();
    256 + texts.min(32 << 10)
}

/// Runs `write` on an adapter from text to bytes.
pub(crate) fn to_io<W: io::Write>(
    out: W,
    write: impl FnOnce(&mut IoAdapter<W>) -> fmt::Result,
) -> io::Result<()> {
    let mut adapter = IoAdapter { out, result: Ok(()) };
    match write(&mut adapter) {
        Ok(()) => Ok(()),
        // `fmt::Error` carries no data, so the adapter holds the real error.
        Err(fmt::Error) => adapter.result.and(Err(io::Error::other("a formatter failed"))),
    }
}

/// Passes text on as bytes, and holds the error that `fmt::Error` cannot carry.
pub(crate) struct IoAdapter<W> {
    out: W,
    result: io::Result<()>,
}

impl<W: io::Write> fmt::Write for IoAdapter<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // Not buffered: callers use `BufWriter` if small writes are expensive.
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.result = Err(error);
            fmt::Error
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_is_near_the_size() {
        let paragraphs = |text: &str, count| vec![Block::paragraph(vec![text.into()]); count];
        assert!((1000..2000).contains(&capacity(&paragraphs(&"a".repeat(1000), 1))));
        assert!((10_000..20_000).contains(&capacity(&paragraphs(&"a".repeat(1000), 10))));
        // A long document does not reserve all of its size.
        assert!(capacity(&paragraphs(&"a".repeat(1000), 10_000)) <= 64 << 10);
        assert!(capacity(&paragraphs("a", 10_000)) <= 64 << 10);
    }
}
