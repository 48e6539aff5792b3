//! The formulas of a clip's source.

use dom_query::NodeRef;

/// The TeX of a formula in MathML, without the group that MediaWiki puts around it.
pub(super) fn tex(math: &NodeRef<'_>) -> Option<String> {
    let annotation = || {
        let is_tex = |node: &NodeRef<'_>| {
            let is_annotation = node.node_name().as_deref() == Some("annotation");
            is_annotation && node.attr_or("encoding", "").to_ascii_lowercase().contains("tex")
        };
        math.descendants_it().find(is_tex).map(|node| node.text())
    };
    let tex = math.attr("alttext").or_else(annotation)?;
    let tex = tex.trim();
    let inner = tex.strip_prefix("{\\displaystyle").and_then(|tex| tex.strip_suffix('}'));
    Some(inner.unwrap_or(tex).trim().to_string()).filter(|tex| !tex.is_empty())
}

/// The texts of a formula without other notations of it.
pub(super) fn tokens(math: &NodeRef<'_>) -> String {
    let is_token = |node: &NodeRef<'_>| {
        let is_other = |node: &NodeRef<'_>| {
            node.node_name().is_some_and(|name| matches!(&*name, "annotation" | "annotation-xml"))
        };
        node.is_text() && !node.ancestors_it(None).any(|ancestor| is_other(&ancestor))
    };
    math.descendants_it().filter(is_token).map(|node| node.text().to_string()).collect()
}

/// The TeX of a script, unless MathJax has drawn it right before.
pub(super) fn of_script(script: &NodeRef<'_>) -> Option<String> {
    let is_tex = script.attr_or("type", "").starts_with("math/tex");
    let is_drawn = |node: NodeRef<'_>| {
        let is_of_mathjax =
            node.node_name().as_deref() == Some("span") || node.attr_or("class", "").contains("MathJax");
        is_of_mathjax && !node.text().trim().is_empty()
    };
    (is_tex && !script.prev_sibling().is_some_and(is_drawn)).then(|| script.text().to_string())
}

/// Whether an element that is hidden from screen readers draws the formula beside it, as KaTeX and MathJax do.
pub(super) fn draws_neighbor(node: &NodeRef<'_>) -> bool {
    let is_formula = |node: NodeRef<'_>| {
        let is_math = |node: &NodeRef<'_>| node.node_name().as_deref() == Some("math");
        is_math(&node) || node.descendants_it().any(|node| is_math(&node))
    };
    node.attr_or("aria-hidden", "") == *"true"
        && [node.prev_sibling(), node.next_sibling()].into_iter().flatten().any(is_formula)
}
