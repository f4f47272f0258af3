//! How a diagnostic is drawn on a terminal, and its JSON shape (DESIGN.md §7).

use super::{Catalogue, Diagnostic};

/// Whether ANSI colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No escapes at all.
    Plain,
    /// Colours.
    Coloured,
}

/// Draws a diagnostic, with a line end after its last line.
pub fn draw(_diagnostic: &Diagnostic, _catalogue: &Catalogue, _style: Style) -> String {
    unimplemented!()
}

/// `{ code, severity, message, label, file, line, column, end_line, end_column, help }`; what is not there is null.
pub fn json(_diagnostic: &Diagnostic, _catalogue: &Catalogue) -> serde_json::Value {
    unimplemented!()
}
