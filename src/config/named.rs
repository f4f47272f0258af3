//! Things with an id and a name: that both are there, well formed, and stand once.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Span, Spanned};
use crate::source::fields::Fields;

/// Remembers where each value of one sort stood first.
#[derive(Debug)]
pub(super) struct Once {
    /// The word of the catalogue for the sort: an id, a name, a folder.
    sort: &'static str,
    first: BTreeMap<String, Span>,
}

impl Once {
    pub(super) fn new(sort: &'static str) -> Once {
        Once {
            sort,
            first: BTreeMap::new(),
        }
    }

    /// Tells a value that stood before. Case makes no difference: folders of two cases are one on Windows.
    pub(super) fn check(&mut self, fields: &mut Fields<'_>, value: &Spanned<String>) {
        self.check_as(fields, value.value.to_lowercase(), value);
    }

    /// The same, where values of one key are taken for one.
    pub(super) fn check_as(&mut self, fields: &mut Fields<'_>, key: String, value: &Spanned<String>) {
        let Some(first) = self.first.get(&key) else {
            self.first.insert(key, value.span);
            return;
        };
        let first = fields.source().place(*first);
        let told = Diagnostic::error("config/duplicate").with_word("sort", self.sort);
        let told = told.with("value", &value.value).with("line", first.line);
        fields.tell(told.first_at(first), value.span);
    }
}

/// An id: lower-case ASCII letters, digits, hyphens and underscores, since it stands in addresses and in front matter.
pub(super) fn id(fields: &mut Fields<'_>, ids: &mut Once) -> Option<Spanned<String>> {
    let id = fields.required_text("id")?;
    if !is_plain(&id.value) {
        fields.tell(Diagnostic::error("config/id").with("value", &id.value), id.span);
        return None;
    }
    ids.check(fields, &id);
    Some(id)
}

/// Id and name of an item.
pub(super) fn named(fields: &mut Fields<'_>, ids: &mut Once, names: &mut Once) -> Option<(String, String)> {
    let (id, name) = (id(fields, ids), fields.required_text("name"));
    if let Some(name) = &name {
        names.check(fields, name);
    }
    Some((id?.value, name?.value))
}

/// Whether a text may stand in an address as it is.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}
