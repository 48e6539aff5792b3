//! Compositions: a head, units that are repeated until the input has the requested size, and a tail.

use std::fmt::Display;

use super::alphabet::{Html, PREFIXES, TEXTS, VALUES, feed_names, json_keys};
use super::random::Random;

/// The reader that a composition is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The body of a clip.
    Html,
    /// The path of a clip's address (the first segment) and its body (the others).
    ClipWithLongUrl,
    Rss,
    Atom,
    JsonFeed,
    /// A page after its first `title`.
    Page,
    /// Any text, for every reader.
    Raw,
}

/// A text and its number of repetitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    pub times: Times,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    Fixed(usize),
    /// As often as fits into its share of the input size.
    Share,
}

/// An input of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    pub format: Format,
    pub segments: Vec<Segment>,
}

/// The maximum size of a segment that does not grow with the input, in bytes.
const MAX_FIXED: usize = 2 << 10;

pub fn fixed(text: impl Into<String>, times: usize) -> Segment {
    let text = text.into();
    let times = times.min(MAX_FIXED / text.len()).max(1);
    Segment { text, times: Times::Fixed(times) }
}

fn attribute(name: impl Display, value: impl Display) -> String {
    format!(" {name}=\"{value}\"")
}

pub fn share(text: impl Into<String>) -> Segment {
    Segment { text: text.into(), times: Times::Share }
}

impl Composition {
    /// An input of about `bytes` bytes.
    pub fn input(&self, bytes: usize) -> String {
        if self.format == Format::ClipWithLongUrl {
            return self.clip_with_long_url(bytes);
        }
        let content = render(&self.segments, bytes);
        match self.format {
            Format::Html | Format::ClipWithLongUrl => {
                format!("[Rain](https://a.example/1)\n------\n\n{content}")
            }
            Format::Rss => format!(
                "<rss {NAMESPACES}><channel><title>Rain</title><link>https://a.example/</link>{content}"
            ),
            Format::Atom => format!(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" {NAMESPACES}><title>Rain</title>{content}"
            ),
            Format::Page => format!("<!DOCTYPE html><title>Rain</title>{content}"),
            Format::Raw => content,
            Format::JsonFeed => {
                format!(
                    "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Rain\",\"items\":[{content}{{}}]}}"
                )
            }
        }
    }

    fn clip_with_long_url(&self, bytes: usize) -> String {
        let (path, body) = self.segments.split_first().expect("the path is the first segment");
        let path = render(std::slice::from_ref(path), bytes / 2);
        format!("[Rain](https://a.example/{path}/1)\n------\n\n{}", render(body, bytes / 2))
    }
}

const NAMESPACES: &str = "xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:atom=\"http://www.w3.org/2005/Atom\"";

fn render(segments: &[Segment], bytes: usize) -> String {
    let taken: usize = segments
        .iter()
        .map(|segment| match segment.times {
            Times::Fixed(times) => segment.text.len() * times,
            Times::Share => 0,
        })
        .sum();
    let shares = segments.iter().filter(|segment| segment.times == Times::Share).count().max(1);
    let each = bytes.saturating_sub(taken) / shares;
    let mut out = String::with_capacity(bytes + 64);
    let mut number = 0;
    for segment in segments {
        match segment.times {
            Times::Fixed(times) => (0..times).for_each(|_| push(&segment.text, &mut number, &mut out)),
            Times::Share => {
                let end = out.len() + each;
                while out.len() < end {
                    push(&segment.text, &mut number, &mut out);
                }
            }
        }
    }
    out
}

fn push(text: &str, number: &mut usize, out: &mut String) {
    *number += 1;
    let mut parts = text.split("{i}");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(&number.to_string());
        out.push_str(part);
    }
}

/// A generator of compositions.
pub struct Composer {
    html: Html,
    feed_names: Vec<String>,
    json_keys: Vec<String>,
}

/// How often a unit of the head is repeated.
const TIMES: [usize; 7] = [1, 1, 1, 2, 18, 60, 130];

impl Composer {
    pub fn new() -> Self {
        Self { html: Html::new(), feed_names: feed_names(), json_keys: json_keys() }
    }

    /// The number of compositions of two elements.
    pub fn pairs(&self) -> usize {
        2 * self.html.elements.len() * self.html.elements.len()
    }

    /// Two start tags, as `(ab)^n` or `a^n b^n`, each followed by a letter for odd numbers.
    pub fn pair(&self, number: usize) -> Composition {
        let count = self.html.elements.len();
        let (a, b) = (&self.html.elements[number / 2 % count].0, &self.html.elements[number / 2 / count].0);
        let letter = if (number / 2).is_multiple_of(3) { "x" } else { "" };
        let segments = if number.is_multiple_of(2) {
            vec![share(format!("<{a}><{b}>{letter}"))]
        } else {
            vec![share(format!("<{a}>")), share(format!("<{b}>{letter}"))]
        };
        Composition { format: Format::Html, segments }
    }

    /// A composition of HTML.
    pub fn html(&self, seed: u64) -> Composition {
        let random = &mut Random::new(seed);
        let mut segments = Vec::new();
        let format = if random.once_in(12) {
            segments.push(share("x"));
            Format::ClipWithLongUrl
        } else {
            Format::Html
        };
        for _ in 0..random.below(3) {
            segments.push(fixed(self.unit(random), *random.pick(&TIMES)));
        }
        if random.once_in(6) {
            self.long_attribute(random, &mut segments);
        }
        for _ in 0..=random.below(2) {
            segments.push(share(self.unit(random)));
        }
        if random.once_in(3) {
            segments.push(fixed(self.unit(random), 1));
        }
        Composition { format, segments }
    }

    /// One to four pieces.
    fn unit(&self, random: &mut Random) -> String {
        let pieces = 1 + random.below(3) + random.below(2);
        (0..pieces).map(|_| self.piece(random)).collect()
    }

    fn piece(&self, random: &mut Random) -> String {
        match random.below(10) {
            0..3 => self.start_tag(random),
            3 | 4 => format!("<{}>", random.pick(&self.html.elements).0),
            5 => format!("</{}>", random.pick(&self.html.elements).0),
            6 => {
                let name = &random.pick(&self.html.elements).0;
                format!("<{name}>{}</{name}>", random.pick(TEXTS))
            }
            _ => (*random.pick(TEXTS)).to_string(),
        }
    }

    /// A start tag with attributes that are read from it.
    fn start_tag(&self, random: &mut Random) -> String {
        let (name, attributes) = random.pick(&self.html.elements);
        let mut tag = format!("<{name}");
        for _ in 0..=random.below(2) {
            let attributes =
                if attributes.is_empty() || random.once_in(8) { &self.html.attributes } else { attributes };
            tag += &attribute(random.pick(attributes), random.pick(VALUES));
        }
        tag + ">"
    }

    /// A start tag with one attribute value that fills its share.
    fn long_attribute(&self, random: &mut Random, segments: &mut Vec<Segment>) {
        let with_attributes: Vec<_> =
            self.html.elements.iter().filter(|(_, attributes)| !attributes.is_empty()).collect();
        let (name, attributes) = random.pick(&with_attributes);
        // The title of a link counts only if there is an address.
        let other = if random.once_in(2) {
            format!(" {}=\"{}\"", random.pick(attributes), random.pick(VALUES))
        } else {
            String::new()
        };
        segments.push(fixed(format!("<{name}{other} {}=\"/", random.pick(attributes)), 1));
        segments.push(share(*random.pick(TEXTS)));
        segments.push(fixed("\">", 1));
    }

    /// A composition of a feed.
    pub fn feed(&self, seed: u64) -> Composition {
        let random = &mut Random::new(seed);
        let format = *random.pick(&[Format::Rss, Format::Atom, Format::JsonFeed]);
        if format == Format::JsonFeed {
            return self.json_feed(random);
        }
        let item = if format == Format::Rss { "item" } else { "entry" };
        let mut segments = Vec::new();
        for _ in 0..random.below(3) {
            segments.push(fixed(self.feed_unit(item, random), *random.pick(&TIMES)));
        }
        if random.once_in(4) {
            segments.push(fixed(
                format!(
                    "<{} {}=\"",
                    random.pick(&self.feed_names),
                    random.pick(&["xml:base", "xmlns:y", "href", "url"])
                ),
                1,
            ));
            segments.push(share(*random.pick(&["x", "/x", "https://a.example/", "&amp;"])));
            segments.push(fixed("\">", 1));
        }
        for _ in 0..=random.below(2) {
            segments.push(share(self.feed_unit(item, random)));
        }
        Composition { format, segments }
    }

    fn feed_unit(&self, item: &str, random: &mut Random) -> String {
        let pieces = 1 + random.below(4);
        let content: String = (0..pieces).map(|_| self.feed_piece(random)).collect();
        match random.below(4) {
            0 => format!("<{item}>{content}</{item}>"),
            1 => format!("<{item}>{content}"),
            _ => content,
        }
    }

    fn feed_piece(&self, random: &mut Random) -> String {
        let name = format!("{}{}", random.pick(&PREFIXES), random.pick(&self.feed_names));
        let mut attributes = String::new();
        for _ in 0..random.below(3) {
            let attribute = if random.once_in(6) { "xml:base" } else { random.pick(&self.feed_names) };
            attributes += &self::attribute(attribute, random.pick(VALUES));
        }
        match random.below(6) {
            0 => format!("<{name}{attributes}/>"),
            1 => format!("<{name}{attributes}>"),
            2 => format!("</{name}>"),
            3 => random.pick(TEXTS).replace('<', "&lt;"),
            4 => format!(
                "<{name}{attributes}>{}</{name}>",
                self.piece(random).replace('&', "&amp;").replace('<', "&lt;")
            ),
            _ => format!("<{name}{attributes}>{}</{name}>", random.pick(VALUES)),
        }
    }

    fn json_feed(&self, random: &mut Random) -> Composition {
        let mut unit = String::from("{");
        for index in 0..=random.below(4) {
            if index > 0 {
                unit.push(',');
            }
            let (key, value) = (random.pick(&self.json_keys), self.json_value(random));
            unit.extend(["\"", key, "\":", &value]);
        }
        let segments = if random.once_in(3) {
            // A single item with a long array.
            let key = random.pick(&self.json_keys);
            vec![
                fixed(format!("{{\"content_html\":\"x\",\"{key}\":["), 1),
                share(unit + "},"),
                fixed("{}]},", 1),
            ]
        } else {
            vec![share(unit + "},")]
        };
        Composition { format: Format::JsonFeed, segments }
    }

    fn json_value(&self, random: &mut Random) -> String {
        let escaped = |text: &str| {
            text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t', '\0', '\u{1}'], " ")
        };
        match random.below(6) {
            0 => "1".to_string(),
            1 => format!("[\"{}\"]", random.pick(VALUES)),
            2 => format!("[{{\"{}\":\"{}\"}}]", random.pick(&self.json_keys), random.pick(VALUES)),
            3 => format!("\"{}\"", escaped(&self.piece(random))),
            4 => format!("{{\"{}\":\"{}\"}}", random.pick(&self.json_keys), random.pick(VALUES)),
            _ => format!("\"{}\"", random.pick(VALUES)),
        }
    }
}
