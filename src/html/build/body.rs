//! The rules "in body": HTML §13.2.6.4.7.

use super::TreeBuilder;
use crate::html::arena::Namespace;
use crate::html::elements::{Attr, Category, Name, Rule};
use crate::html::texts::Texts;
use crate::html::tokenizer::{AttributeName, StartTag, State, TagName};

impl TreeBuilder {
    pub(super) fn start_tag_in_body(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        match tag.name.standard.row().rule {
            Rule::Ordinary => self.reopen_and_insert(tag),
            Rule::Block => self.block(tag),
            Rule::Formatting => self.start_tag_of_formatting(tag, texts),
            Rule::Link => self.link(tag, texts),
            Rule::Void => self.void(tag.name.standard, tag),
            // §13.2.6.4.4, "in head": formatting elements are not reopened.
            Rule::VoidMetadata => drop(self.append(tag.name.standard, Namespace::Html, tag.attributes)),
            Rule::Heading => self.heading(tag),
            Rule::Item => self.item(tag),
            Rule::Pre => self.pre(tag),
            Rule::Form => self.form(tag),
            // In quirks mode, a table does not end a paragraph, but a fragment is never in quirks mode.
            Rule::Table => self.block(tag),
            Rule::Button => self.button(tag),
            Rule::Nobr => self.nobr(tag, texts),
            Rule::Marker => self.marker(tag),
            Rule::Input => self.input(tag),
            Rule::Hr => self.hr(tag),
            // The tokenizer does not keep the attributes of `image`, unlike those of `img`.
            Rule::Image => self.void(Name::Img, tag),
            Rule::Select | Rule::Option | Rule::Optgroup => self.control(tag),
            Rule::RubyBase | Rule::RubyText => self.ruby_part(tag),
            Rule::Svg => self.enter_foreign(tag, Namespace::Svg, texts),
            Rule::Math => self.enter_foreign(tag, Namespace::MathMl, texts),
            Rule::TablePart => return self.table_part_in_body(tag, texts),
            Rule::Html | Rule::Ignored => self.root(tag),
            Rule::Template => self.template(tag, texts),
            Rule::RawText
            | Rule::RcdataText
            | Rule::Textarea
            | Rule::Xmp
            | Rule::Script
            | Rule::Plaintext => return self.raw_text(tag),
        }
        State::Data
    }

    fn reopen_and_insert(&mut self, tag: &StartTag<'_>) {
        self.reconstruct_formatting();
        self.insert(tag);
    }

    fn block(&mut self, tag: &StartTag<'_>) {
        self.end_paragraph();
        self.insert(tag);
    }

    fn pre(&mut self, tag: &StartTag<'_>) {
        self.block(tag);
        // §13.2.6.4.7: the first line feed is dropped "as an authoring convenience".
        self.ignores_line_feed = true;
    }

    fn link(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) {
        self.end_nested_link(tag.name, texts);
        self.reconstruct_formatting();
        self.insert_formatting(tag, texts);
    }

    /// An element without content.
    fn void(&mut self, name: Name, tag: &StartTag<'_>) {
        self.reconstruct_formatting();
        self.append(name, Namespace::Html, tag.attributes);
    }

    fn marker(&mut self, tag: &StartTag<'_>) {
        self.reopen_and_insert(tag);
        self.formatting.push_marker();
    }

    /// "If the stack of open elements has a p element in button scope, then close a p element".
    fn end_paragraph(&mut self) {
        // Almost always, the paragraph is the current element, or no paragraph is open.
        if self.open.current().html_name() == Name::P {
            self.close_current();
            return;
        }
        let Some(paragraph) = self.open.paragraph_in_button_scope() else { return };
        self.close_to(paragraph);
    }

    fn heading(&mut self, tag: &StartTag<'_>) {
        self.end_paragraph();
        // A heading directly in a heading means that an end tag is missing.
        if is_heading(self.open.current().html_name()) {
            self.close_current();
        }
        self.insert(tag);
    }

    /// `li` ends an `li`, and `dd` and `dt` end either of these two, unless there is a special element between.
    fn item(&mut self, tag: &StartTag<'_>) {
        let ends = |name: Name| match tag.name.standard {
            Name::Li => name == Name::Li,
            _ => matches!(name, Name::Dd | Name::Dt),
        };
        // These three do not stop the search, so `<li><div><li>` is two items of one list.
        let is_transparent = |name: Name| matches!(name, Name::Address | Name::Div | Name::P);
        let innermost = self.open.all().iter().enumerate().rev().find(|(_, open)| {
            ends(open.html_name()) || (open.is_special() && !is_transparent(open.html_name()))
        });
        if let Some((at, _)) = innermost.filter(|(_, open)| ends(open.html_name())) {
            self.close_to(at);
        }
        self.block(tag);
    }

    /// A form in a form is dropped, except in templates.
    fn form(&mut self, tag: &StartTag<'_>) {
        if self.is_in_template() {
            self.block(tag);
        } else if self.form.is_none() {
            self.end_paragraph();
            self.form = Some(self.insert(tag));
        }
    }

    fn button(&mut self, tag: &StartTag<'_>) {
        if let Some(outer) = self.open.in_scope(|name| name == Name::Button) {
            self.close_to(outer);
        }
        self.reopen_and_insert(tag);
    }

    /// The attributes of `html` and `body` describe the document. The other start tags of this kind have no effect in a fragment.
    fn root(&mut self, tag: &StartTag<'_>) {
        let name = tag.name.standard;
        if matches!(name, Name::Html | Name::Body) && !self.is_in_template() {
            self.nodes.root_attributes(name, tag.attributes);
        }
    }

    fn nobr(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) {
        self.reconstruct_formatting();
        // This changes nothing unless another `nobr` is in scope.
        self.adoption_agency(tag.name, texts);
        self.start_tag_of_formatting(tag, texts);
    }

    /// `input` ends a `select`.
    fn input(&mut self, tag: &StartTag<'_>) {
        if let Some(select) = self.open_select() {
            self.close_to(select);
        }
        self.void(tag.name.standard, tag);
    }

    /// `hr` ends a paragraph, and an option of a `select`.
    fn hr(&mut self, tag: &StartTag<'_>) {
        self.end_paragraph();
        if self.open_select().is_some() {
            self.close_implied(|_| false);
        }
        self.append(tag.name.standard, Namespace::Html, tag.attributes);
    }

    /// The index of a `select` in scope.
    fn open_select(&self) -> Option<usize> {
        self.open.in_scope(|name| name == Name::Select)
    }

    /// `select`, `option` and `optgroup`.
    fn control(&mut self, tag: &StartTag<'_>) {
        match (tag.name.standard, self.open_select()) {
            (Name::Select, Some(outer)) => {
                self.close_to(outer);
                return;
            }
            (Name::Select, None) => {}
            (Name::Option, Some(_)) => self.close_implied(|name| name == Name::Optgroup),
            (_, Some(_)) => self.close_implied(|_| false),
            (_, None) if self.open.current().html_name() == Name::Option => self.close_current(),
            (_, None) => {}
        }
        self.reopen_and_insert(tag);
    }

    fn ruby_part(&mut self, tag: &StartTag<'_>) {
        if self.open.in_scope(|name| name == Name::Ruby).is_some() {
            // `rb` and `rtc` end an open `rtc`, but `rp` and `rt` may be in it.
            let is_text = tag.name.standard.row().rule == Rule::RubyText;
            self.close_implied(|name| is_text && name == Name::Rtc);
        }
        self.insert(tag);
    }

    /// An element whose content is text.
    fn raw_text(&mut self, tag: &StartTag<'_>) -> State {
        let state = match tag.name.standard.row().rule {
            Rule::RawText => State::Rawtext,
            Rule::RcdataText => State::Rcdata,
            Rule::Textarea => {
                self.ignores_line_feed = true;
                State::Rcdata
            }
            Rule::Xmp => {
                self.end_paragraph();
                self.reconstruct_formatting();
                State::Rawtext
            }
            Rule::Script => State::ScriptData,
            _ => {
                // `plaintext`, whose text may reopen formatting elements.
                self.block(tag);
                return State::Plaintext;
            }
        };
        self.insert(tag);
        // §13.2.6.4.8, "text": only the rules for text apply until the end tag.
        self.is_raw_text = true;
        state
    }

    pub(super) fn end_tag_in_body(&mut self, tag: TagName, texts: &Texts<'_>) {
        let name = tag.standard;
        match name.row().rule {
            // §13.2.6.4.7: all of these have one rule, except `p`.
            Rule::Block | Rule::Pre | Rule::Button | Rule::Select => match name {
                Name::P => self.end_tag_of_paragraph(),
                _ => self.end_tag_of_block(name),
            },
            Rule::Item => self.end_tag_of_item(name),
            Rule::Heading => self.end_tag_of_heading(),
            Rule::Form => self.end_tag_of_form(),
            Rule::Link | Rule::Formatting | Rule::Nobr => self.adoption_agency(tag, texts),
            Rule::Marker => {
                if self.open.in_scope(|open| open == name).is_some() {
                    self.end_tag_of_block(name);
                    self.formatting.clear_to_marker();
                }
            }
            Rule::TablePart | Rule::Table => self.end_tag_of_table_part(name),
            // §13.2.6.4.7: `</br>` is treated as `<br>`, because pages depend on it.
            Rule::Void if name == Name::Br => {
                self.reconstruct_formatting();
                self.append(Name::Br, Namespace::Html, &[]);
            }
            Rule::Html => {}
            Rule::Template => self.end_tag_of_template(),
            _ => self.any_other_end_tag(tag, texts),
        }
    }

    fn end_tag_of_block(&mut self, name: Name) {
        // Almost always, it is the current element, and no scope must be searched.
        if self.open.current().html_name() == name {
            self.close_current();
        } else if let Some(at) = self.open.in_scope(|open| open == name) {
            self.close_to(at);
        }
    }

    /// Without a paragraph to end, `</p>` makes an empty one.
    fn end_tag_of_paragraph(&mut self) {
        if self.open.paragraph_in_button_scope().is_some() {
            return self.end_paragraph();
        }
        self.append(Name::P, Namespace::Html, &[]);
    }

    fn end_tag_of_item(&mut self, name: Name) {
        let at = match name {
            Name::Li => self.open.in_list_item_scope(name),
            _ => self.open.in_scope(|open| open == name),
        };
        if let Some(at) = at {
            self.close_to(at);
        }
    }

    /// The end tag of any heading ends any other heading.
    fn end_tag_of_heading(&mut self) {
        if let Some(at) = self.open.in_scope(is_heading) {
            self.close_to(at);
        }
    }

    /// Removes a form from the stack. The elements in it stay open.
    fn end_tag_of_form(&mut self) {
        if self.is_in_template() {
            return self.end_tag_of_block(Name::Form);
        }
        let Some(form) = self.form.take() else { return };
        if self.open.is_in_scope(form) {
            self.close_implied(|_| false);
            self.open.remove(form);
        }
    }

    /// "Any other end tag": closes the innermost element with its name, if there is no special element between.
    pub(super) fn any_other_end_tag(&mut self, tag: TagName, texts: &Texts<'_>) {
        let all = self.open.all().iter().enumerate().rev();
        for (at, open) in all {
            if open.namespace == Namespace::Html && open.name.is_same(tag, texts) {
                self.close_to(at);
                return;
            }
            // `</span>` in a `div` must not end a `span` around the `div`.
            if open.is_special() {
                return;
            }
        }
    }

    /// Whether a tag is a hidden `input`, which is allowed in a table.
    pub(super) fn is_hidden_input(tag: &StartTag<'_>, texts: &Texts<'_>) -> bool {
        let kind = tag.attributes.iter().find(|attribute| attribute.name == AttributeName::Known(Attr::Type));
        tag.name.standard == Name::Input
            && kind.is_some_and(|kind| texts.get(kind.value).eq_ignore_ascii_case("hidden"))
    }
}

fn is_heading(name: Name) -> bool {
    name.row().rule == Rule::Heading && name.row().category == Category::Special
}
