//! Random markup, and a case for each rule.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::assert_same_tree;
use crate::html::test_support::cases;

/// The elements that one step opens, the outermost first. Elements of SVG and MathML that may contain HTML are not among
/// them: see `html_in_svg_and_mathml_follows_the_specification`.
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
    &["template"],
    &["template", "tr"],
    &["template", "td"],
    &["template", "col"],
    &["template", "tbody"],
    &["math"],
    &["mglyph"],
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
    "<b hidden>",
    "<path/>",
    "<title>x</title>",
    "<mi>x</mi>",
    "<frameset>",
    "<colgroup>",
    "<code class=language-rust>",
    "<font color=red size=3>",
];

/// The name of a start tag without its attributes.
fn name_of(tag: &str) -> &str {
    tag.split(' ').next().unwrap_or_default()
}

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
                        write!(html, "</{}>", name_of(name)).unwrap();
                    }
                }
                9 => drop(open.pop()),
                14 => {
                    if let Some(at) = open.len().checked_sub(2) {
                        write!(html, "</{}>", name_of(open.remove(at))).unwrap();
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
fn markup_gives_the_trees_of_html5ever() {
    let config = ProptestConfig { cases: cases(), ..ProptestConfig::default() };
    let result = TestRunner::new(config).run(&markup(), |html| {
        assert_same_tree(&html);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// Cases that need no external files.
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
        "<table><colgroup> \0<col></colgroup></table>",
        "<table><colgroup> <col></colgroup></table>",
        "<table><colgroup><col></colgroup><col></table>",
        "<table><colgroup></col><col></table>",
        "<p><b>甲</p><pre>\n</pre>",
        "<table><colgroup> 甲<tr><td>乙</table>",
        "<template><tr><td>甲</template>乙",
        "<p><b><template><td>甲</template>乙</p><p>丙",
        "<template><col><textarea></template>乙",
        "<template><tbody><a></tbody><caption></table></template>乙",
        "<template><tr></tr><b><object><caption></object></template>乙",
        "<template><tbody><nobr><object><a></table><a></object></template><a>",
        "<template></p><tr></tbody><table></table></table>甲<template></template></template>乙",
        "<math><annotation-xml><svg><p>甲</svg></annotation-xml>乙",
        "<math><annotation-xml encoding=text/html><p>甲<svg></annotation-xml>乙</math>丙",
        "<math><annotation-xml encoding=x><p>甲",
        "<my\0tag>甲<b></my\u{fffd}tag>乙",
    ] {
        assert_same_tree(html);
    }
}
