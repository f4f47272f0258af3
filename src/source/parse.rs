//! One Markdown file to what the model takes. `None` only when there is nothing to go on with (no front matter); mistakes are told in any case.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::{RawDocument, RawPage, RawUnit};

/// A document in a kind's folder.
pub fn document(_source: &Arc<SourceText>) -> (Option<RawDocument>, Vec<Diagnostic>) {
    unimplemented!()
}

/// A unit: `content/units/<id>.md`.
pub fn unit(_source: &Arc<SourceText>) -> (Option<RawUnit>, Vec<Diagnostic>) {
    unimplemented!()
}

/// A free page. `index` pages need no title.
pub fn page(_source: &Arc<SourceText>, _index: bool) -> (Option<RawPage>, Vec<Diagnostic>) {
    unimplemented!()
}
