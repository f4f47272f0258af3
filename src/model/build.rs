//! From Material to Site.

use std::sync::Arc;

use super::{EditionKind, Material, Rules, Site};
use crate::diagnostic::Diagnostic;
use crate::text::date::Date;

/// What a Site is made for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day as of which it is true.
    pub as_of: Date,
    /// For whom.
    pub edition: EditionKind,
    /// Whether drafts, scheduled and expired documents are shown, with a mark (`--drafts`).
    pub drafts: bool,
}

/// Puts the site together; tells everything that does not fit. The Site is whole even when errors were told.
pub fn build(_material: &Material, _rules: &Arc<Rules>, _options: Options) -> (Site, Vec<Diagnostic>) {
    unimplemented!()
}
