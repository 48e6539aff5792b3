//! Jekyll front matter, read line by line, because what archives hold is not always YAML:
//! `title: "Said "yes""` is common.

use crate::Timestamp;

/// The lines between the two `---` lines of a clip.
///
/// ```
/// let source = "---\ntitle: \"甲\"\nauthor: 某报\ntags: [ 天气, 上海 ]\n---\n[甲](https://a.example/)\n------\n";
/// let clip = newsclip::Clip::parse(source)?;
/// let front_matter = clip.front_matter.unwrap();
/// assert_eq!(front_matter.get("title"), Some("\"甲\""));
/// assert_eq!(front_matter.author().as_deref(), Some("某报"));
/// assert_eq!(front_matter.tags(), ["天气", "上海"]);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    lines: &'a str,
}

impl<'a> FrontMatter<'a> {
    pub(super) fn new(lines: &'a str) -> Self {
        Self { lines }
    }

    /// The source between the fences.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\nlayout: post\n---\n[甲](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter.unwrap().source(), "layout: post\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn source(&self) -> &'a str {
        self.lines
    }

    /// The rest of the first line that begins with this key and a colon, without the spaces around it.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\nlayout:  post\n---\n[甲](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter.unwrap().get("layout"), Some("post"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.find(key).map(|(value, _)| value)
    }

    /// The author; `None` if the value is empty.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\nauthor: '某 报'\n---\n[甲](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter.unwrap().author().as_deref(), Some("某 报"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn author(&self) -> Option<String> {
        self.get("author").map(scalar).filter(|author| !author.is_empty())
    }

    /// The tags: `[ a, "b, c" ]`, or lines `- a` below the key, or a single value.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\ntags:\n  - 天气\n  - 上海\n---\n[甲](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter.unwrap().tags(), ["天气", "上海"]);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn tags(&self) -> Vec<String> {
        let Some((value, below)) = self.find("tags") else { return Vec::new() };
        let tags: Vec<String> = if value.is_empty() {
            below.lines().map_while(|line| line.trim_start().strip_prefix('-')).map(scalar).collect()
        } else if let Some(list) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
            split_list(list).map(scalar).collect()
        } else {
            vec![scalar(value)]
        };
        tags.into_iter().filter(|tag| !tag.is_empty()).collect()
    }

    /// The date, if it is an RFC 3339 time.
    pub(super) fn date(&self) -> Option<Timestamp> {
        Timestamp::from_rfc3339(&scalar(self.get("date")?))
    }

    /// The value of a key, and all lines below it.
    fn find(&self, key: &str) -> Option<(&'a str, &'a str)> {
        let mut rest = self.lines;
        while !rest.is_empty() {
            let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
            if let Some(value) = line.strip_prefix(key).and_then(|line| line.strip_prefix(':')) {
                return Some((value.trim(), below));
            }
            rest = below;
        }
        None
    }
}

/// A value without its quotation marks and with its white space folded. Between double quotes,
/// `\"` and `\\` are undone; quotes that nobody escaped stay.
fn scalar(value: &str) -> String {
    let value = value.trim();
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let plain = if let Some(inner) = inside('"') {
        unescape(inner)
    } else if let Some(inner) = inside('\'') {
        inner.replace("''", "'")
    } else {
        value.to_string()
    };
    crate::normal::fold(&plain)
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let escaped = (c == '\\').then(|| characters.next_if(|&next| next == '"' || next == '\\')).flatten();
        plain.push(escaped.unwrap_or(c));
    }
    plain
}

/// The pieces between commas that do not stand in quotes; a quote opens at the start of a piece only.
fn split_list(list: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut escaped = false;
    let mut at_start = true;
    list.split(move |c: char| {
        let was_escaped = escaped;
        escaped = c == '\\' && quote == Some('"') && !was_escaped;
        match quote {
            Some(open) if c == open && !was_escaped => quote = None,
            None if at_start && matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        let is_end = c == ',' && quote.is_none();
        at_start = is_end || (at_start && c.is_whitespace());
        is_end
    })
}
