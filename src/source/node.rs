//! A tree of values with places, the one shape behind YAML front matter and `site.toml`.
//!
//! Numbers, dates and truth values stay the text that a person wrote: what they mean depends on the key, and only [`super::fields`] knows
//! keys. So no `010` becomes 8, and no `no` a Norwegian. Neither parser resolves aliases, and nesting is limited, so the tree is never
//! larger than its file.

use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};

mod recover;
mod toml;
mod yaml;

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

impl Node {
    /// The word of the catalogue for what stands here, for "there is …, there should be …".
    pub fn shape(&self) -> &'static str {
        match self.kind {
            NodeKind::Null => "shape.empty",
            NodeKind::Scalar { .. } => "shape.text",
            NodeKind::List(_) => "shape.list",
            NodeKind::Map(_) => "shape.map",
        }
    }
}

/// How deep values may lie within each other.
pub const DEPTH: usize = 16;

/// Parses YAML at a span of a file. Several errors may be told; `None` when there is no tree to go on with. Nesting is limited to 16,
/// aliases, anchors, merges and tags are refused in plain words.
///
/// Typical slips are looked for first, line by line ([`super::pre_scan`]), and mended for the rest of the reading.
pub fn parse_yaml(source: &SourceText, span: Span) -> (Option<Node>, Vec<Diagnostic>) {
    recover::parse(source, span)
}

/// Parses a whole file as TOML.
pub fn parse_toml(source: &SourceText) -> (Option<Node>, Vec<Diagnostic>) {
    toml::parse(source)
}

#[cfg(test)]
mod tests;
