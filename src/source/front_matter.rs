//! The front matter of documents, units and free pages (DESIGN.md §3).
//!
//! In comes a file's text, out come its values, each with its place, and where the body stands. What a key means is written here; what its
//! value must look like, in [`super::fields`]. Nothing is resolved: a unit's name stays a name.

use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};
use crate::source::fields::{Family, Fields};
use crate::source::node::{self, Node, NodeKind};

mod document;
mod entries;
pub mod keys;
mod page;
mod split;
mod unit;

pub use document::document;
pub use page::{PageFront, page};
pub use split::{Head, split};
pub use unit::{UnitFront, unit};

/// Reads the map between the lines of dashes. Secrecy fields are told and taken out here, whatever the file is.
fn fields<'s>(source: &'s SourceText, head: &Head, keys: &'static [keys::Key]) -> Fields<'s> {
    let (node, told) = node::parse_yaml(source, head.yaml);
    let node = node.unwrap_or(Node {
        kind: NodeKind::Null,
        span: head.yaml,
    });
    let (node, secret) = without_secrecy(source, node);
    let mut fields = Fields::new(source, Family::FrontMatter, keys, node);
    fields.absorb(told);
    fields.absorb(secret);
    fields
}

/// 密级 and 份号: a text that needs them does not belong here. The value is not repeated.
fn without_secrecy(source: &SourceText, node: Node) -> (Node, Vec<Diagnostic>) {
    let NodeKind::Map(entries) = node.kind else {
        return (node, Vec::new());
    };
    let mut told = Vec::new();
    let kept = entries
        .into_iter()
        .filter(|(key, _)| {
            let secret = keys::SECRECY.iter().any(|known| known.is(&key.value));
            if secret {
                let place = source.place(key.span);
                told.push(
                    Diagnostic::error("secrecy/field")
                        .at(place)
                        .with("key", &key.value),
                );
            }
            !secret
        })
        .collect();
    let kind = NodeKind::Map(kept);
    (
        Node {
            kind,
            span: node.span,
        },
        told,
    )
}

/// 网址名: lower-case ASCII letters, digits and single hyphens.
fn slug(fields: &mut Fields<'_>) -> Option<Spanned<String>> {
    let slug = fields.text("slug")?;
    let proper = slug
        .value
        .split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if proper {
        return Some(slug);
    }
    let suggestion = crate::text::pinyin::slug(&slug.value);
    let told = Diagnostic::error("front-matter/slug").with("value", &slug.value);
    fields.tell(told.with_some("suggestion", suggestion), slug.span);
    None
}

/// 豁免: rule and reason. A rule without a reason is an error: the reason is what the report lists.
fn allow(fields: &mut Fields<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Some(field) = fields.value("allow") else {
        return Vec::new();
    };
    let NodeKind::Map(entries) = field.node.kind else {
        fields.wrong_shape(&field.key.value, &field.node, "shape.rules");
        return Vec::new();
    };
    let mut allowed = Vec::new();
    for (rule, reason) in entries {
        match reason.kind {
            NodeKind::Scalar { text, .. } if !text.trim().is_empty() => {
                allowed.push((rule, Spanned::new(text.trim().to_owned(), reason.span)));
            }
            NodeKind::Scalar { .. } | NodeKind::Null => {
                let told = Diagnostic::error("front-matter/allow-reason").with("rule", &rule.value);
                fields.tell(told, rule.span);
            }
            _ => fields.wrong_shape(&rule.value, &reason, "shape.text"),
        }
    }
    allowed
}

/// The title of a document or page; its absence is told at the key, or where the front matter begins.
fn title(fields: &mut Fields<'_>, front: Span) -> Option<Spanned<String>> {
    let key = fields.place_of("title");
    let wrong = fields.told_count();
    let title = fields.text("title");
    if title.is_none() && fields.told_count() == wrong {
        fields.tell(Diagnostic::error("document/missing-title"), key.unwrap_or(front));
    }
    title
}

/// A key that stands there without a value, though most documents need one.
fn tell_if_empty(fields: &mut Fields<'_>, key: &str) {
    if let Some(span) = fields.empty_place(key) {
        let name = fields.source().slice(span).to_owned();
        fields.tell(Diagnostic::warning("front-matter/empty").with("key", name), span);
    }
}

#[cfg(test)]
mod tests;
