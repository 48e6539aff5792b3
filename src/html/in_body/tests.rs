//! Proof that this tree builder builds html5ever's trees, or none.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::cell::Cell;
use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::super::dom::{Dom, NodeData, NodeId};
use super::super::notes::Notes;
use super::super::test_support::{cases, corpus_bodies, say, tree_construction_inputs};
use super::super::{full_dom, in_body};

/// A tree as text; neighbouring texts are one.
fn outline(dom: &Dom) -> String {
    let mut out = String::new();
    outline_of(dom, Dom::DOCUMENT, 0, &mut out);
    out
}

fn outline_of(dom: &Dom, id: NodeId, depth: usize, out: &mut String) {
    let mut text = String::new();
    for child in dom.children(id) {
        if let NodeData::Text(piece) = dom.data(child) {
            text.push_str(piece);
            continue;
        }
        write_text(&mut text, depth, out);
        match dom.data(child) {
            NodeData::Element(element) => {
                let attributes = element.attributes.iter();
                let attributes: Vec<_> =
                    attributes.map(|attribute| (&*attribute.name.local, &*attribute.value)).collect();
                writeln!(out, "{:depth$}<{}:{} {attributes:?}", "", element.namespace, element.name).unwrap();
            }
            NodeData::Comment => writeln!(out, "{:depth$}<!--", "").unwrap(),
            NodeData::Text(_) | NodeData::Document => {}
        }
        outline_of(dom, child, depth + 1, out);
    }
    write_text(&mut text, depth, out);
}

fn write_text(text: &mut String, depth: usize, out: &mut String) {
    if !text.is_empty() {
        writeln!(out, "{:depth$}{text:?}", "").unwrap();
        text.clear();
    }
}

/// Whether there is a tree, which is then the right one.
fn is_built(html: &str) -> bool {
    let Some((found, comments)) = in_body::dom(html) else { return false };
    let mut notes = Notes::default();
    let expected = full_dom(html, &mut notes);
    assert_eq!(outline(&found), outline(&expected), "{html:?}");
    let reported: usize = notes.into_vec().iter().map(|note| note.count).sum();
    assert_eq!(comments, reported, "{html:?}");
    true
}

#[test]
fn corpus_bodies_give_html5evers_trees() {
    let bodies = corpus_bodies();
    let built = bodies.iter().filter(|html| is_built(html)).count();
    say(&format!("corpus: {built} of {} bodies need no more rules", bodies.len()));
    assert!(10 * built >= 9 * bodies.len());
}

#[test]
fn tree_construction_inputs_give_html5evers_trees_or_none() {
    let inputs = tree_construction_inputs();
    let built = inputs.iter().filter(|(html, _)| is_built(html)).count();
    say(&format!("tree construction: {built} of {} inputs need no more rules", inputs.len()));
    assert!(inputs.is_empty() || built > 100);
}

/// What is opened in one step, outermost first.
const OPENED: &[&[&str]] = &[
    &["p"],
    &["p"],
    &["div"],
    &["section", "p"],
    &["blockquote"],
    &["h2"],
    &["h3"],
    &["ul", "li"],
    &["ol", "li", "p"],
    &["li"],
    &["dl", "dt"],
    &["dd"],
    &["table", "tbody", "tr", "td"],
    &["table", "caption"],
    &["table", "colgroup"],
    &["thead"],
    &["tr", "th"],
    &["td"],
    &["figure", "figcaption"],
    &["a"],
    &["b"],
    &["b", "i"],
    &["font"],
    &["code"],
    &["span"],
    &["span", "span"],
    &["o:p"],
    &["my-element"],
    &["button"],
    &["label"],
    &["noscript"],
    &["video"],
    &["iframe"],
    &["style"],
    &["script"],
    &["pre"],
    &["form"],
    &["svg"],
    &["title"],
    &["template"],
    &["select", "option"],
    &["textarea"],
    &["ruby", "rt"],
    &["nobr"],
    &["object"],
    &["html"],
    &["body"],
];

/// Whole pieces.
const PIECES: &[&str] = &[
    "雨停了",
    "x",
    " ",
    "\n",
    "&nbsp;",
    "&#32;",
    "\0",
    "<br>",
    "<br/>",
    "<img src=a alt=b>",
    "<hr>",
    "<wbr>",
    "<col>",
    "<input type=hidden>",
    "<meta charset=utf-8>",
    "<link>",
    "<source src=a>",
    "<!-- x -->",
    "<!doctype html>",
    "<![CDATA[x]]>",
    "</br>",
    "</p>",
    "</p>",
    "</div>",
    "</span>",
    "</b>",
    "</a>",
    "</li>",
    "</h2>",
    "</td>",
    "</table>",
    "</style>",
    "</button>",
    "</o:p>",
    "</body>",
    "</html>",
    "</sarcasm>",
    "<p hidden>",
    "<b class=x>",
    "<code class=language-rust>",
    "<font color=red size=3>",
];

/// Markup in which most that is opened is closed, in order.
fn markup() -> impl Strategy<Value = String> {
    let step = (0..14_u8, select(OPENED), select(PIECES));
    proptest::collection::vec(step, 0..40).prop_map(|steps| {
        let mut html = String::new();
        let mut open: Vec<&str> = Vec::new();
        for (choice, opened, piece) in steps {
            match choice {
                0..4 => {
                    opened.iter().for_each(|name| write!(html, "<{name}>").unwrap());
                    open.extend(opened);
                }
                4..9 => {
                    if let Some(name) = open.pop() {
                        write!(html, "</{name}>").unwrap();
                    }
                }
                9 => drop(open.pop()),
                10..12 => html.push('雨'),
                _ => html.push_str(piece),
            }
        }
        html
    })
}

#[test]
fn markup_gives_html5evers_trees_or_none() {
    let config = ProptestConfig { cases: cases(), ..ProptestConfig::default() };
    let (tried, built) = (Cell::new(0), Cell::new(0));
    let result = TestRunner::new(config).run(&markup(), |html| {
        tried.set(tried.get() + 1);
        built.set(built.get() + usize::from(is_built(&html)));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    say(&format!("markup: {} of {} need no more rules", built.get(), tried.get()));
    assert!(8 * built.get() > tried.get());
}

/// Cases that hold without `../shared`: what is built, and what is not.
#[test]
fn a_case_for_each_rule() {
    for html in [
        "雨停了。",
        "<p>甲<b>乙</b><br></p><!-- x --><p>丙",
        "<p>甲<p>乙<div>丙</div></p>",
        "<div></div></div><p>甲</span>",
        "<p><span>甲</p></span>",
        "<ul><li><p>甲</p></li></ul><dl><dt>甲</dt><dd>乙</dd></dl>",
        "<table> <colgroup><col></colgroup><tbody><tr><td><p>甲</p></td></tr></tbody></table>",
        "<p><button><p>甲</p></button></p>",
        "<iframe><p></iframe><script>'<p>'</script><o:p>甲</o:p>",
    ] {
        assert!(is_built(html), "{html}");
    }
    for html in [
        "<b><p>甲</b></p>",
        "<p><b>甲<p>乙",
        "<a>甲<a>乙",
        "<h2>甲<h3>乙",
        "<ul><li>甲<li>乙</ul>",
        "<table>甲<tbody></tbody></table>",
        "<table><tr><td>甲",
        "<table><colgroup>\0</colgroup></table>",
        "<button><button>",
        "<svg><p>",
        "<pre>\n甲</pre>",
        "</br>",
        "</html>甲",
        "<button><p></button>",
    ] {
        assert!(in_body::dom(html).is_none(), "{html}");
    }
    assert!(in_body::dom(&"<i>".repeat(100)).is_none());
}
