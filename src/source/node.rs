//! A tree of values with places, the one shape behind YAML front matter and `site.toml`.

use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub span: Span,
}

/// The shapes of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing: `title:` with no value, `~`, `null`.
    Null,
    /// One value, its text as written: numbers and dates are not interpreted. `quoted` tells `"3"` from `3`.
    Scalar {
        /// The text, escapes undone.
        text: String,
        /// Whether it stood in quotes or as a block.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in order; keys are unique.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Parses YAML at a span of a file. Several errors may be told; `None` when there is no tree to go on with. Nesting is limited to 16,
/// aliases, anchors, merges and tags are refused in plain words.
pub fn parse_yaml(_source: &SourceText, _span: Span) -> (Option<Node>, Vec<Diagnostic>) {
    unimplemented!()
}

/// Parses a whole file as TOML.
pub fn parse_toml(_source: &SourceText) -> (Option<Node>, Vec<Diagnostic>) {
    unimplemented!()
}
