//! SVG and MathML: HTML §13.2.6.5.

use super::TreeBuilder;
use super::stack::Open;
use crate::html::arena::Namespace;
use crate::html::elements::{Attr, Name};
use crate::html::texts::Texts;
use crate::html::tokenizer::{Attribute, AttributeName, StartTag, State, TagName};

impl TreeBuilder {
    /// `svg` or `math` in HTML content.
    pub(super) fn enter_foreign(&mut self, tag: &StartTag<'_>, namespace: Namespace, texts: &Texts<'_>) {
        self.reconstruct_formatting();
        self.insert_foreign(tag, namespace, texts);
    }

    fn insert_foreign(&mut self, tag: &StartTag<'_>, namespace: Namespace, texts: &Texts<'_>) {
        let id = self.append(tag.name.standard, namespace, tag.attributes);
        // Only in foreign content, the slash of `<path/>` closes the element.
        if !tag.is_self_closing {
            let is_html_annotation = namespace == Namespace::MathMl && is_html_annotation(tag, texts);
            self.open.push(Open { id, name: tag.name, namespace, is_html_annotation });
        }
    }

    // Not inlined, for the same reason as `start_tag_in_table`.
    #[inline(never)]
    pub(super) fn foreign_start_tag(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        let name = tag.name.standard;
        // SVG also has a `font`. With one of these attributes, it is the `font` of HTML.
        let is_style = |attribute: &Attribute| {
            matches!(attribute.name, AttributeName::Known(Attr::Color | Attr::Face | Attr::Size))
        };
        let breaks_out = name.breaks_out_of_foreign_content()
            || (name == Name::Font && tag.attributes.iter().any(is_style));
        if breaks_out {
            // Without this rule, an `svg` without an end tag would swallow the rest of the page.
            self.leave_foreign();
            return self.rules_for_start_tag(tag, texts);
        }
        self.insert_foreign(tag, self.open.current().namespace, texts);
        State::Data
    }

    /// Closes elements until the current one may contain HTML.
    fn leave_foreign(&mut self) {
        while self.open.current().namespace != Namespace::Html && !self.open.current().is_integration_point()
        {
            self.close_current();
        }
    }

    /// Closes the innermost element with the name of the tag. At an HTML element, the rules for HTML apply.
    pub(super) fn foreign_end_tag(&mut self, tag: TagName, texts: &Texts<'_>) {
        // In HTML, both of these end tags can create an element.
        if matches!(tag.standard, Name::Br | Name::P) {
            self.leave_foreign();
            return self.end_tag_in_html(tag, texts);
        }
        let mut at = self.open.len() - 1;
        loop {
            let open = self.open.all()[at];
            // The root is never closed.
            if at == 0 {
                return;
            }
            if open.namespace == Namespace::Html {
                return self.end_tag_in_html(tag, texts);
            }
            if open.name.is_same(tag, texts) {
                self.close_to(at);
                return;
            }
            at -= 1;
        }
    }
}

/// Whether a tag opens an `annotation-xml` that contains HTML: HTML §13.2.6, "HTML integration point".
fn is_html_annotation(tag: &StartTag<'_>, texts: &Texts<'_>) -> bool {
    let is_html = |attribute: &Attribute| {
        let value = texts.get(attribute.value);
        attribute.name == AttributeName::Known(Attr::Encoding)
            && (value.eq_ignore_ascii_case("text/html")
                || value.eq_ignore_ascii_case("application/xhtml+xml"))
    };
    tag.name.standard == Name::AnnotationXml && tag.attributes.iter().any(is_html)
}
