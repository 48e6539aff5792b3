//! Functions over web pages.

use datafusion::arrow::datatypes::DataType;
use newsclip::html::{Page, Reader};
use newsclip::{Markdown, Text, Url};

use crate::article::{Article, Field};
use crate::function::{Definition, Row, Second};
use crate::rows::{Cell, Problem};
use crate::value::TEXT;

// Two functions, because all fields come from one parse, but texts make up most of the output.
const METADATA: &[&[Field]] = &[Field::HEADER, &[Field::SiteName, Field::Image]];
const DOCUMENT: &[&[Field]] = &[
    Field::HEADER,
    &[Field::SiteName, Field::Image, Field::Text, Field::Markdown, Field::Links, Field::Images],
];

const INPUT: (&str, &str) =
    ("html", "A page or a fragment: its text, or its bytes in any encoding of the web.");

pub(crate) const FUNCTIONS: &[Definition] = &[
    Definition {
        name: "html_markdown",
        input: INPUT,
        second: Second::Base,
        returns: || TEXT,
        read: |row| Ok(Markdown::new().render_blocks(&page(row)?.body).into()),
        about: "HTML as Markdown.",
        example: "> select html_markdown('<p>See <a href=/2>the next</a>.', 'https://a.example/1');\n\
            See [the next](https://a.example/2).",
    },
    Definition {
        name: "html_text",
        input: INPUT,
        second: Second::Base,
        returns: || TEXT,
        read: |row| Ok(Text::new().render_blocks(&page(row)?.body).into()),
        about: "HTML as plain text.",
        example: "> select html_text('<h1>Rain</h1><p>It <b>stopped</b>.');\nRain\n\nIt stopped.",
    },
    Definition {
        name: "html_metadata",
        input: INPUT,
        second: Second::Base,
        returns: || Field::record(METADATA),
        read: |row| Ok(Field::record_of(METADATA, &Article::from(page(row)?))),
        about: "The metadata of a page, from meta elements, JSON-LD and microdata, as a struct: title, url, \
            published, updated, authors, tags, language, summary, site_name, image.",
        example: "> select html_metadata('<html lang=en><title>Rain</title>')['language'];\nen",
    },
    Definition {
        name: "html_document",
        input: INPUT,
        second: Second::Base,
        returns: document_type,
        read: |row| Ok(Field::record_of(DOCUMENT, &Article::from(page(row)?))),
        about: "A page as a struct, read once: the fields of html_metadata, and text, markdown, links and images.",
        example: "> select html_document('<title>Rain</title><p>It <b>stopped</b>.')['markdown'];\nIt **stopped**.",
    },
];

fn document_type() -> DataType {
    Field::record(DOCUMENT)
}

/// Every text is valid HTML, and every byte string can be decoded, so only the base can be invalid.
fn page(row: Row<'_>) -> Result<Page, Problem> {
    let html = row.cell.page();
    let base = match row.base.map(base).transpose() {
        Err(problem) if row.strict => return Err(problem),
        // With an invalid base, only the relative URLs are lost, not the page.
        base => base.ok().flatten(),
    };
    let reader = base.as_ref().map_or_else(Reader::new, |base| Reader::new().base(base));
    Ok(reader.read(&html))
}

fn base(cell: Cell<'_>) -> Result<Url, Problem> {
    let text = cell.text()?;
    Url::parse(text).map_err(|_| Problem::Base(text.chars().take(80).collect()))
}
