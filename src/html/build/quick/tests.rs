//! Tests that this tree builder builds the same trees as html5ever, or gives up.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::cell::Cell;
use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::arena;
use crate::html::build::tests::outline;
use crate::html::build::with_html5ever;
use crate::html::note::Notes;
use crate::html::test_support::{cases, corpus_bodies, corpus_pages, say, tree_construction_inputs};
use crate::html::tokenizer::{Keep, normalize_newlines};

/// Whether the builder builds a tree. Asserts that it is the tree of html5ever.
fn is_built(html: &str) -> bool {
    let html = &*normalize_newlines(html);
    let Some((found, comments)) = arena(html, Keep::Read) else { return false };
    let mut notes = Notes::default();
    let expected = with_html5ever(html, Keep::Read, &mut notes);
    assert_eq!(outline(&found), outline(&expected), "{html:?}");
    let reported: usize = notes.into_vec().iter().map(|note| note.count).sum();
    assert_eq!(comments, reported, "{html:?}");
    true
}

#[test]
fn corpus_bodies_give_the_trees_of_html5ever() {
    let bodies = corpus_bodies();
    let built = bodies.iter().filter(|html| is_built(html)).count();
    say(&format!("quick: {built} of {} corpus bodies", bodies.len()));
    assert!(100 * built >= 99 * bodies.len());
}

#[test]
fn corpus_pages_give_the_trees_of_html5ever() {
    let pages = corpus_pages();
    let built = pages.iter().filter(|html| is_built(html)).count();
    say(&format!("quick: {built} of {} corpus pages", pages.len()));
    assert!(100 * built >= 95 * pages.len());
}

#[test]
fn tree_construction_inputs_give_the_trees_of_html5ever_or_none() {
    let inputs = tree_construction_inputs();
    let built = inputs.iter().filter(|html| is_built(html)).count();
    say(&format!("quick: {built} of {} html5lib inputs", inputs.len()));
    assert!(inputs.is_empty() || built > 100);
}

/// The elements that one step opens, the outermost first.
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

/// Complete pieces of markup.
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
    "</template>",
    "</form>",
    "</tr>",
    "</tbody>",
    "</caption>",
    "</i>",
    "</nobr>",
    "</select>",
    "<a href=x>",
    "<input>",
    "</o:p>",
    "</body>",
    "</html>",
    "</sarcasm>",
    "<p hidden>",
    "<b class=x>",
    "<code class=language-rust>",
    "<font color=red size=3>",
];

/// Markup in which most elements are closed, mostly in order.
fn markup() -> impl Strategy<Value = String> {
    let step = (0..15_u8, select(OPENED), select(PIECES));
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
                14 => {
                    if let Some(at) = open.len().checked_sub(2) {
                        write!(html, "</{}>", open.remove(at)).unwrap();
                    }
                }
                10..12 => html.push('雨'),
                _ => html.push_str(piece),
            }
        }
        html
    })
}

#[test]
fn markup_gives_the_trees_of_html5ever_or_none() {
    let config = ProptestConfig { cases: cases(), ..ProptestConfig::default() };
    let (tried, built) = (Cell::new(0), Cell::new(0));
    let result = TestRunner::new(config).run(&markup(), |html| {
        tried.set(tried.get() + 1);
        built.set(built.get() + usize::from(is_built(&html)));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    say(&format!("quick: {} of {} random documents", built.get(), tried.get()));
    assert!(10 * built.get() > 9 * tried.get());
}

/// Cases that need no external files: documents that are built, and documents that are not.
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
        "<p><b>甲<p>乙",
        "<b>甲<i>乙</b>丙</i>",
        "<a>甲<a>乙",
        "<h2>甲<h3>乙",
        "<ul><li>甲<li>乙</ul>",
        "<table><tr><td>甲<td>乙<tr><th>丙",
        "<button><button>",
        "<svg><path/><title>甲</title></svg>乙",
        "<math><mi>x</mi><mfrac></math>",
        "<pre>\n甲</pre>",
        "</br>甲</p>",
        "<html lang=zh><head><title>甲</title></head><body><p>乙</p></body></html>丙",
        "<form><input><select><option>甲<option>乙</select></form>",
        "<ruby>甲<rt>乙</ruby>",
        "<object><b></object>甲",
        "<b><p>甲</b></p>",
        "<a><p>甲</a>乙</p>",
        "<p><b><i><u><s><code>甲<div>乙</b>丙</div>丁",
        "<a href=x>甲<div><a href=y>乙</a>丙</div>丁",
        "<li><a>甲</li><li><a>乙</a></li>",
        "<nobr>甲<nobr>乙",
        "<table>甲<tbody></tbody></table>",
        "<table><div>甲</div><tr><td>乙</table>丙",
        "<table><tr><b>甲<td>乙</b></table>丙",
        "<table> <!-- x -->甲 <tr> </table>",
        "<p>甲<table><p>乙</p></br><tr></p></table>",
        "<a>甲<table><a>乙<tr></table>",
        "<table><form><input><select><option>甲</table>",
        "<table><svg><title>甲</table>乙",
        "<template><p><b>甲<template>乙</template></template>丙",
        "<table><template><form><p></form></template><tr><td>甲</table>",
        "<table><div><template>甲</template>乙<tr></table>",
    ] {
        assert!(is_built(html), "{html}");
    }
    for html in [
        "<table><colgroup>\0</colgroup></table>",
        "<template><tr><td>甲</template>",
        "<math><annotation-xml><svg>",
    ] {
        assert!(arena(html, Keep::Read).is_none(), "{html}");
    }
    assert!(arena(&"<i>".repeat(200), Keep::Read).is_none());
}
