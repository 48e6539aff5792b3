//! Jekyll front matter, read line by line, because archives hold front matter that is not YAML: `title: "Said "yes""`.

use memchr::memmem;

use crate::scan::fold;

/// The lines between the two `---` lines of a clip.
///
/// ```
/// let source = "---\nlayout: post\nauthor: 'A. Author'\ntags: [ rain, \"sun, wind\" ]\n---\n[Rain](https://a.example/)\n------\n";
/// let clip = newsclip::Clip::parse(source)?;
/// let front_matter = clip.front_matter().unwrap();
/// assert_eq!(front_matter.get("layout"), Some("post"));
/// assert_eq!(front_matter.value("author").as_deref(), Some("A. Author"));
/// assert_eq!(front_matter.values("tags"), ["rain", "sun, wind"]);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// let clip = newsclip::Clip::parse("---\nlayout: post\n---\n[Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter().unwrap().source(), "layout: post\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn source(&self) -> &'a str {
        self.lines
    }

    /// The rest of the first line that begins with the key and a colon, trimmed.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\nlayout:  \"post\"\n---\n[Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter().unwrap().get("layout"), Some("\"post\""));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.find(key).map(|(value, _)| value)
    }

    /// The value of a key, without surrounding quotation marks; `None` if it is empty.
    ///
    /// ```
    /// let clip = newsclip::Clip::parse("---\nauthor: 'A. Author'\n---\n[Rain](https://a.example/)\n------\n")?;
    /// assert_eq!(clip.front_matter().unwrap().value("author").as_deref(), Some("A. Author"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn value(&self, key: &str) -> Option<String> {
        self.get(key).map(scalar).filter(|value| !value.is_empty())
    }

    /// The values of a key: `[ a, "b, c" ]`, or lines `- a` below the key, or a single value.
    ///
    /// ```
    /// let source = "---\ntags:\n  - rain\n  - sun\n---\n[Rain](https://a.example/)\n------\n";
    /// let clip = newsclip::Clip::parse(source)?;
    /// assert_eq!(clip.front_matter().unwrap().values("tags"), ["rain", "sun"]);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn values(&self, key: &str) -> Vec<String> {
        let Some((value, below)) = self.find(key) else { return Vec::new() };
        let values: Vec<String> = if value.is_empty() {
            // YAML allows list items at the same indentation as their key.
            below.lines().map_while(|line| line.trim_start().strip_prefix('-')).map(scalar).collect()
        } else if let Some(list) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
            split_list(list).map(scalar).collect()
        } else {
            vec![scalar(value)]
        };
        values.into_iter().filter(|value| !value.is_empty()).collect()
    }

    /// The value of a key, and all lines below it.
    fn find(&self, key: &str) -> Option<(&'a str, &'a str)> {
        let lines = self.lines;
        let starts_line = |at: usize| at == 0 || lines.as_bytes()[at - 1] == b'\n';
        // Faster than a search line by line, because most keys are absent.
        let mut found = memmem::find_iter(lines.as_bytes(), key);
        let line_and_below = found.find_map(|at| {
            let rest = lines.get(at + key.len()..)?.strip_prefix(':')?;
            starts_line(at).then(|| rest.split_once('\n').unwrap_or((rest, "")))
        });
        line_and_below.map(|(value, below)| (value.trim(), below))
    }
}

/// A value without its quotation marks and with its white space collapsed. Between double quotes, `\"` and `\\` are unescaped;
/// unescaped quotes inside are kept.
fn scalar(value: &str) -> String {
    let value = value.trim();
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let plain = if let Some(inner) = inside('"') {
        unescape(inner)
    } else if let Some(inner) = inside('\'') {
        // Single quotes have no other escape (YAML 1.2 §7.3.2).
        inner.replace("''", "'")
    } else {
        value.to_string()
    };
    fold(&plain)
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        // Other backslashes are kept, because people write paths and formulas in front matter without escaping.
        let escaped = (c == '\\').then(|| characters.next_if(|&next| next == '"' || next == '\\')).flatten();
        plain.push(escaped.unwrap_or(c));
    }
    plain
}

/// The pieces between commas outside quotes. A quote opens only at the start of a piece.
fn split_list(list: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut escaped = false;
    let mut at_start = true;
    list.split(move |c: char| {
        let was_escaped = escaped;
        escaped = c == '\\' && quote == Some('"') && !was_escaped;
        match quote {
            Some(open) if c == open && !was_escaped => quote = None,
            // A quote within a value is an apostrophe: `[ it's late, rain ]`.
            None if at_start && matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        let is_end = c == ',' && quote.is_none();
        at_start = is_end || (at_start && c.is_whitespace());
        is_end
    })
}
