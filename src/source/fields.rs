//! Reading a map of known keys: each has an English and perhaps a Chinese name, a shape, and a plain message when it is not met.
//!
//! In comes a [`Node`] and a table of keys, out come values with places. What does not fit is told and counts as left out, so that the rest
//! is still read. Front matter and `site.toml` are read by the same code; [`Family`] tells whose diagnostics they are.

use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};
use crate::source::MANY;
use crate::source::front_matter::keys::Key;
use crate::source::node::{Node, NodeKind};
use crate::text::similar;

mod values;

pub(crate) use values::date_fault;
pub use values::plain_digits;

/// Whose keys these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Front matter.
    FrontMatter,
    /// The register of submissions, which is no map but holds the same values.
    Register,
    /// `site.toml`.
    Config,
}

/// A key as it stands in the file, with its value.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key as written.
    pub key: Spanned<String>,
    /// The value.
    pub node: Node,
}

/// A map being read: each key is taken once.
#[derive(Debug)]
pub struct Fields<'s> {
    source: &'s SourceText,
    family: Family,
    keys: &'static [Key],
    span: Span,
    entries: Vec<(&'static Key, Field)>,
    told: Vec<Diagnostic>,
}

impl<'s> Fields<'s> {
    /// Sorts a map by its keys; tells unknown ones and those that stand under both their names. `node` may be nothing.
    pub fn new(source: &'s SourceText, family: Family, keys: &'static [Key], node: Node) -> Fields<'s> {
        let mut fields = Fields {
            source,
            family,
            keys,
            span: node.span,
            entries: Vec::new(),
            told: Vec::new(),
        };
        match node.kind {
            NodeKind::Map(list) => {
                for (key, node) in list {
                    fields.enter(keys, Field { key, node });
                }
            }
            NodeKind::Null => {}
            _ => fields.wrong_shape("", &node, "shape.map"),
        }
        fields
    }

    fn enter(&mut self, keys: &'static [Key], field: Field) {
        let name = field.key.value.as_str();
        let Some(key) = keys.iter().find(|key| key.is(name)) else {
            return self.unknown(keys, &field);
        };
        if let Some((_, first)) = self.entries.iter().find(|(known, _)| *known == key) {
            let first = self.source.place(first.key.span);
            let told = Diagnostic::error("front-matter/both-names").with("key", name);
            let told = told.with("english", key.english).with("chinese", key.chinese);
            return self.tell(told.with("line", first.line).first_at(first), field.key.span);
        }
        self.entries.push((key, field));
    }

    fn unknown(&mut self, keys: &'static [Key], field: &Field) {
        if self.told.len() >= MANY {
            return;
        }
        let name = field.key.value.as_str();
        let nearest = similar::nearest(name, keys.iter().flat_map(Key::names));
        let suggestion = nearest
            .and_then(|near| keys.iter().find(|key| key.is(near)))
            .map(Key::both);
        let told = match self.family {
            Family::FrontMatter | Family::Register => Diagnostic::error("front-matter/unknown-key"),
            Family::Config => {
                let known = keys.iter().map(Key::both);
                Diagnostic::error("config/unknown-key").with_list("known", known)
            }
        };
        let told = told.with("key", name).with_some("suggestion", suggestion);
        self.tell(told, field.key.span);
    }

    /// The place of the whole map.
    pub fn span(&self) -> Span {
        self.span
    }
    /// The file.
    pub fn source(&self) -> &'s SourceText {
        self.source
    }
    /// Takes a key by its English name, whatever its value is.
    pub fn take(&mut self, key: &str) -> Option<Field> {
        let at = self.entries.iter().position(|(known, _)| known.english == key)?;
        Some(self.entries.swap_remove(at).1)
    }
    /// Where a key stands, if it does, whether or not it has a value.
    pub fn place_of(&self, key: &str) -> Option<Span> {
        let found = self.entries.iter().find(|(known, _)| known.english == key)?;
        Some(found.1.key.span)
    }
    /// Where a key stands that has no value.
    pub fn empty_place(&self, key: &str) -> Option<Span> {
        let found = self.entries.iter().find(|(known, _)| known.english == key)?;
        (found.1.node.kind == NodeKind::Null).then_some(found.1.key.span)
    }
    /// How much was told so far.
    pub fn told_count(&self) -> usize {
        self.told.len()
    }
    /// Takes a key; one without a value counts as left out.
    pub fn value(&mut self, key: &str) -> Option<Field> {
        self.take(key).filter(|field| field.node.kind != NodeKind::Null)
    }
    /// Tells something at a place.
    pub fn tell(&mut self, diagnostic: Diagnostic, span: Span) {
        if self.told.len() >= MANY {
            return;
        }
        self.told.push(diagnostic.at(self.source.place(span)));
    }
    /// Tells that a value has another shape than it should.
    pub fn wrong_shape(&mut self, key: &str, node: &Node, expected: &'static str) {
        let told = match self.family {
            Family::FrontMatter | Family::Register => Diagnostic::error("front-matter/wrong-shape"),
            Family::Config => Diagnostic::error("config/wrong-shape"),
        };
        let told = if key.is_empty() {
            told
        } else {
            told.with("key", key)
        };
        let told = told
            .with_word("found", node.shape())
            .with_word("expected", expected);
        self.tell(told, node.span);
    }
    /// All that was told.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.told
    }
    /// Takes over what was told about a part.
    pub fn absorb(&mut self, told: Vec<Diagnostic>) {
        self.told.extend(told);
    }

    /// The shape of a key's value.
    pub fn shape_of(&self, key: &str) -> Option<&'static str> {
        let found = self.entries.iter().find(|(known, _)| known.english == key)?;
        Some(found.1.node.shape())
    }
    /// Whether no known key is left.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
    /// One map.
    pub fn map(&mut self, key: &str, keys: &'static [Key]) -> Option<Fields<'s>> {
        let field = self.value(key)?;
        if !matches!(field.node.kind, NodeKind::Map(_)) {
            self.wrong_shape(&field.key.value, &field.node, "shape.map");
            return None;
        }
        Some(Fields::new(self.source, self.family, keys, field.node))
    }
    /// The entries of a map whose keys are free.
    pub fn entries(&mut self, key: &str) -> Vec<Field> {
        let Some(field) = self.value(key) else {
            return Vec::new();
        };
        let NodeKind::Map(entries) = field.node.kind else {
            self.wrong_shape(&field.key.value, &field.node, "shape.map");
            return Vec::new();
        };
        entries
            .into_iter()
            .map(|(key, node)| Field { key, node })
            .collect()
    }

    /// A list of maps. A single map counts as a list of one; where `text` names a key, a text stands for a map with that key alone.
    pub fn maps(&mut self, key: &str, keys: &'static [Key], text: Option<&'static str>) -> Vec<Fields<'s>> {
        let Some(field) = self.value(key) else {
            return Vec::new();
        };
        let items = match field.node.kind {
            NodeKind::List(items) => items,
            _ => vec![field.node],
        };
        items
            .into_iter()
            .filter_map(|item| self.map_item(&field.key.value, keys, text, item))
            .collect()
    }

    fn map_item(
        &mut self,
        name: &str,
        keys: &'static [Key],
        text: Option<&'static str>,
        item: Node,
    ) -> Option<Fields<'s>> {
        match (&item.kind, text) {
            (NodeKind::Map(_), _) => {}
            (NodeKind::Scalar { .. }, Some(text)) => {
                let span = item.span;
                let entry = (Spanned::new(text.to_owned(), span), item);
                let map = Node {
                    kind: NodeKind::Map(vec![entry]),
                    span,
                };
                return Some(Fields::new(self.source, self.family, keys, map));
            }
            (NodeKind::Null, _) => {
                self.empty_item(name, item.span);
                return None;
            }
            _ => {
                self.wrong_shape(name, &item, "shape.map");
                return None;
            }
        }
        Some(Fields::new(self.source, self.family, keys, item))
    }

    fn empty_item(&mut self, name: &str, span: Span) {
        let told = match self.family {
            Family::FrontMatter | Family::Register => Diagnostic::warning("front-matter/empty-item"),
            Family::Config => Diagnostic::error("config/empty-item"),
        };
        self.tell(told.with("key", name), span);
    }

    /// Tells that a key is missing that must be there.
    pub fn missing(&mut self, key: &'static str) {
        let told = match self.family {
            Family::FrontMatter | Family::Register => Diagnostic::error("front-matter/missing-key"),
            Family::Config => Diagnostic::error("config/missing-key"),
        };
        let known = self.keys.iter().find(|known| known.english == key);
        self.tell(
            told.with("key", known.map_or(key.to_owned(), Key::both)),
            self.span,
        );
    }
}

#[cfg(test)]
mod tests;
