//! Who is hidden in which edition (DESIGN.md §3: draft, internal, publish_on, expires_on).

use crate::model::{EditionKind, FrontMatter, Mark, Options};
use crate::text::date::Date;

/// Why a public edition of the as-of day would hide a document; `date` is the day from which it is published.
pub(super) fn marks(front: &FrontMatter, date: Date, as_of: Date) -> Vec<Mark> {
    let mut marks = Vec::new();
    if front.draft {
        marks.push(Mark::Draft);
    }
    if date > as_of {
        marks.push(Mark::Scheduled);
    }
    if front.expires_on.as_ref().is_some_and(|day| day.value <= as_of) {
        marks.push(Mark::Expired);
    }
    if front.internal {
        marks.push(Mark::Internal);
    }
    marks
}

/// Whether the edition shows what carries these marks.
pub(super) fn shows(options: Options, marks: &[Mark]) -> bool {
    marks.iter().all(|mark| match mark {
        Mark::Internal => options.edition == EditionKind::Internal,
        Mark::Draft | Mark::Scheduled | Mark::Expired => options.drafts,
    })
}

/// Whether the edition shows a free page or the prose above a list.
pub(super) fn shows_page(options: Options, draft: bool, internal: bool) -> bool {
    (!draft || options.drafts) && (!internal || options.edition == EditionKind::Internal)
}
