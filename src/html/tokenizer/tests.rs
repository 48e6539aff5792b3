//! Tests that this tokenizer follows the specification: html5lib's tests, html5ever as an oracle, and our own cases.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::cell::RefCell;
use std::fs;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State as OracleState};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink as OracleSink, TokenSinkResult, Tokenizer as Oracle, TokenizerOpts,
};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::{AttributeName, Keep, StartTag, State, TagName, TokenSink, normalize_newlines, tokenize_after};
use crate::html::elements::Name;
use crate::html::test_support::{cases, corpus_bodies, files, say, shared, tree_construction_inputs};
use crate::html::texts::{Span, Texts};

/// The part of a token on which both tokenizers must agree. Adjacent characters are joined.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Text(String),
    Start(String, Vec<(String, String)>, bool),
    End(String),
    Comment,
    Doctype,
}

/// Collects tokens, and returns the states of a tree builder.
#[derive(Default)]
struct Collector {
    seen: RefCell<Vec<Seen>>,
    /// Whether raw text elements switch the state of the tokenizer.
    switches: bool,
    /// Whether CDATA sections are markup.
    is_foreign: bool,
}

impl Collector {
    fn add(&self, seen: Seen) {
        self.seen.borrow_mut().push(seen);
    }

    fn add_text(&self, text: &str) {
        let mut seen = self.seen.borrow_mut();
        if let Some(Seen::Text(last)) = seen.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            seen.push(Seen::Text(text.to_string()));
        }
    }

    fn state_after(&self, name: &str) -> State {
        match name {
            _ if !self.switches => State::Data,
            "title" | "textarea" => State::Rcdata,
            "style" | "xmp" | "iframe" => State::Rawtext,
            "script" => State::ScriptData,
            "plaintext" => State::Plaintext,
            _ => State::Data,
        }
    }
}

fn as_specified(name: &str) -> String {
    name.to_ascii_lowercase().replace('\0', "\u{fffd}")
}

fn spelled(tag: TagName, texts: &Texts<'_>) -> String {
    let name = as_specified(texts.get(tag.written));
    assert!(tag.standard == Name::Unknown || tag.standard.row().name == name, "{name}");
    name
}

impl TokenSink for Collector {
    fn start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        let name = spelled(tag.name, texts);
        let attributes = tag.attributes.iter().filter_map(|attribute| {
            let name = match attribute.name {
                AttributeName::Known(name) => name.text().to_string(),
                AttributeName::Other(written) => as_specified(texts.get(written)),
                AttributeName::Element => return None,
            };
            Some((name, texts.get(attribute.value).to_string()))
        });
        self.add(Seen::Start(name.clone(), attributes.collect(), tag.is_self_closing));
        self.state_after(&name)
    }

    fn end_tag(&mut self, name: TagName, texts: &Texts<'_>) {
        self.add(Seen::End(spelled(name, texts)));
    }

    fn text(&mut self, text: Span, texts: &Texts<'_>) {
        assert!(!text.is_empty() && !texts.get(text).contains('\0'), "NUL is a separate token");
        self.add_text(texts.get(text));
    }

    fn null(&mut self, _: &mut Texts<'_>) {
        self.add_text("\0");
    }

    fn comment(&mut self) {
        self.add(Seen::Comment);
    }

    fn doctype(&mut self) {
        self.add(Seen::Doctype);
    }

    fn is_in_foreign_content(&self) -> bool {
        self.is_foreign
    }
}

impl OracleSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.add_text(&text),
            Token::NullCharacterToken => self.add_text("\0"),
            Token::ParseError(_) | Token::EOFToken => {}
            Token::CommentToken(_) => self.add(Seen::Comment),
            Token::DoctypeToken(_) => self.add(Seen::Doctype),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => self.add(Seen::End(tag.name.to_string())),
            Token::TagToken(tag) => {
                let attributes = tag.attrs.iter();
                let attributes = attributes
                    .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
                self.add(Seen::Start(tag.name.to_string(), attributes.collect(), tag.self_closing));
                return match self.state_after(&tag.name) {
                    State::Rcdata => TokenSinkResult::RawData(RawKind::Rcdata),
                    State::Rawtext => TokenSinkResult::RawData(RawKind::Rawtext),
                    State::ScriptData => TokenSinkResult::RawData(RawKind::ScriptData),
                    State::Plaintext => TokenSinkResult::Plaintext,
                    _ => TokenSinkResult::Continue,
                };
            }
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_foreign
    }
}

fn ours(html: &str, state: State, last_start_tag: &str, mut sink: Collector) -> Vec<Seen> {
    tokenize_after(&normalize_newlines(html), state, last_start_tag, Keep::All, &mut sink);
    sink.seen.into_inner()
}

fn oracle(html: &str, state: State, last_start_tag: &str, sink: Collector) -> Vec<Seen> {
    let state = match state {
        State::Data => OracleState::Data,
        State::Rcdata => OracleState::RawData(RawKind::Rcdata),
        State::Rawtext => OracleState::RawData(RawKind::Rawtext),
        State::ScriptData => OracleState::RawData(RawKind::ScriptData),
        State::Plaintext => OracleState::Plaintext,
        State::CdataSection => OracleState::CdataSection,
    };
    let options = TokenizerOpts {
        initial_state: Some(state),
        last_start_tag_name: Some(last_start_tag.to_string()),
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Oracle::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.seen.into_inner()
}

/// Decodes the escapes of a `doubleEscaped` test; `None` for a lone surrogate, which a `str` cannot hold.
fn unescape(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        plain.push_str(&rest[..at]);
        let code = u32::from_str_radix(rest.get(at + 2..at + 6)?, 16).ok()?;
        plain.push(char::from_u32(code)?);
        rest = &rest[at + 6..];
    }
    Some(plain + rest)
}

fn expected(output: &Value, unescape: &dyn Fn(&str) -> Option<String>) -> Option<Vec<Seen>> {
    let collector = Collector::default();
    for token in output.as_array()? {
        let text = |at: usize| token[at].as_str().map(unescape);
        match token[0].as_str()? {
            "Character" => collector.add_text(&text(1)??),
            "StartTag" => {
                let attributes = token[2].as_object()?.iter();
                let attributes =
                    attributes.map(|(name, value)| Some((unescape(name)?, unescape(value.as_str()?)?)));
                let attributes = attributes.collect::<Option<Vec<_>>>()?;
                collector.add(Seen::Start(text(1)??, attributes, token.get(3).is_some()));
            }
            "EndTag" => collector.add(Seen::End(text(1)??)),
            "Comment" => collector.add(Seen::Comment),
            "DOCTYPE" => collector.add(Seen::Doctype),
            other => panic!("unknown token {other}"),
        }
    }
    Some(collector.seen.into_inner())
}

/// Sorts attributes, whose order is not defined in the tests.
fn with_sorted_attributes(mut tokens: Vec<Seen>) -> Vec<Seen> {
    for token in &mut tokens {
        if let Seen::Start(_, attributes, _) = token {
            attributes.sort();
        }
    }
    tokens
}

#[test]
fn html5lib_tests() {
    let Some(folder) = shared("vectors/html5lib/tokenizer") else { return };
    let (mut passed, mut skipped) = (0, Vec::new());
    for file in files(&folder, "test") {
        let tests: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let Some(tests) = tests["tests"].as_array() else {
            // The tests of this file coerce text for XML, which is not tokenization.
            skipped.push(file.file_name().unwrap().to_string_lossy().into_owned());
            continue;
        };
        for test in tests {
            match html5lib_test(test) {
                Some(runs) => passed += runs,
                // A `str` cannot hold a lone surrogate.
                None => skipped.push(test["description"].to_string()),
            }
        }
    }
    say(&format!("html5lib tokenizer tests: {passed} passed, skipped: {skipped:?}"));
    assert!(passed > 6_000 && skipped.len() < 10, "{passed} passed, {} skipped", skipped.len());
}

/// Runs a test from each of its initial states; `None` if a `str` cannot hold it.
fn html5lib_test(test: &Value) -> Option<usize> {
    let is_escaped = test["doubleEscaped"].as_bool().unwrap_or(false);
    let undo = |text: &str| if is_escaped { unescape(text) } else { Some(text.to_string()) };
    let input = undo(test["input"].as_str().unwrap())?;
    let output = with_sorted_attributes(expected(&test["output"], &undo)?);
    let default = [Value::from("Data state")];
    let states = test["initialStates"].as_array().map_or(&default[..], Vec::as_slice);
    for name in states {
        let state = match name.as_str().unwrap() {
            "Data state" => State::Data,
            "PLAINTEXT state" => State::Plaintext,
            "RCDATA state" => State::Rcdata,
            "RAWTEXT state" => State::Rawtext,
            "Script data state" => State::ScriptData,
            "CDATA section state" => State::CdataSection,
            other => panic!("unknown state {other}"),
        };
        let last = test["lastStartTag"].as_str().unwrap_or_default();
        let found = with_sorted_attributes(ours(&input, state, last, Collector::default()));
        assert_eq!(found, output, "{}: {input:?} in {name}", test["description"]);
    }
    Some(states.len())
}

#[test]
fn real_and_awkward_documents_give_the_tokens_of_html5ever() {
    let bodies = corpus_bodies();
    let inputs = tree_construction_inputs();
    let sink = || Collector { switches: true, ..Collector::default() };
    for html in bodies.iter().chain(&inputs) {
        assert_eq!(ours(html, State::Data, "", sink()), oracle(html, State::Data, "", sink()), "{html:?}");
    }
    say(&format!("tokens: {} documents and {} html5lib inputs", bodies.len(), inputs.len()));
}

/// Pieces that make many awkward cases.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "!",
    "?",
    "-",
    "--",
    "--!",
    "=",
    "\"",
    "'",
    "&",
    ";",
    "#",
    "x",
    "a",
    "A",
    "b",
    "1",
    "0",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\u{c}",
    "\0",
    "`",
    "]",
    "]]>",
    "<!",
    "</",
    "<a",
    "<b ",
    "</a>",
    "<A B=c D='e' f=\"g\">",
    "<br/>",
    "<!--",
    "-->",
    "--!>",
    "<!-",
    "->",
    "<?",
    "<!doctype",
    "<!DOCTYPE html",
    "PUBLIC",
    "system",
    " \"p\" 's'",
    "<![CDATA[",
    "<title>",
    "</title>",
    "</TITLE ",
    "<textarea>",
    "</textarea/",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "</scrip",
    "<SCRIPT",
    "script",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "</iframe>",
    "<plaintext>",
    "&amp",
    "&amp;",
    "&AMP",
    "&not",
    "&notit;",
    "&notin;",
    "&#",
    "&#x",
    "&#65",
    "&#x41;",
    "&#0;",
    "&#128;",
    "&#x9f",
    "&#xD800;",
    "&#x110000;",
    "&#99999999999999999999;",
    "&copy=",
    "&copy1",
    "&nGt;",
    "&;",
    "&&",
    "中",
    "文",
    "é",
    "😀",
    "\u{feff}",
    "\u{fffe}",
    "\u{80}",
    "a=a a=b ",
    "=x",
    "/>",
    "<p",
    " hidden",
    "<p a='&amp;&copy",
    "<p a=&lt",
    "<a b=\"&notit;\">",
];

fn soup() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![20 => select(PIECES).prop_map(str::to_string), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]
    #[test]
    fn tokens_equal_those_of_html5ever(
        source in soup(),
        state in select(&[State::Data, State::Data, State::Data, State::Rcdata, State::Rawtext, State::ScriptData, State::Plaintext][..]),
        last in select(&["title", "style", "script", "xmp", "a"][..]),
        is_foreign in any::<bool>(),
    ) {
        let sink = || Collector { switches: true, is_foreign, ..Collector::default() };
        prop_assert_eq!(ours(&source, state, last, sink()), oracle(&source, state, last, sink()), "{:?}", source);
    }
}

/// Of the attributes of a tag, only those that the reader uses are kept, and only the first with each name.
#[test]
fn other_attributes_are_dropped() {
    let mut sink = Collector::default();
    tokenize_after("<a x=1 href=u HREF=v src=w y>", State::Data, "", Keep::Page, &mut sink);
    let attributes = vec![("href".to_string(), "u".to_string())];
    assert_eq!(sink.seen.into_inner(), [Seen::Start("a".to_string(), attributes, false)]);
}

/// Cases that need no external files, one for each family of states.
#[test]
fn a_case_for_each_family_of_states() {
    let text = |text: &str| Seen::Text(text.to_string());
    let start = |name: &str| Seen::Start(name.to_string(), vec![], false);
    let end = |name: &str| Seen::End(name.to_string());
    let cases: Vec<(&str, State, Vec<Seen>)> = vec![
        ("a<b>c</b>&lt;", State::Data, vec![text("a"), start("b"), text("c"), end("b"), text("<")]),
        ("a < b </> </", State::Data, vec![text("a < b  </")]),
        (
            "<!-- a --!><!--><!--->b",
            State::Data,
            vec![Seen::Comment, Seen::Comment, Seen::Comment, text("b")],
        ),
        ("<?php ?></ x>", State::Data, vec![Seen::Comment, Seen::Comment]),
        ("<!DOCTYPE x y>z", State::Data, vec![Seen::Doctype, text("z")]),
        ("a</b></title>", State::Rcdata, vec![text("a</b>"), end("title")]),
        ("&amp;</titlex></TITLE >", State::Rawtext, vec![text("&amp;</titlex>"), end("title")]),
        (
            "<!--<script></title></script>--></title>",
            State::ScriptData,
            vec![text("<!--<script></title></script>-->"), end("title")],
        ),
        // The second `<` is not part of the first name.
        (
            "<!--<a<script></title></script>--></title>",
            State::ScriptData,
            vec![text("<!--<a<script></title></script>-->"), end("title")],
        ),
        ("<!--</title>", State::ScriptData, vec![text("<!--"), end("title")]),
        ("</title>", State::Plaintext, vec![text("</title>")]),
        ("a]]]>b", State::CdataSection, vec![text("a]b")]),
        ("<a", State::Data, vec![]),
        ("&#x80;&#0;&notit;&bogus;", State::Data, vec![text("€\u{fffd}¬it;&bogus;")]),
        ("a\r\nb\rc", State::Data, vec![text("a\nb\nc")]),
    ];
    for (source, state, expected) in cases {
        assert_eq!(ours(source, state, "title", Collector::default()), expected, "{source:?}");
    }
}

#[test]
fn named_references_are_those_of_html5ever() {
    let named = html5ever::data::NAMED_ENTITIES.entries().filter(|(_, characters)| **characters != (0, 0));
    let mut count = 0;
    for (name, &(first, second)) in named {
        let expected: String =
            [first, second].into_iter().filter(|&c| c != 0).filter_map(char::from_u32).collect();
        let found = super::char_ref::decode(name, super::char_ref::Place::Text).unwrap();
        assert_eq!((found.write(&mut [0; 8]), found.length), (&*expected, name.len()), "{name}");
        count += 1;
    }
    assert_eq!(count, 2231);
}
