//! Proof that this tokenizer does what the specification says: html5lib's tests, html5ever as an oracle, and
//! cases of our own.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::cell::RefCell;
use std::fs;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State as OracleState};
use html5ever::tokenizer::{
    BufferQueue, Doctype, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer as Oracle, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, local_name, ns};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::super::test_support::{cases, corpus_bodies, files, say, shared, tree_construction_inputs};
use super::{State, tokenize, tokenize_after};

/// A token, as far as both tokenizers must agree; neighbouring characters are one.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Text(String),
    Start(String, Vec<(String, String)>, bool, bool),
    End(String),
    Comment(String),
    Doctype(Option<String>, Option<String>, Option<String>, bool),
    Eof,
}

/// Collects tokens, and answers as a tree builder would.
#[derive(Default)]
struct Collector {
    seen: RefCell<Vec<Seen>>,
    /// Whether raw text elements switch the tokenizer's state.
    switches: bool,
    /// Whether CDATA sections are markup.
    is_foreign: bool,
}

impl Collector {
    fn text(&self, text: &str) {
        let mut seen = self.seen.borrow_mut();
        if let Some(Seen::Text(last)) = seen.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            seen.push(Seen::Text(text.to_string()));
        }
    }

    fn answer(&self, name: &LocalName) -> TokenSinkResult<()> {
        if !self.switches {
            return TokenSinkResult::Continue;
        }
        match &**name {
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" | "xmp" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let seen = match token {
            Token::CharacterTokens(text) => {
                assert!(!text.contains('\0'), "the tree builder must not see NUL in text");
                self.text(&text);
                return TokenSinkResult::Continue;
            }
            Token::NullCharacterToken => {
                self.text("\0");
                return TokenSinkResult::Continue;
            }
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let value = |attribute: &html5ever::Attribute| {
                    (attribute.name.local.to_string(), attribute.value.to_string())
                };
                let attributes = tag.attrs.iter().map(value).collect();
                let name = tag.name.to_string();
                self.seen.borrow_mut().push(Seen::Start(
                    name,
                    attributes,
                    tag.self_closing,
                    tag.had_duplicate_attributes,
                ));
                return self.answer(&tag.name);
            }
            Token::TagToken(tag) => Seen::End(tag.name.to_string()),
            Token::CommentToken(text) => Seen::Comment(text.to_string()),
            Token::DoctypeToken(Doctype { name, public_id, system_id, force_quirks }) => {
                let owned = |text: Option<StrTendril>| text.map(|text| text.to_string());
                Seen::Doctype(owned(name), owned(public_id), owned(system_id), force_quirks)
            }
            Token::EOFToken => Seen::Eof,
        };
        self.seen.borrow_mut().push(seen);
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_foreign
    }
}

fn ours(source: &str, state: State, last_start_tag: &str, sink: Collector) -> Vec<Seen> {
    tokenize_after(source, state, last_start_tag, |_, _| true, sink).seen.into_inner()
}

fn oracle<S: TokenSink>(source: &str, state: OracleState, last_start_tag: Option<&str>, sink: S) -> S {
    let options = TokenizerOpts {
        initial_state: Some(state),
        last_start_tag_name: last_start_tag.map(str::to_string),
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Oracle::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(source));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink
}

fn oracle_state(state: State) -> OracleState {
    match state {
        State::Data => OracleState::Data,
        State::Rcdata => OracleState::RawData(RawKind::Rcdata),
        State::Rawtext => OracleState::RawData(RawKind::Rawtext),
        State::ScriptData => OracleState::RawData(RawKind::ScriptData),
        State::Plaintext => OracleState::Plaintext,
        State::CdataSection => OracleState::CdataSection,
    }
}

/// Undoes the escapes of a `doubleEscaped` test; `None` for a lone surrogate, which no `str` can hold.
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
        let owned = |at: usize| token[at].as_str().map(str::to_string);
        let seen = match token[0].as_str()? {
            "Character" => {
                collector.text(&text(1)??);
                continue;
            }
            "StartTag" => {
                let attributes = token[2].as_object()?.iter();
                let attributes =
                    attributes.map(|(name, value)| Some((unescape(name)?, unescape(value.as_str()?)?)));
                let attributes = attributes.collect::<Option<Vec<_>>>()?;
                Seen::Start(text(1)??, attributes, token.get(3).is_some(), false)
            }
            "EndTag" => Seen::End(text(1)??),
            "Comment" => Seen::Comment(text(1)??),
            "DOCTYPE" => {
                let name = match token[1].as_str() {
                    Some(name) => Some(unescape(name)?),
                    None => None,
                };
                Seen::Doctype(name, owned(2), owned(3), !token[4].as_bool()?)
            }
            other => panic!("unknown token {other}"),
        };
        collector.seen.borrow_mut().push(seen);
    }
    collector.seen.borrow_mut().push(Seen::Eof);
    Some(collector.seen.into_inner())
}

/// The order of attributes and whether some were duplicates is not in the tests.
fn comparable(mut tokens: Vec<Seen>) -> Vec<Seen> {
    for token in &mut tokens {
        match token {
            Seen::Start(_, attributes, _, duplicates) => {
                attributes.sort();
                *duplicates = false;
            }
            Seen::Doctype(Some(name), ..) if name.is_empty() => {}
            _ => {}
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
            // Its tests coerce text for XML, which is not tokenization.
            skipped.push(file.file_name().unwrap().to_string_lossy().into_owned());
            continue;
        };
        for test in tests {
            let is_escaped = test["doubleEscaped"].as_bool().unwrap_or(false);
            let undo = |text: &str| if is_escaped { unescape(text) } else { Some(text.to_string()) };
            let description = test["description"].as_str().unwrap();
            let input = undo(test["input"].as_str().unwrap());
            let (Some(input), Some(output)) = (input, expected(&test["output"], &undo)) else {
                // A `str` holds no lone surrogates.
                skipped.push(description.to_string());
                continue;
            };
            let default = [Value::from("Data state")];
            for name in test["initialStates"].as_array().map_or(&default[..], Vec::as_slice) {
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
                let found = ours(&input, state, last, Collector::default());
                assert_eq!(
                    comparable(found),
                    comparable(output.clone()),
                    "{description}: {input:?} in {name}"
                );
                passed += 1;
            }
        }
    }
    say(&format!("html5lib tokenizer tests: {passed} passed, skipped: {skipped:?}"));
    assert!(passed > 6_000 && skipped.len() < 10, "{passed} passed, {} skipped", skipped.len());
}

/// A tree as text, attributes included.
fn dump(node: &Handle, depth: usize, out: &mut String) {
    use std::fmt::Write;
    let indent = " ".repeat(depth);
    let _ = match &node.data {
        NodeData::Document => Ok(()),
        NodeData::Doctype { name, public_id, system_id } => {
            writeln!(out, "{indent}!{name} {public_id} {system_id}")
        }
        NodeData::Text { contents } => writeln!(out, "{indent}{:?}", &**contents.borrow()),
        NodeData::Comment { contents } => writeln!(out, "{indent}<!--{contents}"),
        NodeData::ProcessingInstruction { target, contents } => writeln!(out, "{indent}?{target} {contents}"),
        NodeData::Element { name, attrs, template_contents, .. } => {
            let _ = writeln!(out, "{indent}<{} {}", name.ns, name.local);
            for attribute in attrs.borrow().iter() {
                let _ = writeln!(out, "{indent} @{:?}={:?}", attribute.name, &*attribute.value);
            }
            if let Some(contents) = &*template_contents.borrow() {
                dump(contents, depth + 1, out);
            }
            Ok(())
        }
    };
    for child in node.children.borrow().iter() {
        dump(child, depth + 1, out);
    }
}

fn tree(builder: &TreeBuilder<Handle, RcDom>) -> String {
    let mut out = String::new();
    dump(&builder.sink.document, 0, &mut out);
    out
}

fn builder(context: Option<&str>, scripting_enabled: bool) -> TreeBuilder<Handle, RcDom> {
    let dom = RcDom::default();
    let options = TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() };
    match context {
        None => TreeBuilder::new(dom, options),
        Some(name) => {
            let context = create_element(&dom, QualName::new(None, ns!(html), LocalName::from(name)), vec![]);
            TreeBuilder::new_for_fragment(dom, context, None, options)
        }
    }
}

/// Both tokenizers under html5ever's tree builder.
fn assert_same_tree(html: &str, context: Option<&str>, name: &str) {
    for scripting in [true, false] {
        let state = builder(context, scripting).tokenizer_state_for_context_elem_or_data(context);
        let found = tokenize(html, state, |_, _| true, builder(context, scripting));
        let expected = oracle(html, oracle_state(state), None, builder(context, scripting));
        assert!(tree(&found) == tree(&expected), "{name}: {html:?}");
    }
}

trait ContextState {
    fn tokenizer_state_for_context_elem_or_data(&self, context: Option<&str>) -> State;
}

impl ContextState for TreeBuilder<Handle, RcDom> {
    fn tokenizer_state_for_context_elem_or_data(&self, context: Option<&str>) -> State {
        let Some(_) = context else { return State::Data };
        match self.tokenizer_state_for_context_elem(false) {
            OracleState::RawData(RawKind::Rcdata) => State::Rcdata,
            OracleState::RawData(RawKind::Rawtext) => State::Rawtext,
            OracleState::RawData(_) => State::ScriptData,
            OracleState::Plaintext => State::Plaintext,
            _ => State::Data,
        }
    }
}

#[test]
fn tree_construction_tests_give_the_same_trees() {
    let inputs = tree_construction_inputs();
    for (html, context) in &inputs {
        assert_same_tree(html, context.as_deref(), "tree construction");
    }
    say(&format!("tree construction: {} inputs give the same trees", inputs.len()));
}

#[test]
fn corpus_bodies_give_the_same_trees() {
    let bodies = corpus_bodies();
    for html in &bodies {
        assert_same_tree(html, Some("body"), "corpus");
    }
    say(&format!("corpus: {} bodies give the same trees", bodies.len()));
}

/// Markup that is rich in the awkward.
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
    fn tokens_are_those_of_html5ever(
        source in soup(),
        state in select(&[State::Data, State::Data, State::Data, State::Rcdata, State::Rawtext, State::ScriptData, State::Plaintext][..]),
        last in select(&["title", "style", "script", "xmp", "a"][..]),
        is_foreign in any::<bool>(),
    ) {
        let sink = || Collector { switches: true, is_foreign, ..Collector::default() };
        let found = ours(&source, state, last, sink());
        let expected = oracle(&source, oracle_state(state), Some(last), sink()).seen.into_inner();
        prop_assert_eq!(found, expected, "{:?}", source);
    }
}

#[test]
fn attributes_that_nobody_reads_are_dropped_but_checked() {
    let sink =
        tokenize("<a x=1 href=u HREF=v y>", State::Data, |_, name| name == "href", Collector::default());
    let attributes = vec![("href".to_string(), "u".to_string())];
    assert_eq!(sink.seen.into_inner(), [Seen::Start("a".to_string(), attributes, false, true), Seen::Eof]);
}

/// Cases that hold without `../shared`: one for each family of states.
#[test]
fn a_case_for_each_family_of_states() {
    let text = |text: &str| Seen::Text(text.to_string());
    let start = |name: &str| Seen::Start(name.to_string(), vec![], false, false);
    let end = |name: &str| Seen::End(name.to_string());
    let comment = |text: &str| Seen::Comment(text.to_string());
    let quirky = Seen::Doctype(Some("x".to_string()), None, None, true);
    let cases: Vec<(&str, State, Vec<Seen>)> = vec![
        ("a<b>c</b>&lt;", State::Data, vec![text("a"), start("b"), text("c"), end("b"), text("<")]),
        ("a < b </> </", State::Data, vec![text("a < b  </")]),
        ("<!-- a --!><!--><!--->b", State::Data, vec![comment(" a "), comment(""), comment(""), text("b")]),
        ("<?php ?></ x>", State::Data, vec![comment("?php ?"), comment(" x")]),
        ("<!DOCTYPE x y>z", State::Data, vec![quirky, text("z")]),
        ("a</b></title>", State::Rcdata, vec![text("a</b>"), end("title")]),
        ("&amp;</titlex></TITLE >", State::Rawtext, vec![text("&amp;</titlex>"), end("title")]),
        (
            "<!--<script></title></script>--></title>",
            State::ScriptData,
            vec![text("<!--<script></title></script>-->"), end("title")],
        ),
        ("<!--</title>", State::ScriptData, vec![text("<!--"), end("title")]),
        ("</title>", State::Plaintext, vec![text("</title>")]),
        ("a]]]>b", State::CdataSection, vec![text("a]b")]),
        ("<a", State::Data, vec![]),
        ("&#x80;&#0;&notit;&bogus;", State::Data, vec![text("€\u{fffd}¬it;&bogus;")]),
        ("a\r\nb\rc", State::Data, vec![text("a\nb\nc")]),
    ];
    for (source, state, mut expected) in cases {
        expected.push(Seen::Eof);
        assert_eq!(ours(source, state, "title", Collector::default()), expected, "{source:?}");
    }
    let _ = local_name!("p");
}
