//! Chooses the style of each mark: asterisks, underscores or tildes if CommonMark readers will find the same mark, and an
//! HTML tag otherwise. To find out, it runs the algorithm of CommonMark (appendix, "process emphasis") over the delimiters
//! that would be written.

use std::collections::HashMap;

use super::flanking::{
    Class, flanks, flanks_cjk_friendly, is_cjk, is_contested, is_punctuation, is_settled, is_space,
};
use super::piece::{Token, Tokens};
use super::{Dialect, Highlights, Markdown};

/// A mark that has delimiters in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanKind {
    Strong,
    Emphasis,
    Strikethrough,
    Highlight,
}

/// The style of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Delimiter(char),
    Tag,
}

/// A mark of a line.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) kind: SpanKind,
    pub(super) style: Style,
    /// The delimiter to try if the delimiter of `style` fails.
    pub(super) other: Option<char>,
}

impl Span {
    pub(super) fn new(kind: SpanKind, delimiter: char, other: Option<char>) -> Self {
        Self { kind, style: Style::Delimiter(delimiter), other }
    }

    fn fall_back(&mut self) {
        self.style = self.other.take().map_or(Style::Tag, Style::Delimiter);
    }
}

impl SpanKind {
    pub(super) fn width(self) -> usize {
        match self {
            // GFM, "Strikethrough": two tildes. Not all readers support one.
            Self::Strong | Self::Strikethrough | Self::Highlight => 2,
            Self::Emphasis => 1,
        }
    }

    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "em",
            Self::Strikethrough => "del",
            Self::Highlight => "mark",
        }
    }
}

/// The maximum number of rounds. After them, all spans become tags, so that the time stays linear. No real article needs
/// more than three.
const ROUNDS: usize = 6;

/// A group of readers with the same rules. A span counts as found only if all groups find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// Readers that follow the specification exactly.
    CommonMark,
    /// cmark-gfm and its descendants, which skip tildes when they look for the characters around a run. comrak also skips
    /// equals signs.
    CmarkGfm,
    /// pulldown-cmark, in which two tildes can open before anything but white space. Its table of punctuation is older.
    PulldownCmark,
    /// CJK-friendly readers that count more characters as CJK than others.
    WideCjk,
}

/// The extensions of CommonMark that the intended readers support.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extensions {
    cjk_friendly: bool,
    /// `==` around highlighted text.
    equals: bool,
}

impl Extensions {
    pub(super) fn of(options: &Markdown) -> Self {
        Self {
            cjk_friendly: options.dialect == Dialect::CjkFriendly,
            equals: options.highlights == Highlights::Equals,
        }
    }
}

/// Changes styles until all readers would find all spans that have delimiters. Returns whether it changed any.
pub(super) fn settle(tokens: Tokens<'_>, spans: &mut [Span], extensions: Extensions) -> bool {
    let differ = extensions.equals
        || spans.iter().any(|span| span.kind == SpanKind::Strikethrough)
        || tokens
            .range(0..tokens.len())
            .any(|token| matches!(token, Token::Solid(text) if is_contested(text)));
    // All readers must find a mark, so each family that may differ is simulated.
    let families: &[Family] = match (differ, extensions.cjk_friendly) {
        (false, false) => &[Family::CommonMark],
        (false, true) => &[Family::CommonMark, Family::WideCjk],
        (true, false) => &[Family::CommonMark, Family::CmarkGfm, Family::PulldownCmark],
        (true, true) => &[Family::CommonMark, Family::CmarkGfm, Family::PulldownCmark, Family::WideCjk],
    };
    let is_plain = |&family| Simulation::new(tokens, spans, extensions, family).is_plain();
    // Most lines need no simulation: no run holds delimiters of two spans, and each run flanks as it should.
    if families.iter().all(is_plain) {
        return false;
    }
    for round in 0..ROUNDS {
        let mut found = vec![true; spans.len()];
        for &family in families {
            let simulation = Simulation::new(tokens, spans, extensions, family);
            simulation.find_spans().iter().zip(&mut found).for_each(|(this, all)| *all &= this);
        }
        let is_lost = |span: &Span, found: bool| !found && span.style != Style::Tag;
        let lost: Vec<usize> =
            (0..spans.len()).filter(|&index| is_lost(&spans[index], found[index])).collect();
        if lost.is_empty() {
            return round > 0;
        }
        // Emphasis falls back first. Its other character may make the strong text around it work.
        let emphasis: Vec<usize> =
            lost.iter().copied().filter(|&index| spans[index].kind == SpanKind::Emphasis).collect();
        for index in if emphasis.is_empty() { lost } else { emphasis } {
            spans[index].fall_back();
        }
    }
    // Tags work in all readers and in every context.
    for span in spans {
        span.style = Style::Tag;
    }
    true
}

/// A run of equal delimiters.
#[derive(Clone, Debug)]
struct Run {
    c: char,
    /// The span that each character belongs to, and whether it opens or closes it.
    characters: Vec<(usize, Side)>,
    /// The range of unused delimiters. Openers are used from the end, closers from the start.
    start: usize,
    end: usize,
    can_open: bool,
    can_close: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

impl Run {
    fn left(&self) -> usize {
        self.end - self.start
    }

    /// "Rule of three" (§6.2, rules 9 and 10).
    fn pairs_with(&self, closer: &Run) -> bool {
        if self.c != closer.c || !self.can_open {
            return false;
        }
        // GFM, "Strikethrough": both runs have the same length. Highlights have the same rule.
        if matches!(self.c, '~' | '=') {
            return self.left() == closer.left();
        }
        // §6.2, rules 9 and 10: the original lengths of the runs count, not the lengths that are left.
        let (opening, closing) = (self.characters.len(), closer.characters.len());
        let is_ambiguous = self.can_close || closer.can_open;
        !is_ambiguous
            || !(opening + closing).is_multiple_of(3)
            || (opening.is_multiple_of(3) && closing.is_multiple_of(3))
    }
}

/// Simulates how a family of readers parses a line.
struct Simulation<'a> {
    tokens: Tokens<'a>,
    spans: &'a [Span],
    extensions: Extensions,
    family: Family,
    found: Vec<bool>,
}

impl<'a> Simulation<'a> {
    fn new(tokens: Tokens<'a>, spans: &'a [Span], extensions: Extensions, family: Family) -> Self {
        Self { tokens, spans, extensions, family, found: Vec::new() }
    }

    /// Whether each run belongs to one span, can open only at its start, and can close only at its end. Then readers find
    /// all spans, because spans nest. This test is enough for most lines, and saves 5 % of the time of writing Markdown.
    fn is_plain(&self) -> bool {
        let is_plain = |at: usize| {
            let Some((c, _, side)) = self.delimiter(at) else { return true };
            let next = self.delimiter(at + 1);
            next.is_none_or(|(same, ..)| same != c)
                && self.flanking(c, at, at + 1) == (side == Side::Open, side == Side::Close)
        };
        (0..self.tokens.len()).all(is_plain)
    }

    /// Returns whether each span is found.
    fn find_spans(mut self) -> Vec<bool> {
        self.found = vec![false; self.spans.len()];
        let mut scopes: Vec<Vec<Run>> = vec![Vec::new()];
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            match token {
                // §6.2, rule 17: link text is processed separately, before the text around it.
                Token::LinkOpen => scopes.push(Vec::new()),
                Token::LinkClose => {
                    let runs = scopes.pop().unwrap_or_default();
                    self.process(runs);
                }
                Token::Open(_) | Token::Close(_) => {
                    let (run, next) = self.run(at);
                    if let (Some(run), Some(scope)) = (run, scopes.last_mut()) {
                        scope.push(run);
                    }
                    at = next;
                    continue;
                }
                Token::Solid(_) => {}
            }
            at += 1;
        }
        for runs in scopes {
            self.process(runs);
        }
        self.found
    }

    /// The delimiter character, the span and the side of the token at `at`, if it opens or closes a span with delimiters.
    fn delimiter(&self, at: usize) -> Option<(char, usize, Side)> {
        self.tokens.get(at).and_then(|token| self.delimiter_of(token))
    }

    fn delimiter_of(&self, token: Token<'_>) -> Option<(char, usize, Side)> {
        let (index, side) = match token {
            Token::Open(index) => (index, Side::Open),
            Token::Close(index) => (index, Side::Close),
            Token::Solid(_) | Token::LinkOpen | Token::LinkClose => return None,
        };
        match self.spans[index].style {
            Style::Delimiter(c) => Some((c, index, side)),
            Style::Tag => None,
        }
    }

    /// The run that begins at a token, and the token after it.
    fn run(&self, at: usize) -> (Option<Run>, usize) {
        let Some((c, ..)) = self.delimiter(at) else { return (None, at + 1) };
        let mut characters = Vec::new();
        let mut next = at;
        while let Some((same, index, side)) = self.delimiter(next)
            && same == c
        {
            characters.extend(std::iter::repeat_n((index, side), self.spans[index].kind.width()));
            next += 1;
        }
        let end = characters.len();
        // comrak accepts exactly two equals signs.
        let (can_open, can_close) =
            if c == '=' && end != 2 { (false, false) } else { self.flanking(c, at, next) };
        (Some(Run { c, characters, start: 0, end, can_open, can_close }), next)
    }

    /// Whether the run of tokens `at..next` can open and close (§6.2, rules 1 to 8).
    fn flanking(&self, c: char, at: usize, next: usize) -> (bool, bool) {
        let previous = self.character_before(at);
        let after = self.character_after(next);
        let (before, after) = (self.class(previous), self.class(after));
        let (left, right) = if self.extensions.cjk_friendly {
            (flanks_cjk_friendly(before, after), flanks_cjk_friendly(after, before))
        } else {
            (flanks(before, after), flanks(after, before))
        };
        let is_punctuation = |class| matches!(class, Class::Punctuation | Class::CjkPunctuation);
        match c {
            // §6.2, rules 2, 4, 6 and 8 are stricter for underscores, because of `snake_case`.
            '_' => (left && (!right || is_punctuation(before)), right && (!left || is_punctuation(after))),
            // pulldown-cmark lets a run close after another tilde, such as an escaped one.
            '~' if self.family == Family::PulldownCmark => (after != Class::Space, right || previous == '~'),
            _ => (left, right),
        }
    }

    fn class(&self, c: char) -> Class {
        // In Chinese, most marks are next to ideographs, which need no lookup.
        if matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}') {
            return Class::Cjk;
        }
        // Punctuation that is not in an older table counts as a letter.
        let is_known = self.family != Family::PulldownCmark || is_settled(c);
        let is_cjk = is_cjk(c) || (self.family == Family::WideCjk && c >= '\u{1100}');
        match (is_space(c), is_punctuation(c) && is_known, is_cjk) {
            (true, ..) => Class::Space,
            (_, true, false) => Class::Punctuation,
            (_, true, true) => Class::CjkPunctuation,
            (_, false, true) => Class::Cjk,
            (_, false, false) => Class::Other,
        }
    }

    /// Whether readers skip a character when they look for the character before or after a run.
    fn looks_past(&self, c: char) -> bool {
        self.family == Family::CmarkGfm && (c == '~' || c == '=' && self.extensions.equals)
    }

    /// The character before a token; a space at the start of the line.
    fn character_before(&self, at: usize) -> char {
        for token in self.tokens.range(0..at).rev() {
            let c = match token {
                Token::Solid(text) => {
                    self.without_selector(text).trim_end_matches(|c| self.looks_past(c)).chars().next_back()
                }
                Token::LinkOpen => Some('['),
                Token::LinkClose => Some(')'),
                Token::Open(_) | Token::Close(_) => self.delimiter_character(token, '>'),
            };
            if let Some(c) = c {
                return c;
            }
        }
        ' '
    }

    /// A text without a variation selector at its end. Some CJK-friendly readers look at the character that it belongs to.
    fn without_selector<'t>(&self, text: &'t str) -> &'t str {
        if self.family != Family::WideCjk {
            return text;
        }
        text.strip_suffix(|c| matches!(c, '\u{fe00}'..='\u{fe0e}')).unwrap_or(text)
    }

    /// The character at a token; a space at the end of the line.
    fn character_after(&self, at: usize) -> char {
        for token in self.tokens.range(at..self.tokens.len()) {
            let c = match token {
                Token::Solid(text) => text.trim_start_matches(|c| self.looks_past(c)).chars().next(),
                Token::LinkOpen => Some('['),
                Token::LinkClose => Some(']'),
                Token::Open(_) | Token::Close(_) => self.delimiter_character(token, '<'),
            };
            if let Some(c) = c {
                return c;
            }
        }
        ' '
    }

    /// The character that readers see at a token: the delimiter, or the edge of the tag; `None` if they skip it.
    fn delimiter_character(&self, token: Token<'_>, edge: char) -> Option<char> {
        match self.delimiter_of(token) {
            Some((c, ..)) if self.looks_past(c) => None,
            Some((c, ..)) => Some(c),
            None => Some(edge),
        }
    }

    /// Runs "process emphasis" (CommonMark, appendix).
    fn process(&mut self, mut runs: Vec<Run>) {
        let mut openers: Vec<usize> = Vec::new();
        // The lower bound of the search for each kind of closer (`openers_bottom` in the appendix).
        let mut bottoms: HashMap<(char, bool, usize), usize> = HashMap::new();
        for closer in 0..runs.len() {
            while runs[closer].can_close && runs[closer].left() > 0 {
                let run = &runs[closer];
                let key = (
                    run.c,
                    run.can_open,
                    if matches!(run.c, '~' | '=') { run.left() } else { run.characters.len() % 3 },
                );
                let bottom = bottoms.get(&key).copied().unwrap_or(0);
                let bottom = openers.partition_point(|&opener| opener < bottom);
                let found = (bottom..openers.len()).rev().find(|&at| runs[openers[at]].pairs_with(run));
                let Some(at) = found else {
                    bottoms.insert(key, closer);
                    break;
                };
                // Appendix, "process emphasis": openers between a pair are removed.
                openers.truncate(at + 1);
                self.pair(&mut runs, openers[at], closer);
                if runs[openers[at]].left() == 0 {
                    openers.pop();
                }
            }
            if runs[closer].can_open && runs[closer].left() > 0 {
                openers.push(closer);
            }
        }
    }

    /// Uses the delimiters of a pair, and marks the span as found if both belong to it.
    fn pair(&mut self, runs: &mut [Run], opener: usize, closer: usize) {
        // §6.2, rule 13: strong is preferred if both runs have two characters left.
        let is_double = runs[opener].left() >= 2 && runs[closer].left() >= 2;
        let width = if is_double { 2 } else { 1 };
        runs[opener].end -= width;
        let open = runs[opener].characters[runs[opener].end];
        let open_last = runs[opener].characters[runs[opener].end + width - 1];
        let close = runs[closer].characters[runs[closer].start];
        runs[closer].start += width;
        let close_last = runs[closer].characters[runs[closer].start - 1];
        let (span, _) = open;
        // A pair of delimiters of two spans would be parsed as another tree, so it does not count.
        let is_own = open == (span, Side::Open)
            && open_last == open
            && close == (span, Side::Close)
            && close_last == close
            && self.spans[span].kind.width() == width;
        if is_own {
            self.found[span] = true;
        }
    }
}
