//! What Markdown cannot say. `docs/mapping.md` explains each line.

use newsclip::{
    Alignment, Block, Cell, DescriptionItem, Embed, Figure, FigureImage, Image, Inline, Link, LinkTarget,
    List, ListItem, Row, Table, Url, normalize,
};

/// The tree that reading a tree's Markdown should give.
pub fn projection(body: &[Block]) -> Vec<Block> {
    normalize(blocks(body))
}

/// A tree that was read, with its URLs in the form that `projection` gives them.
pub fn with_ascii_urls(body: &[Block]) -> Vec<Block> {
    let mut json = serde_json::to_value(body).unwrap();
    ascii_urls(&mut json);
    serde_json::from_value(json).unwrap()
}

fn ascii_urls(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(object) => {
            // In a cell that is HTML, an image keeps its size; elsewhere it has none.
            object.retain(|key, _| key != "width" && key != "height");
            for (key, value) in object {
                match value {
                    serde_json::Value::String(text) if key == "url" => *text = ascii(text),
                    value => ascii_urls(value),
                }
            }
        }
        serde_json::Value::Array(array) => array.iter_mut().for_each(ascii_urls),
        _ => {}
    }
}

fn blocks(blocks: &[Block]) -> Vec<Block> {
    blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<Block> {
    match block.clone() {
        // A figure's caption is the blocks after it.
        Block::Figure(figure) => {
            let images = figure.images.into_iter().map(figure_image).collect();
            let images = Block::Figure(Figure { images, caption: vec![] });
            std::iter::once(images).chain(blocks(&figure.caption)).collect()
        }
        // An embed is a link with its poster or title.
        Block::Embed(embed) => vec![Block::Paragraph { content: vec![embed_as_link(embed)] }],
        Block::Table(table) => vec![Block::Table(project_table(table))],
        Block::Paragraph { content } => vec![Block::Paragraph { content: inlines(content) }],
        Block::Heading { level, content } => vec![Block::Heading { level, content: inlines(content) }],
        Block::Quote { content } => vec![Block::Quote { content: blocks(&content) }],
        Block::List(List { start, items }) => {
            let items = items.iter().map(|item| ListItem { content: blocks(&item.content) }).collect();
            vec![Block::List(List { start, items })]
        }
        Block::DescriptionList { items } => {
            let project = |item: DescriptionItem| DescriptionItem { content: blocks(&item.content), ..item };
            vec![Block::DescriptionList { items: items.into_iter().map(project).collect() }]
        }
        other => vec![other],
    }
}

/// In a table that GFM can say, the cells of the head are header cells and no others, and a column has one
/// alignment or none.
fn project_table(table: Table) -> Table {
    let Table { caption, head, body } = table;
    let is_gfm = caption.is_empty()
        && head.len() <= 1
        && head.iter().chain(&body).flat_map(|row| &row.cells).all(is_gfm_cell)
        && head
            .iter()
            .chain(&body)
            .all(|row| row.cells.len() == head.iter().chain(&body).next().unwrap().cells.len());
    let columns = head.iter().chain(&body).next().map_or(0, |row| row.cells.len());
    let shared: Vec<Option<Alignment>> = (0..columns)
        .map(|column| {
            let mut cells = head.iter().chain(&body).filter_map(|row| row.cells.get(column));
            let first = cells.next()?.align;
            cells.all(|cell| cell.align == first).then_some(first).flatten()
        })
        .collect();
    let row = |row: Row, header: bool| {
        let cells = row.cells.into_iter().enumerate().map(|(column, cell)| {
            let content = blocks(&cell.content);
            if is_gfm {
                Cell { header, align: shared[column], content, ..cell }
            } else {
                Cell { content, ..cell }
            }
        });
        Row { cells: cells.collect() }
    };
    Table {
        caption: blocks(&caption),
        head: head.into_iter().map(|cells| row(cells, true)).collect(),
        body: body.into_iter().map(|cells| row(cells, false)).collect(),
    }
}

fn is_gfm_cell(cell: &Cell) -> bool {
    let is_line = |block: &Block| match block {
        Block::Paragraph { .. } | Block::Embed(_) => true,
        Block::Figure(figure) => figure.caption.is_empty(),
        _ => false,
    };
    let has_escaped_pipe = |node| match node {
        newsclip::Node::Inline(Inline::Code { text }) => text.contains('\\') && text.contains('|'),
        _ => false,
    };
    (cell.columns, cell.rows) == (1, 1)
        && cell.content.iter().all(is_line)
        && !newsclip::Walk::new(&cell.content).any(has_escaped_pipe)
}

fn inlines(inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> Inline {
    match inline {
        Inline::Strong { content } => Inline::Strong { content: inlines(content) },
        Inline::Emphasis { content } => Inline::Emphasis { content: inlines(content) },
        Inline::Underline { content } => Inline::Underline { content: inlines(content) },
        Inline::Strikethrough { content } => Inline::Strikethrough { content: inlines(content) },
        Inline::Superscript { content } => Inline::Superscript { content: inlines(content) },
        Inline::Subscript { content } => Inline::Subscript { content: inlines(content) },
        Inline::Mark { content } => Inline::Mark { content: inlines(content) },
        Inline::Ruby { base, reading } => Inline::Ruby { base: inlines(base), reading: inlines(reading) },
        Inline::Link(Link { target, content }) => {
            Inline::Link(Link { target: link_target(target), content: inlines(content) })
        }
        Inline::Image(image) => Inline::Image(project_image(image)),
        other => other,
    }
}

/// An image has no size.
fn project_image(image: Image) -> Image {
    Image { url: ascii(&image.url), width: None, height: None, ..image }
}

fn figure_image(image: FigureImage) -> FigureImage {
    FigureImage { image: project_image(image.image), link: image.link.map(link_target) }
}

fn link_target(target: LinkTarget) -> LinkTarget {
    LinkTarget { url: ascii(&target.url), ..target }
}

/// Markdown readers percent-encode what is not ASCII in the URLs that they write as HTML, and some other
/// characters; both sides are compared in the `url` crate's form.
pub fn ascii(url: &str) -> String {
    let Ok(url) = Url::parse(url) else { return url.to_string() };
    let encoded =
        [("%5B", "["), ("%5D", "]"), ("%27", "'"), ("%7B", "{"), ("%7C", "|"), ("%7D", "}"), ("%5E", "^")];
    encoded.iter().fold(url.to_string(), |url, (encoded, plain)| url.replace(encoded, plain))
}

fn embed_as_link(embed: Embed) -> Inline {
    let Embed { url, poster, title, .. } = embed;
    let target = LinkTarget { url: ascii(&url), title: None };
    let content = match poster {
        Some(poster) => Inline::Image(project_image(Image {
            url: poster,
            alt: title.unwrap_or_default(),
            ..Image::default()
        })),
        None => Inline::Text(title.unwrap_or(url)),
    };
    Inline::Link(Link { target, content: vec![content] })
}
