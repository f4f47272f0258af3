//! What an edition may show of the ledger (`[ledger] public`): the one place where that is decided. Every file asks here.
//!
//! | level | shows |
//! |---|---|
//! | counts | totals only: no unit's status, no day on which anything came in |
//! | filed | besides, who has filed: not when, not whether in time, and nobody who has not |
//! | full | everyone's status, and the days |
//! | internal edition | all of it, and the notes of the register |

use serde::Serialize;

use super::words::{Link, is_internal};
use crate::model::{Disclosure, LedgerEntry, Site, Status};

/// A status as it is shown: always word, shape and class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct StatusView<'a> {
    /// The class, as in JSON: `submitted`, `late`, …; `filed` where no more than that is said.
    pub(super) class: &'static str,
    pub(super) shape: &'static str,
    pub(super) word: &'a str,
}

/// One duty of one unit, as far as it may be shown.
#[derive(Debug, Serialize)]
pub(super) struct Cell<'a> {
    pub(super) status: StatusView<'a>,
    /// 报送日期.
    pub(super) submitted: Option<String>,
    /// The text, where it is published.
    pub(super) document: Option<Link>,
    /// 说明 of the register.
    pub(super) note: Option<&'a str>,
}

/// What this edition shows.
pub(super) fn level(site: &Site) -> Disclosure {
    match is_internal(site) {
        true => Disclosure::Full,
        false => site.rules.ledger.public,
    }
}

/// An entry as far as it may be shown; `None`: not at all.
pub(super) fn cell<'a>(site: &'a Site, entry: &'a LedgerEntry) -> Option<Cell<'a>> {
    let status = match level(site) {
        Disclosure::Counts => return None,
        Disclosure::Filed if has_filed(entry.status) => filed(site),
        Disclosure::Filed => return None,
        Disclosure::Full => status(site, entry.status),
    };
    let title = |id| site.document(id).title();
    Some(Cell {
        status,
        submitted: entry
            .submitted
            .filter(|_| shows_days(site))
            .map(|d| d.to_string()),
        document: entry
            .document
            .map(|id| Link::new(title(id), site.document(id).address.as_str())),
        note: entry.note.as_deref().filter(|_| is_internal(site)),
    })
}

/// Whether 报送日期 may be shown, here or on a document's page.
pub(super) fn shows_days(site: &Site) -> bool {
    level(site) == Disclosure::Full
}

/// Whether a report came in, in time or not.
pub(super) fn has_filed(status: Status) -> bool {
    matches!(status, Status::Submitted | Status::Late)
}

/// 已报送, with no word about when.
pub(super) fn filed(site: &Site) -> StatusView<'_> {
    StatusView {
        class: "filed",
        shape: "●",
        word: label(site, "filed", "已报送"),
    }
}

/// A status in the site's own words.
pub(super) fn status(site: &Site, status: Status) -> StatusView<'_> {
    let (class, shape, word) = match status {
        Status::Submitted => ("submitted", "●", "按期报送"),
        Status::Late => ("late", "◐", "逾期报送"),
        Status::Overdue => ("overdue", "▲", "逾期未报"),
        Status::Upcoming => ("upcoming", "○", "未到期"),
        Status::Exempt => ("exempt", "–", "免报"),
        Status::NotApplicable => ("not_applicable", "–", "不适用"),
    };
    StatusView {
        class,
        shape,
        word: label(site, class, word),
    }
}

fn label<'a>(site: &'a Site, key: &str, word: &'a str) -> &'a str {
    site.rules.ledger.labels.get(key).map_or(word, String::as_str)
}
