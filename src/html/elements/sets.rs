//! Sets of elements in the specification.

use super::Name;
#[cfg(feature = "feed")]
use super::Rule;

impl Name {
    /// Whether the end tag can be implied (HTML §13.2.6.3, "generate implied end tags").
    pub(crate) fn has_implied_end_tag(self) -> bool {
        matches!(
            self,
            Self::Dd
                | Self::Dt
                | Self::Li
                | Self::Optgroup
                | Self::Option
                | Self::P
                | Self::Rb
                | Self::Rp
                | Self::Rt
                | Self::Rtc
        )
    }

    /// Whether the element is void (HTML §13.1.2), or is an obsolete one that parsers also close at once.
    #[cfg(feature = "feed")]
    pub(crate) fn is_void(self) -> bool {
        matches!(self.row().rule, Rule::Void | Rule::VoidMetadata | Rule::Input | Rule::Hr)
            || self == Self::Col
    }

    /// Whether the search for an element in scope ends at this one (HTML §13.2.4.2, "has an element in scope").
    pub(crate) fn ends_scope(self) -> bool {
        matches!(
            self,
            Self::Applet
                | Self::Caption
                | Self::Html
                | Self::Marquee
                | Self::Object
                // In this list since the standard allows any element in a `select`.
                | Self::Select
                | Self::Table
                | Self::Td
                | Self::Template
                | Self::Th
        )
    }

    /// Whether this is an element of SVG that may contain HTML (HTML §13.2.6).
    pub(crate) fn is_svg_integration_point(self) -> bool {
        matches!(self, Self::Desc | Self::ForeignObject | Self::Title)
    }

    /// Whether this is an element of MathML that may contain HTML (HTML §13.2.6).
    pub(crate) fn is_mathml_integration_point(self) -> bool {
        matches!(self, Self::Mi | Self::Mn | Self::Mo | Self::Ms | Self::Mtext)
    }

    /// Whether this is a part of a table that cannot hold text. Text in it is moved before the table (HTML §13.2.6.4.9).
    pub(crate) fn holds_table_parts(self) -> bool {
        matches!(self, Self::Colgroup | Self::Table | Self::Tbody | Self::Tfoot | Self::Thead | Self::Tr)
    }

    /// Whether the table modes do not apply inside this element, except in a template that holds parts of a table.
    pub(crate) fn ends_table_modes(self) -> bool {
        self.is_cell() || matches!(self, Self::Caption | Self::Template)
    }

    pub(crate) fn is_row_group(self) -> bool {
        matches!(self, Self::Tbody | Self::Tfoot | Self::Thead)
    }

    pub(crate) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// Whether the start tag ends SVG or MathML (HTML §13.2.6.5). `font` with certain attributes also does.
    // Laid out as in the specification, for comparison.
    #[rustfmt::skip]
    pub(crate) fn breaks_out_of_foreign_content(self) -> bool {
        matches!(
            self,
            Self::B | Self::Big | Self::Blockquote | Self::Body | Self::Br | Self::Center | Self::Code
                | Self::Dd | Self::Div | Self::Dl | Self::Dt | Self::Em | Self::Embed | Self::H1 | Self::H2
                | Self::H3 | Self::H4 | Self::H5 | Self::H6 | Self::Head | Self::Hr | Self::I | Self::Img
                | Self::Li | Self::Listing | Self::Menu | Self::Meta | Self::Nobr | Self::Ol | Self::P
                | Self::Pre | Self::Ruby | Self::S | Self::Small | Self::Span | Self::Strike | Self::Strong
                | Self::Sub | Self::Sup | Self::Table | Self::Tt | Self::U | Self::Ul | Self::Var
        )
    }
}
