//! The projection of a tree: the part that Markdown can express. `docs/mapping.md` explains each rule.

use newsclip::Url;
use newsclip::normal::normalize;
use newsclip::tree::{
    Alignment, Block, Cell, DescriptionItem, DescriptionKind, Embed, Figure, FigureImage, Image, Inline,
    LinkTarget, Node, NodeMut, Row, Table, Walk, images_mut, walk_mut,
};

/// The tree that the Markdown of a tree expresses.
pub fn projection(body: &[Block]) -> Vec<Block> {
    normalize(blocks(body))
}

/// A tree that was read, with its URLs in the same form as in `projection`.
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
    blocks.iter().cloned().flat_map(block).collect()
}

fn block(mut block: Block) -> Vec<Block> {
    match &mut block {
        // The caption of a figure becomes blocks after it.
        Block::Figure(figure) => {
            let images = figure.images.iter().map(figure_image).collect();
            let images = Block::from(Figure::new(images));
            return std::iter::once(images).chain(blocks(&figure.caption)).collect();
        }
        // An embed becomes a link with its poster or title.
        Block::Embed(embed) => return vec![Block::paragraph(vec![embed_as_link(embed)])],
        Block::Table(table) => {
            let caption = project_table(table);
            return caption.into_iter().chain([block]).collect();
        }
        Block::DescriptionList { items } => return description_list(items),
        // Code without links has no marks.
        Block::Code(code) if Walk::of_inlines(&code.content).links().next().is_none() => {
            code.content = vec![Inline::from(code.text().into_owned())];
        }
        Block::Code(code) => inlines(&mut code.content),
        Block::Paragraph { content } | Block::Heading { content, .. } => inlines(content),
        Block::Quote { content } => *content = blocks(content),
        Block::List(list) => list.items.iter_mut().for_each(|item| {
            item.content = blocks(&item.content);
            item.anchor = None;
            // A check box is in a paragraph.
            let is_text = matches!(item.content.first(), Some(Block::Paragraph { .. } | Block::Figure(_)));
            item.checked = item.checked.filter(|_| is_text);
        }),
        _ => {}
    }
    vec![block]
}

/// Terms and descriptions become the lines of a paragraph if each of them is one line, and separate blocks otherwise.
fn description_list(items: &[DescriptionItem]) -> Vec<Block> {
    let mut projected: Vec<Block> = Vec::new();
    let mut rest = items;
    while !rest.is_empty() {
        let is_term = |item: &DescriptionItem| item.kind == DescriptionKind::Term;
        let terms = rest.iter().take_while(|item| is_term(item)).count();
        let descriptions = rest[terms..].iter().take_while(|item| !is_term(item)).count();
        let (group, others) = rest.split_at(terms + descriptions);
        rest = others;
        let lines: Option<Vec<Vec<Inline>>> = group.iter().map(line).collect();
        match lines {
            Some(lines) if terms > 0 => projected.push(Block::paragraph(lines.join(&Inline::LineBreak))),
            _ => projected.extend(group.iter().flat_map(|item| blocks(&item.content))),
        }
    }
    projected
}

fn line(item: &DescriptionItem) -> Option<Vec<Inline>> {
    match &blocks(&item.content)[..] {
        [Block::Paragraph { content }] if matches!(item.content[..], [Block::Paragraph { .. }]) => {
            Some(content.clone())
        }
        _ => None,
    }
}

/// Replaces cells that span columns by one cell and empty ones, if GFM can express the resulting table.
pub fn with_empty_cells(body: &[Block]) -> Vec<Block> {
    let mut body = body.to_vec();
    walk_mut(&mut body, |node| {
        let NodeMut::Block(Block::Table(table)) = node else { return };
        let width = |row: &Row| row.cells.iter().map(|cell| cell.columns as usize).sum::<usize>();
        let columns = table.rows().next().map_or(0, width);
        let is_flat =
            table.rows().all(|row| width(row) == columns && row.cells.iter().all(|cell| cell.rows == 1));
        if !is_flat || columns > 64 || table.head.len() > 1 {
            return;
        }
        for row in table.head.iter_mut().chain(&mut table.body) {
            let cells = std::mem::take(&mut row.cells);
            row.cells = cells.into_iter().flat_map(spread).collect();
        }
    });
    body
}

fn spread(mut cell: Cell) -> Vec<Cell> {
    let columns = std::mem::replace(&mut cell.columns, 1) as usize;
    let mut empty = Cell::new(Vec::new());
    empty.header = cell.header;
    let mut cells = vec![cell];
    cells.resize(columns, empty);
    cells
}

/// Removes titles that repeat the text of the link or the description of the image. Those of images and of links around them may
/// also be left out if the text repeats them or they are one word.
pub fn without_repeated_titles(body: &[Block]) -> Vec<Block> {
    let text = Walk::new(body).texts().collect::<String>().to_lowercase();
    let mut body = body.to_vec();
    walk_mut(&mut body, |node| match node {
        NodeMut::Inline(Inline::Image(image)) => {
            drop_title_of_image(&mut image.title, &image.alt, &text);
        }
        NodeMut::Inline(Inline::Link(link)) => {
            let shown = shown(&link.content);
            match link.content[..] {
                [Inline::Image(_)] => drop_title_of_image(&mut link.target.title, &shown, &text),
                _ => drop_title(&mut link.target.title, &shown),
            }
        }
        NodeMut::FigureImage(image) => {
            let alt = &image.image.alt;
            if let Some(link) = &mut image.link {
                drop_title_of_image(&mut link.title, alt, &text);
            }
            drop_title_of_image(&mut image.image.title, alt, &text);
        }
        _ => {}
    });
    body
}

fn drop_title_of_image(title: &mut Option<String>, alt: &str, text: &str) {
    title.take_if(|title| may_be_left_out(title, text));
    drop_title(title, alt);
}

/// The text of a line and the descriptions of its images.
fn shown(line: &[Inline]) -> String {
    let text = Walk::of_inlines(line).map(|node| match node {
        Node::Inline(Inline::Text(text) | Inline::Code { text } | Inline::Math { tex: text, .. }) => {
            text.as_str()
        }
        Node::Inline(Inline::Image(image)) => image.alt.as_str(),
        _ => "",
    });
    text.collect()
}

fn drop_title(title: &mut Option<String>, shown: &str) {
    let is_letter = |c: &char| !c.is_whitespace() && *c != '\u{ad}';
    let letters =
        |text: &str| text.chars().filter(is_letter).flat_map(char::to_lowercase).collect::<String>();
    if title.as_deref().is_some_and(|title| letters(title) == letters(shown)) {
        *title = None;
    }
}

/// Removes the descriptions of images that may be left out, because the text repeats them or they are one word.
pub fn without_repeated_descriptions(body: &[Block], text: &str) -> Vec<Block> {
    let mut body = body.to_vec();
    images_mut(&mut body).for_each(|image| {
        if may_be_left_out(&image.alt, text) {
            image.alt.clear();
        }
    });
    body
}

/// Whether a text in lower case repeats a description or title, or it is one word.
fn may_be_left_out(description: &str, text: &str) -> bool {
    let description = description.to_lowercase();
    text.contains(description.trim_end_matches(['.', '。', '…', ' ']))
        || !description.trim().contains(char::is_whitespace)
}

/// In a GFM table, exactly the cells of the head are header cells, and a column has one alignment or none. Returns the caption,
/// which comes before the table.
fn project_table(table: &mut Table) -> Vec<Block> {
    let columns = table.rows().next().map_or(0, |row| row.cells.len());
    let is_gfm = table.head.len() <= 1
        && table.rows().flat_map(|row| &row.cells).all(is_gfm_cell)
        && table.rows().all(|row| row.cells.len() == columns);
    let alignment = |column: usize| {
        let mut cells = table.rows().filter_map(|row| row.cells.get(column));
        let first = cells.next()?.align;
        cells.all(|cell| cell.align == first).then_some(first).flatten()
    };
    let alignments: Vec<Option<Alignment>> = (0..columns).map(alignment).collect();
    let project = |row: &mut Row, header: bool| {
        for (column, cell) in row.cells.iter_mut().enumerate() {
            cell.content = blocks(&cell.content);
            if is_gfm {
                (cell.header, cell.align) = (header, alignments[column]);
            }
        }
    };
    let caption = blocks(&std::mem::take(&mut table.caption));
    table.head.iter_mut().for_each(|row| project(row, true));
    table.body.iter_mut().for_each(|row| project(row, false));
    if is_gfm {
        return caption;
    }
    table.caption = caption;
    Vec::new()
}

fn is_gfm_cell(cell: &Cell) -> bool {
    let is_line = |block: &Block| match block {
        Block::Paragraph { .. } | Block::Embed(_) => true,
        Block::Figure(figure) => figure.caption.is_empty(),
        _ => false,
    };
    let has_escaped_pipe = |node| match node {
        Node::Inline(Inline::Code { text }) => text.contains('\\') && text.contains('|'),
        _ => false,
    };
    (cell.columns, cell.rows) == (1, 1)
        && cell.content.iter().all(is_line)
        && !Walk::new(&cell.content).any(has_escaped_pipe)
}

/// An image has no size, and a formula is its TeX.
fn inlines(content: &mut [Inline]) {
    let mut paragraph = vec![Block::paragraph(content.to_vec())];
    walk_mut(&mut paragraph, |node| match node {
        NodeMut::Inline(Inline::Link(link)) => link.target = link_target(&link.target),
        NodeMut::Inline(Inline::Image(image)) => **image = project_image(image),
        NodeMut::Inline(inline) => formula_as_text(inline),
        _ => {}
    });
    let Block::Paragraph { content: projected } = paragraph.remove(0) else { unreachable!() };
    content.clone_from_slice(&projected);
}

/// The tree with formulas as text.
pub fn without_formulas(body: &[Block]) -> Vec<Block> {
    let mut body = body.to_vec();
    walk_mut(&mut body, |node| {
        if let NodeMut::Inline(inline) = node {
            formula_as_text(inline);
        }
    });
    normalize(body)
}

fn formula_as_text(inline: &mut Inline) {
    if let Inline::Math { tex, .. } = inline {
        *inline = Inline::from(std::mem::take(tex));
    }
}

fn project_image(image: &Image) -> Image {
    let mut image = image.clone();
    (image.url, image.width, image.height) = (ascii(&image.url), None, None);
    image
}

fn figure_image(image: &FigureImage) -> FigureImage {
    let mut projected = FigureImage::new(project_image(&image.image));
    projected.link = image.link.as_ref().map(link_target);
    projected
}

fn link_target(target: &LinkTarget) -> LinkTarget {
    let mut target = target.clone();
    target.url = ascii(&target.url);
    target
}

/// Markdown renderers percent-encode non-ASCII and some other characters in URLs, so both sides are compared in the form of the
/// `url` crate.
pub fn ascii(url: &str) -> String {
    let url = match Url::parse(url) {
        Ok(url) => url.to_string(),
        Err(_) => ascii_relative(url),
    };
    let encoded =
        [("%5B", "["), ("%5D", "]"), ("%27", "'"), ("%7B", "{"), ("%7C", "|"), ("%7D", "}"), ("%5E", "^")];
    encoded.iter().fold(url, |url, (encoded, plain)| url.replace(encoded, plain))
}

fn ascii_relative(url: &str) -> String {
    let base = Url::parse("https://relative.invalid/a/").unwrap();
    let percent_encoded = |c: char| {
        if c.is_ascii() {
            return c.to_string();
        }
        base.join(&c.to_string()).unwrap().path().trim_start_matches("/a/").to_string()
    };
    url.chars().map(percent_encoded).collect()
}

fn embed_as_link(embed: &Embed) -> Inline {
    let content = match &embed.poster {
        Some(poster) => {
            let image = Image::new(poster).with_alt(embed.title.clone().unwrap_or_default());
            project_image(&image).into()
        }
        None => Inline::from(embed.title.as_deref().unwrap_or(&embed.url)),
    };
    Inline::link(ascii(&embed.url), vec![content])
}
