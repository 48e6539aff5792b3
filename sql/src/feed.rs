//! Functions over feeds.

use datafusion::arrow::datatypes::DataType;
use newsclip::feed::{Enclosure, Item, Outcome, Person, Reader, Tag};
use newsclip::{Html, Markdown, Text, Url};

use crate::function::{Definition, Row, Second};
use crate::rows::{Cell, Problem};
use crate::value::{TEXT, Value, list, record, time};

pub(crate) const FUNCTIONS: &[Definition] = &[Definition {
    name: "feed_items",
    input: ("feed", "RSS, Atom, CDF or JSON Feed: its text, or its bytes in the encoding that they name."),
    second: Second::Strict,
    returns: items_type,
    read: |row| Ok(Value::List(read(row)?.feed.items.iter().map(item).collect())),
    about: "The items of a feed as a list of structs, for unnest: id, url, external_url, title, published, updated, authors, \
        tags, language, summary as plain text, html and markdown of the content, image, enclosures.",
    example: "> select unnest(feed_items('<rss><channel><item><title>Rain</title></item></channel></rss>'))['title'];\nRain",
}];

fn items_type() -> DataType {
    let enclosure =
        [("url", TEXT), ("media_type", TEXT), ("length", DataType::Int64), ("seconds", DataType::Int64)];
    list(record([
        ("id", TEXT),
        ("url", TEXT),
        ("external_url", TEXT),
        ("title", TEXT),
        ("published", time()),
        ("updated", time()),
        ("authors", list(TEXT)),
        ("tags", list(TEXT)),
        ("language", TEXT),
        ("summary", TEXT),
        ("html", TEXT),
        ("markdown", TEXT),
        ("image", TEXT),
        ("enclosures", list(record(enclosure))),
    ]))
}

fn read(row: Row<'_>) -> Result<Outcome, Problem> {
    // The feed reader decodes the bytes, because the declaration and the byte order mark define the encoding (RFC 7303 §3).
    Ok(match row.cell {
        Cell::Text(text) => Reader::new().read(text)?,
        Cell::Bytes(bytes) => Reader::new().read_bytes(bytes)?,
    })
}

/// In the order of [`items_type`].
fn item(item: &Item) -> Value {
    Value::Struct(vec![
        item.id.as_deref().into(),
        url(item.url.as_ref()),
        url(item.external_url.as_ref()),
        item.title.as_str().into(),
        item.published.into(),
        item.updated.into(),
        Value::texts(item.authors.iter().map(Person::label)),
        Value::texts(item.tags.iter().map(Tag::text)),
        item.language.as_deref().into(),
        // Null instead of an empty text, so that `coalesce` works: many items have only one of the two.
        (!item.summary.is_empty()).then(|| Text::new().render_blocks(&item.summary)).into(),
        (!item.content.is_empty()).then(|| Html::new().render_blocks(&item.content)).into(),
        (!item.content.is_empty()).then(|| Markdown::new().render_blocks(&item.content)).into(),
        url(item.image.as_ref()),
        Value::List(item.enclosures.iter().map(enclosure).collect()),
    ])
}

fn enclosure(file: &Enclosure) -> Value {
    Value::Struct(vec![
        url(Some(&file.url)),
        file.media_type.as_deref().into(),
        number(file.length),
        number(file.duration.map(|duration| duration.as_secs())),
    ])
}

fn url(url: Option<&Url>) -> Value {
    url.map(Url::as_str).into()
}

/// SQL has no unsigned numbers, and a length of 2^63 bytes is not plausible.
fn number(number: Option<u64>) -> Value {
    number.and_then(|number| i64::try_from(number).ok()).map_or(Value::Null, Value::Number)
}
