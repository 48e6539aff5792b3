//! Functions over clips.

use datafusion::arrow::datatypes::DataType;
use newsclip::{Clip, Document};

use crate::article::{Article, Field};
use crate::function::{Definition, Row, Second};
use crate::rows::Problem;
use crate::value::{TEXT, time};

/// The fields of `clip_document`. `html` is a separate function, because it is rarely needed together with text and Markdown.
const DOCUMENT: &[&[Field]] = &[Field::HEADER, &[Field::Text, Field::Markdown, Field::Links, Field::Images]];

const INPUT: (&str, &str) = ("clip", "The text of a clip, or its bytes in UTF-8.");

pub(crate) const FUNCTIONS: &[Definition] = &[
    Definition {
        name: "clip_title",
        input: INPUT,
        second: Second::Strict,
        returns: || TEXT,
        read: |row| Ok(header(row)?.title.into()),
        about: "The title of a clip, as plain text. Reads no HTML.",
        example: "> select clip_title(E'[R&amp;D](https://a.example/1)\\n------\\n');\nR&D",
    },
    Definition {
        name: "clip_url",
        input: INPUT,
        second: Second::Strict,
        returns: || TEXT,
        read: |row| Ok(header(row)?.url.as_str().into()),
        about: "The address of a clip's article. Reads no HTML.",
        example: "> select clip_url(E'[Rain](https://a.example/1)\\n------\\n');\nhttps://a.example/1",
    },
    Definition {
        name: "clip_published",
        input: INPUT,
        second: Second::Strict,
        returns: time,
        // The stamp needs no decoding, so no document is made of the header.
        read: |row| Ok(clip(row)?.published().into()),
        about: "The publication time of a clip's article; null if it is unknown. Reads no HTML.",
        example: "> select clip_published(E'<!--1668312901000-->\\n[Rain](https://a.example/1)\\n------\\n');\n\
            2022-11-13T04:15:01Z",
    },
    Definition {
        name: "clip_error",
        input: INPUT,
        // It returns errors, so it has no strict mode.
        second: Second::None,
        returns: || TEXT,
        read: |row| Ok(clip(row).err().map(|problem| problem.to_string()).into()),
        about: "The error if a clip cannot be read; otherwise null. Reads no HTML.",
        example: "> select clip_error('Rain');\nline 1, column 1: expected \"[title](url)\", found \"Rain\"",
    },
    Definition {
        name: "clip_markdown",
        input: INPUT,
        second: Second::Strict,
        returns: || TEXT,
        read: |row| Ok(clip(row)?.document().to_markdown().into()),
        about: "A clip as Markdown, with its metadata as YAML front matter.",
        example: "> select clip_markdown(E'[Rain](https://a.example/1)\\n------\\n\\nIt <b>stopped</b>.');\n\
            ---\ntitle: \"Rain\"\nurl: \"https://a.example/1\"\n---\n\nIt **stopped**.",
    },
    Definition {
        name: "clip_text",
        input: INPUT,
        second: Second::Strict,
        returns: || TEXT,
        read: |row| Ok(clip(row)?.document().to_text().into()),
        about: "A clip as plain text: the title, the address, the article.",
        example: "> select clip_text(E'[Rain](https://a.example/1)\\n------\\n\\nIt <b>stopped</b>.');\n\
            Rain\nhttps://a.example/1\n\nIt stopped.",
    },
    Definition {
        name: "clip_html",
        input: INPUT,
        second: Second::Strict,
        returns: || TEXT,
        read: |row| Ok(clip(row)?.document().to_html().into()),
        about: "The article of a clip as clean HTML without scripts.",
        example: "> select clip_html(E'[Rain](https://a.example/1)\\n------\\n\\n<p onclick=x()>It <b>stopped</b>.');\n\
            <p>It <strong>stopped</strong>.</p>",
    },
    Definition {
        name: "clip_json",
        input: INPUT,
        second: Second::Strict,
        returns: || TEXT,
        read: |row| Ok(clip(row)?.document().to_json().into()),
        about: "A clip as JSON, with its metadata and the article as a tree.",
        example: "> select clip_json(E'[Rain](https://a.example/1)\\n------\\n');\n\
            {\n  \"version\": 1,\n  \"title\": \"Rain\",\n  \"url\": \"https://a.example/1\",\n  \"body\": []\n}",
    },
    Definition {
        name: "clip_document",
        input: INPUT,
        second: Second::Strict,
        returns: document_type,
        read: |row| Ok(Field::record_of(DOCUMENT, &Article::from(clip(row)?.document()))),
        about: "A clip as a struct, read once: title, url, published, updated, authors, tags, language, summary; text and \
            markdown of the article without its header; links and images.",
        example: "> select clip_document(E'[Rain](https://a.example/1)\\n------\\n\\nIt <b>stopped</b>.')['markdown'];\n\
            It **stopped**.",
    },
];

fn document_type() -> DataType {
    Field::record(DOCUMENT)
}

fn clip(row: Row<'_>) -> Result<Clip<'_>, Problem> {
    Ok(Clip::parse(row.cell.text()?)?)
}

/// The metadata in a clip's header, as a document without a body.
fn header(row: Row<'_>) -> Result<Document, Problem> {
    header_of(row.cell.text()?)
}

/// The metadata in a clip's header. No HTML is parsed: the body is the end of the source, so the source without it is a clip
/// with the same header.
pub(crate) fn header_of(source: &str) -> Result<Document, Problem> {
    let body = Clip::parse(source)?.html().len();
    Ok(Clip::parse(&source[..source.len() - body])?.document())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::fs;
    use std::path::Path;

    use super::header_of;

    /// Reading only the header gives the same metadata and errors as reading the whole clip.
    #[test]
    fn headers_are_those_of_whole_clips() {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
        let folders = ["clip", "errors"].map(|folder| fs::read_dir(fixtures.join(folder)).unwrap());
        let paths = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
        let mut clips = 0;
        for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
            let source = fs::read_to_string(&path).unwrap();
            let whole = newsclip::parse(&source).map(|mut document| {
                document.body.clear();
                document
            });
            let header = header_of(&source);
            assert_eq!(
                header.map_err(|problem| problem.to_string()),
                whole.map_err(|error| error.to_string()),
                "{}",
                path.display()
            );
            clips += 1;
        }
        assert!(clips > 20);
    }
}
