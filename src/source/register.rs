//! The register of submissions: `data/submissions.csv`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::Submission;

/// Reads the register: 单位,材料,年度,报送日期,说明 or the English names, in any order.
pub fn register(_source: &Arc<SourceText>) -> (Vec<Submission>, Vec<Diagnostic>) {
    unimplemented!()
}
