//! Tests that the trees are those of html5ever, or of the specification where html5ever differs from it.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod random;

use std::fmt::Write;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData as RcNodeData, RcDom};

use super::arena;
use crate::html::arena::{Arena, Namespace, NodeData, NodeId};
use crate::html::elements::{Attr, Name, Rule, has_normal_weight, is_microformat, is_property, may_be_time};
use crate::html::note::Notes;
use crate::html::test_support::{corpus_bodies, corpus_pages, say, tree_construction_inputs};
use crate::html::tokenizer::{AttributeName, Keep, normalize_newlines};

/// A tree as text. Adjacent texts are joined.
fn outline(arena: &Arena<'_>) -> String {
    let mut out = String::new();
    outline_of(arena, Arena::DOCUMENT, 0, &mut out);
    out
}

fn outline_of(arena: &Arena<'_>, id: NodeId, depth: usize, out: &mut String) {
    let mut text = String::new();
    for child in arena.children(id) {
        match arena.data(child) {
            NodeData::Text(piece) => text.push_str(arena.text(*piece)),
            NodeData::Document => {}
            NodeData::Element(element) => {
                write_text(&mut text, depth, out);
                let attributes = arena.attributes(*element).iter().filter_map(|attribute| {
                    // Only images have attributes with unknown names.
                    let AttributeName::Known(name) = attribute.name else { return None };
                    Some((name.text(), arena.text(attribute.value)))
                });
                let attributes: Vec<_> = attributes.collect();
                let name = (element.namespace, element.row().name);
                writeln!(out, "{:depth$}<{name:?} {attributes:?}", "").unwrap();
            }
        }
        outline_of(arena, child, depth + 1, out);
    }
    write_text(&mut text, depth, out);
}

fn write_text(text: &mut String, depth: usize, out: &mut String) {
    if !text.is_empty() {
        writeln!(out, "{:depth$}{text:?}", "").unwrap();
        text.clear();
    }
}

/// The outline of html5ever's own tree, with only the attributes that the reader uses.
fn outline_of_rcdom(node: &Handle, depth: usize, out: &mut String) {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        match &child.data {
            RcNodeData::Text { contents } => text.push_str(&contents.borrow()),
            RcNodeData::Element { name, attrs, .. } => {
                write_text(&mut text, depth, out);
                let element = Name::of(name.local.as_bytes()).row();
                let is_formatting = matches!(element.rule, Rule::Formatting | Rule::Nobr);
                let attrs = attrs.borrow();
                let attributes = attrs.iter().filter_map(|attribute| {
                    let is_used = |name: &Attr| element.keeps_for_pages(*name);
                    let name = Attr::of(attribute.name.local.as_bytes()).filter(is_used)?;
                    let is_property = name == Attr::Itemprop && is_property(attribute.value.trim());
                    let is_kept = matches!(name, Attr::Hidden | Attr::Color | Attr::Face | Attr::Size)
                        || is_property
                        || element.attributes.contains(name);
                    // The language of `html` is stored separately.
                    // The tokenizer keeps these only with certain values.
                    let is_needed = match name {
                        Attr::Rel if element.name == "a" => attribute.value.contains("author"),
                        Attr::Style if is_formatting => has_normal_weight(&attribute.value),
                        Attr::Class => element.attributes.contains(name) || is_microformat(&attribute.value),
                        Attr::Title if matches!(element.name, "abbr" | "span") => {
                            may_be_time(&attribute.value)
                        }
                        _ => true,
                    };
                    let is_dropped =
                        (is_formatting && !is_kept) || matches!(element.name, "html" | "body") || !is_needed;
                    let is_emptied = is_formatting
                        && !is_property
                        && (name == Attr::Style || !element.attributes.contains(name));
                    let value = if is_emptied { "" } else { &*attribute.value };
                    (!is_dropped).then(|| (name.text(), value))
                });
                let attributes: Vec<_> = attributes.collect();
                let namespace = match name.ns {
                    ns!(svg) => Namespace::Svg,
                    ns!(mathml) => Namespace::MathMl,
                    _ => Namespace::Html,
                };
                writeln!(out, "{:depth$}<{:?} {attributes:?}", "", (namespace, element.name)).unwrap();
            }
            _ => {}
        }
        outline_of_rcdom(child, depth + 1, out);
    }
    write_text(&mut text, depth, out);
}

fn assert_same_tree(html: &str) {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), options, body, vec![], false).one(html);
    let mut expected = String::new();
    outline_of_rcdom(&dom.document, 0, &mut expected);
    let html = normalize_newlines(html.strip_prefix('\u{FEFF}').unwrap_or(html));
    let found = outline(&arena(&html, Keep::Page, &mut Notes::default()));
    let difference = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert!(found == expected, "{html:.2000}\n{difference:#?}");
}

/// Inputs whose trees have fewer formatting elements. This builder drops the values of attributes, so more elements are equal,
/// and by HTML §13.2.4.3 ("Noah's Ark"), at most three equal elements are reopened.
const FEWER_ARE_REOPENED: &[&str] = &[
    r#"<p><font size=4><font size=4><font size=4><font size="5"><font size=4><p>X"#,
    "<p><font size=4 id=a><font size=4 id=b><font size=4><font size=4><p>X",
    "<p><b id=a><b id=a><b id=a><b><object><b id=a><b id=a>X</object><p>Y",
];

#[test]
fn real_and_awkward_documents_give_the_trees_of_html5ever() {
    let (bodies, pages, inputs) = (corpus_bodies(), corpus_pages(), tree_construction_inputs());
    let all = bodies.iter().chain(&pages).chain(&inputs);
    all.filter(|html| !FEWER_ARE_REOPENED.contains(&html.as_str())).for_each(|html| assert_same_tree(html));
    say(&format!("trees: {} bodies, {} pages, {} html5lib inputs", bodies.len(), pages.len(), inputs.len()));
}

#[test]
fn other_styles_do_not_reopen_more_elements() {
    for style in ["font-weight:normal;top", "font-weight:bold;top"] {
        let paragraphs = (0..200).map(|number| format!("<p><b style='{style}:{number}'>雨"));
        let html = paragraphs.collect::<Vec<_>>().concat();
        let arena = arena(&html, Keep::Page, &mut Notes::default());
        let bold = arena.ids().filter(|&id| arena.name(id) == Name::B).count();
        // Its own `b` and three others in each paragraph (HTML §13.2.4.3).
        assert!(bold <= 4 * 200, "{style}: {bold}");
    }
}

/// HTML §13.2.6.4.7: the attributes of a second `html` tag are added, and `body` has its own.
#[test]
fn html_and_body_tags_name_the_language() {
    for (html, language) in [
        ("<p>雨<html lang=zh>", Some("zh")),
        ("<html lang=zh><p>雨<html lang=ja>", Some("zh")),
        ("<p>雨<body lang=ja>", Some("ja")),
        ("<body lang=ja><html lang=zh>", Some("ja")),
        ("<p lang=ja>雨", None),
        // HTML §3.2.6.1: an empty language is unknown.
        ("<html lang=''><body lang=ja>雨", Some("ja")),
    ] {
        assert_eq!(arena(html, Keep::Page, &mut Notes::default()).language(), language, "{html}");
    }
}

/// Rules of the specification for HTML in SVG and MathML that html5ever 0.40.1 does not implement: an `annotation-xml` with HTML
/// keeps it (§13.2.6.5), ends scopes, and is special, like `desc` and `mi` (§13.2.4.2).
#[test]
fn html_in_svg_and_mathml_follows_the_specification() {
    for (html, path) in [
        ("<math><annotation-xml encoding=text/html><svg><p>甲", "html math annotation-xml p"),
        (
            "<select><math><annotation-xml encoding=text/html><b></select>甲",
            "html select math annotation-xml b",
        ),
        ("<span><svg><desc><i></span>甲", "html span svg desc i"),
        ("<ul><li><svg><desc><li>甲", "html ul li svg desc li"),
        ("<math><mi><span></math>甲", "html math mi span"),
    ] {
        assert_eq!(path_of_text(&arena(html, Keep::Page, &mut Notes::default())), path, "{html}");
    }
}

/// The names of the elements around the first text, the outermost first.
fn path_of_text(arena: &Arena<'_>) -> String {
    let text = arena.ids().find(|&id| matches!(arena.data(id), NodeData::Text(_))).unwrap();
    let elements = std::iter::successors(arena.parent(text), |&id| arena.parent(id));
    let mut names: Vec<_> = elements.filter_map(|id| Some(arena.element(id)?.row().name)).collect();
    names.reverse();
    names.join(" ")
}
