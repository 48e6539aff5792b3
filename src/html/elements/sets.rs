//! Sets of elements that the specification names.

use super::Name;

impl Name {
    /// HTML §13.2.6.3, "generate implied end tags".
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

    /// HTML §13.2.4.2, "has an element in scope": the elements where the search ends.
    pub(crate) fn ends_scope(self) -> bool {
        matches!(
            self,
            Self::Applet
                | Self::Caption
                | Self::Html
                | Self::Marquee
                | Self::Object
                // In this list since the standard lets a `select` hold any element.
                | Self::Select
                | Self::Table
                | Self::Td
                | Self::Template
                | Self::Th
        )
    }

    /// Elements of SVG in which HTML may stand (HTML §13.2.6).
    pub(crate) fn is_svg_integration_point(self) -> bool {
        matches!(self, Self::Desc | Self::ForeignObject | Self::Title)
    }

    /// Elements of MathML in which HTML may stand (HTML §13.2.6).
    pub(crate) fn is_mathml_integration_point(self) -> bool {
        matches!(self, Self::Mi | Self::Mn | Self::Mo | Self::Ms | Self::Mtext)
    }

    /// The parts of a table that hold no text: it would be moved before the table (HTML §13.2.6.4.9).
    pub(crate) fn holds_table_parts(self) -> bool {
        matches!(self, Self::Colgroup | Self::Table | Self::Tbody | Self::Tfoot | Self::Thead | Self::Tr)
    }

    /// Elements of a table in which no table mode is in force, and `template`.
    pub(crate) fn ends_table_modes(self) -> bool {
        self.is_cell() || matches!(self, Self::Caption | Self::Template)
    }

    pub(crate) fn is_row_group(self) -> bool {
        matches!(self, Self::Tbody | Self::Tfoot | Self::Thead)
    }

    pub(crate) fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// HTML §13.2.6.5: start tags that end SVG or MathML. So does `font` with certain attributes.
    pub(crate) fn breaks_out_of_foreign_content(self) -> bool {
        matches!(
            self,
            Self::B
                | Self::Big
                | Self::Blockquote
                | Self::Body
                | Self::Br
                | Self::Center
                | Self::Code
                | Self::Dd
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Em
                | Self::Embed
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Head
                | Self::Hr
                | Self::I
                | Self::Img
                | Self::Li
                | Self::Listing
                | Self::Menu
                | Self::Meta
                | Self::Nobr
                | Self::Ol
                | Self::P
                | Self::Pre
                | Self::Ruby
                | Self::S
                | Self::Small
                | Self::Span
                | Self::Strike
                | Self::Strong
                | Self::Sub
                | Self::Sup
                | Self::Table
                | Self::Tt
                | Self::U
                | Self::Ul
                | Self::Var
        )
    }
}
