//! The language of code, in the many forms that pages use.
//!
//! ```html
//! <pre><code class="language-rust">                      HTML §4.5.15, Prism, highlight.js
//! <pre class="lang-rust prettyprint">                    Prettify
//! <pre class="brush: rust; toolbar: false">              SyntaxHighlighter
//! <pre class="brush: rust notranslate">                  MDN
//! <pre class="sourceCode rust">                          Pandoc
//! <code class="hljs rust">                               highlight.js before version 11
//! <pre lang="rust"> <code data-lang="rust">              GitHub, Hugo and others
//! <div class="highlight highlight-source-rust"><pre>     GitHub
//! <div class="language-rust highlighter-rouge"><pre>     Jekyll
//! <pre class="highlight rust">                           Rouge
//! <figure class="highlight rust"><table>                 Hexo
//! <div class="highlight-rust notranslate">               Sphinx
//! <div class="mw-highlight mw-highlight-lang-rust">      MediaWiki
//! <div class="rust source-rust"><pre class="de1">        GeSHi
//! <pre class="rust"> <pre><code class="rust">            Qt, rustdoc, WP-Syntax, early highlight.js
//! ```

use super::{ElementData, Facts, NodeId, Reading};
use crate::html::elements::{Attr, Name};
use crate::normal::language;

/// Attributes whose value is the name of a language.
const NAMED: [Attr; 3] = [Attr::DataLang, Attr::DataLanguage, Attr::DataCodeLanguage];

/// The maximum number of levels between code and an element that names its language, without the parts of tables.
const MAX_LEVELS: usize = 4;

/// The maximum length of an attribute that is read for each element inside. Each `pre` and table reads the classes around it
/// again, so without a limit, a long class would take quadratic time.
const MAX_ATTRIBUTE: usize = 512;

/// The names of fewer than three letters in `lang` that mean a programming language. Other short names are human languages.
const SHORT_NAMES: [&str; 14] =
    ["c", "r", "d", "js", "ts", "go", "sh", "py", "rb", "rs", "cs", "kt", "vb", "md"];

/// The names that a class may have without a prefix. Names that also describe a style, such as `basic`, are not among them.
const KNOWN: [&str; 70] = [
    "actionscript",
    "applescript",
    "asm",
    "awk",
    "bash",
    "clojure",
    "cmake",
    "coffeescript",
    "cpp",
    "csharp",
    "css",
    "dart",
    "diff",
    "dockerfile",
    "elixir",
    "elm",
    "erlang",
    "fortran",
    "fsharp",
    "glsl",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "haskell",
    "html",
    "ini",
    "java",
    "javascript",
    "json",
    "jsx",
    "julia",
    "kotlin",
    "latex",
    "lisp",
    "lua",
    "makefile",
    "markdown",
    "matlab",
    "nginx",
    "objc",
    "objectivec",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "powershell",
    "prolog",
    "protobuf",
    "python",
    "qml",
    "ruby",
    "rust",
    "sass",
    "scala",
    "scheme",
    "scss",
    "shell",
    "sql",
    "swift",
    "tcl",
    "toml",
    "tsx",
    "typescript",
    "vbnet",
    "verilog",
    "vhdl",
    "vim",
    "xml",
    "yaml",
];

/// Classes that are followed by a class with the name of the language.
const MARKERS: [&str; 2] = ["sourceCode", "hljs"];

impl Reading<'_> {
    /// The language of a `pre`, named by the `code` in it, by the `pre` itself, or by an element around it.
    pub(super) fn language(&self, id: NodeId, element: ElementData) -> Option<String> {
        // Only the first visible element. A later `code` is a part of the text.
        let mut visible = self.arena.children(id).filter(|&child| self.facts(child).any(Facts::VISIBLE));
        let inner = visible.find_map(|child| self.arena.element(child));
        let inner = inner.filter(|inner| inner.html_name() == Name::Code);
        let own = inner.into_iter().chain([element]).find_map(|element| self.named_language(element));
        own.or_else(|| self.language_around(id))
    }

    /// The language that an element around a `pre` names.
    fn language_around(&self, id: NodeId) -> Option<String> {
        // Code with line numbers is often in a table.
        let is_table_part = |&ancestor: &NodeId| {
            let name = self.arena.name(ancestor);
            name.holds_table_parts() || name.is_cell()
        };
        let around = self.arena.ancestors(id).filter(|ancestor| !is_table_part(ancestor)).take(MAX_LEVELS);
        let mut inner_class = None;
        around.filter_map(|ancestor| self.arena.element(ancestor)).find_map(|element| {
            let class = self.short_attribute(element, Attr::Class).unwrap_or_default();
            let inner_class = inner_class.replace(class);
            let prefixed = || of_class_around(class, inner_class);
            match element.html_name() {
                Name::Div if inner_class == Some("highlight") => prefixed().or_else(|| of_sphinx(class)),
                Name::Div => prefixed().or_else(|| of_geshi(class)),
                Name::Figure => prefixed().or_else(|| of_highlight(class)),
                // Rouge puts the table with line numbers into `code`.
                Name::Code => self.named_language(element),
                _ => None,
            }
        })
    }

    fn named_language(&self, element: ElementData) -> Option<String> {
        let class = self.short_attribute(element, Attr::Class).unwrap_or_default();
        let named = || NAMED.iter().find_map(|&name| language(self.short_attribute(element, name)?.trim()));
        let lang = || self.short_attribute(element, Attr::Lang).and_then(of_lang);
        // `lang` comes last, because it usually names a human language.
        of_prefixed_class(class).or_else(named).or_else(|| of_other_class(class)).or_else(lang)
    }

    /// The value of an attribute, unless it is too long to be read for each element inside.
    pub(super) fn short_attribute(&self, element: ElementData, name: Attr) -> Option<&str> {
        self.attribute(element, name).filter(|value| value.len() <= MAX_ATTRIBUTE)
    }
}

/// Prefixes of classes with a programming language.
const PREFIXES: [&str; 2] = ["highlight-source-", "mw-highlight-lang-"];
/// Prefixes that sites with several human languages use, too, as in `lang-en` and `language-switcher`.
const GENERAL_PREFIXES: [&str; 2] = ["language-", "lang-"];

fn of_prefixed_class(class: &str) -> Option<String> {
    prefixed(class, &PREFIXES).chain(prefixed(class, &GENERAL_PREFIXES)).find_map(language)
}

/// The language in the class of an element around code. `inner` is the class of the element between them, if there is one.
fn of_class_around(class: &str, inner: Option<&str>) -> Option<String> {
    let highlights = |class: &str| {
        class.split_ascii_whitespace().any(|class| class == "highlight" || class.starts_with("highlighter-"))
    };
    let is_of_code = |name: &str| {
        KNOWN.contains(&name)
            || highlights(class)
            || inner.map_or_else(|| !is_human_language(name), highlights)
    };
    let general = || prefixed(class, &GENERAL_PREFIXES).filter(|&name| is_of_code(name));
    prefixed(class, &PREFIXES).chain(general()).find_map(language)
}

/// The parts of classes after one of these prefixes.
fn prefixed<'a>(class: &'a str, prefixes: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let classes = class.split_ascii_whitespace();
    classes.filter_map(|class| prefixes.iter().find_map(|prefix| class.strip_prefix(prefix)))
}

/// Whether a name looks like that of a human language, such as `en` and `zh-CN` (BCP 47).
fn is_human_language(name: &str) -> bool {
    let mut parts = name.split(['-', '_']);
    let is_first = parts.next().is_some_and(|first| first.len() == 2);
    is_first && parts.all(|part| part.len() <= 4) && !SHORT_NAMES.contains(&name)
}

fn of_other_class(class: &str) -> Option<String> {
    if let Some((_, brush)) = class.split_once("brush:") {
        return language(brush.split([';', ' ']).find(|name| !name.is_empty())?);
    }
    if let Some(name) = of_highlight(class) {
        return Some(name);
    }
    let from_marker = class.split_ascii_whitespace().skip_while(|class| !MARKERS.contains(class));
    // Highlight.js writes its own name after a class that is only the name of a language.
    from_marker.skip(1).find_map(language).or_else(|| of_bare_class(class))
}

/// A class that is only the name of a language. The names of fewer than three letters could be anything beside other classes.
fn of_bare_class(class: &str) -> Option<String> {
    let mut classes = class.split_ascii_whitespace();
    let name = classes.next()?;
    let is_only = classes.all(|class| MARKERS.contains(&class));
    let is_name = KNOWN.contains(&name) || (is_only && SHORT_NAMES.contains(&name));
    if is_name { language(name) } else { None }
}

/// The language in `rust source-rust`.
fn of_geshi(class: &str) -> Option<String> {
    let mut classes = class.split_ascii_whitespace();
    let name = classes.find_map(|class| class.strip_prefix("source-"))?;
    class.split_ascii_whitespace().find(|&class| class == name).and_then(language)
}

/// The language in `highlight rust`. With more classes, the second one is usually not a language.
fn of_highlight(class: &str) -> Option<String> {
    language(class.strip_prefix("highlight ")?)
}

/// The language in `highlight-rust notranslate`, which Sphinx puts around `highlight`. Its name for no language is `none`,
/// and `default` is any language.
fn of_sphinx(class: &str) -> Option<String> {
    let name = class.trim_end_matches(" notranslate").strip_prefix("highlight-")?;
    language(name).filter(|name| !matches!(name.as_str(), "default" | "none"))
}

/// `lang` names a human language (HTML §3.2.6.2), except where it is misused.
fn of_lang(lang: &str) -> Option<String> {
    // Codes of human languages have two or three letters (ISO 639) or a hyphen (BCP 47).
    let is_programming = SHORT_NAMES.contains(&lang) || (lang.len() > 3 && !lang.contains('-'));
    if is_programming { language(lang) } else { None }
}
