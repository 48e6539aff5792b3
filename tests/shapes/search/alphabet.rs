//! The pieces of shapes: every element and attribute that the library reads, and text of each class.
//!
//! The names come from the library's tables, so a new element is included automatically.

const ELEMENTS: &str = include_str!("../../../src/html/elements/mod.rs");
const ATTRIBUTES: &str = include_str!("../../../src/html/elements/attributes.rs");
const FEED_SOURCES: [&str; 7] = [
    include_str!("../../../src/feed/read/xml/item.rs"),
    include_str!("../../../src/feed/read/xml/head.rs"),
    include_str!("../../../src/feed/read/xml/link.rs"),
    include_str!("../../../src/feed/read/xml/parts.rs"),
    include_str!("../../../src/feed/read/xml/person.rs"),
    include_str!("../../../src/feed/read/xml/source.rs"),
    include_str!("../../../src/feed/read/xml/space.rs"),
];
const JSON_SOURCES: [&str; 2] = [
    include_str!("../../../src/feed/read/json/mod.rs"),
    include_str!("../../../src/feed/read/json/fields.rs"),
];

/// Text of each class that some stage treats differently. `{i}` is a number that differs in each repetition.
pub const TEXTS: &[&str] = &[
    "x",
    "x ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r",
    "\u{a0}",
    "\u{3000}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{1}",
    "\u{fffd}",
    "\u{202e}",
    "e\u{301}",
    "👩‍👩‍👧",
    "中",
    "中。",
    "「中」",
    "中x",
    "word ",
    "longwordlongwordlongwordlongwordlongword",
    "{i} ",
    ".",
    "'",
    "\"",
    "&",
    "&amp;",
    "&lt;",
    "&#1;",
    "&nbsp;",
    "&notit;",
    "<",
    "</",
    "<!",
    "<!-- x -->",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    "*",
    "**",
    "*x",
    "_",
    "_x_",
    "~~",
    "`",
    "`x`",
    "[",
    "]",
    "](",
    "[x]: ",
    "![",
    "|",
    "\\",
    "# ",
    "> ",
    "- ",
    "1. ",
    "```",
    "===",
    "---",
    "+",
    "$",
    "{{",
    "https://a.example/{i} ",
    "www.a.example ",
    "a@b.example ",
];

/// Attribute values of each class.
pub const VALUES: &[&str] = &[
    "",
    "x",
    "{i}",
    "/x",
    "/{i}",
    "https://a.example/x",
    "https://a.example/{i}",
    "//a.example",
    "?x",
    "#x",
    "../x",
    "javascript:x()",
    "mailto:a@b.example",
    "data:image/png;base64,AAAA",
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
    "x.jpg",
    "blank.gif",
    "x.jpg 1x, y.jpg 2x",
    "lazy",
    "language-rust",
    "brush: js",
    "text-align: center",
    "1",
    "2",
    "0",
    "1000",
    "65534",
    "999999999",
    "checkbox",
    "true",
    "application/x-tex",
    "&amp;",
    "&quot;",
    "&#10;",
    "中文",
    "a long title of several words that says little",
];

/// Names of elements that are not in the table.
const OTHER_ELEMENTS: [&str; 2] = ["x-y", "u{i}"];

/// The elements, each with the attributes that are read.
pub struct Html {
    pub elements: Vec<(String, Vec<String>)>,
    pub attributes: Vec<String>,
}

impl Html {
    pub fn new() -> Self {
        let attributes = attribute_names();
        let mut elements = element_rows(&attributes);
        assert!(elements.len() > 100 && attributes.len() > 40, "the tables are read from their source");
        elements.extend(OTHER_ELEMENTS.map(|name| (name.to_string(), Vec::new())));
        Self { elements, attributes: attributes.into_iter().map(|(_, name)| name).collect() }
    }
}

/// The names of attributes in the source code and in HTML.
fn attribute_names() -> Vec<(String, String)> {
    let table = ATTRIBUTES.split("\nattributes! {").nth(1).expect("the table of attributes");
    let rows = table.split("\n}").next().expect("the end of the table").lines();
    rows.filter_map(|row| {
        let (name, text) = row.trim().split_once(" \"")?;
        Some((name.to_string(), text.trim_end_matches('"').to_string()))
    })
    .collect()
}

fn element_rows(attributes: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    let table = ELEMENTS.split("\nelements! {").nth(1).expect("the table of elements");
    let rows = table.split("\n}").next().expect("the end of the table").lines();
    rows.filter_map(|row| {
        let row = row.trim().strip_suffix(';').filter(|row| !row.starts_with("//"))?;
        let name = row.split('"').nth(1)?;
        let set = row.rsplit(',').next()?.trim();
        Some((name.to_string(), attributes_of(set, attributes)))
    })
    .collect()
}

/// The attributes of a set such as `LINK`, and of the sets that it includes.
fn attributes_of(set: &str, names: &[(String, String)]) -> Vec<String> {
    let Some(source) = ELEMENTS.split(&format!("\nconst {set}: AttrSet =")).nth(1) else { return Vec::new() };
    let source = source.split(';').next().unwrap_or_default();
    let own = |(name, text): &(String, String)| {
        let is_named = source
            .split(|c: char| !c.is_alphanumeric() && c != ':')
            .any(|word| word == format!("Attr::{name}"));
        is_named.then(|| text.clone())
    };
    let mut all: Vec<String> = names.iter().filter_map(own).collect();
    if let Some((included, _)) = source.split_once(".union") {
        all.extend(attributes_of(included.trim(), names));
    }
    all
}

/// The names of elements and attributes in feeds, from the string literals of the readers.
pub fn feed_names() -> Vec<String> {
    names(&FEED_SOURCES)
}

/// The keys of JSON Feed that the reader uses.
pub fn json_keys() -> Vec<String> {
    names(&JSON_SOURCES)
}

fn names(sources: &[&str]) -> Vec<String> {
    let is_name = |name: &&str| {
        !name.is_empty()
            && name.len() < 24
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":_-".contains(&byte))
    };
    let literals =
        sources.iter().flat_map(|source| source.lines()).filter(|line| !line.trim().starts_with("//"));
    let mut all: Vec<String> = literals
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(is_name)
        .map(String::from)
        .collect();
    all.sort();
    all.dedup();
    assert!(all.len() > 15, "the names are read from their source");
    all
}

/// Prefixes of elements of feeds, with the namespaces that [`FEED_HEADS`](super::compose) binds them to.
pub const PREFIXES: [&str; 9] = ["", "", "", "media:", "itunes:", "dc:", "content:", "atom:", "x:"];
