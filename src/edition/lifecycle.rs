//! What became of a document, told at both ends: 废止, 修改, 失效, and commendations withdrawn from it.

use serde::Serialize;

use super::words::{self, Link};
use crate::model::{Document, DocumentId, Site, Validity};

/// What became of a document.
#[derive(Debug, Serialize)]
pub(super) struct Lifecycle {
    /// The banner over a text that is not fully in force: `本文件已废止`.
    banner: Option<&'static str>,
    /// The class of the banner: `repealed`, `amended`, `lapsed`.
    class: &'static str,
    /// Relations to other documents, each with its links.
    relations: Vec<Relation>,
}

/// One relation: `被下列文件废止`, and which.
#[derive(Debug, Serialize)]
struct Relation {
    label: &'static str,
    documents: Vec<Link>,
}

/// A document's lifecycle; `None` when there is nothing to tell.
pub(super) fn lifecycle(site: &Site, id: DocumentId) -> Option<Lifecycle> {
    let document = site.document(id);
    let (banner, class) = banner(document);
    let relations = relations(site, id, document);
    (banner.is_some() || !relations.is_empty()).then_some(Lifecycle {
        banner,
        class,
        relations,
    })
}

fn banner(document: &Document) -> (Option<&'static str>, &'static str) {
    match document.validity {
        Validity::Unstated | Validity::InForce => (None, ""),
        Validity::Amended => (Some("本文件已修改"), "amended"),
        Validity::Repealed => (Some("本文件已废止，仅供查阅"), "repealed"),
        Validity::Lapsed => (Some("本文件已失效，仅供查阅"), "lapsed"),
    }
}

fn relations(site: &Site, id: DocumentId, document: &Document) -> Vec<Relation> {
    let (withdrawn, withdraws) = withdrawals(site, id);
    let all = [
        ("废止本文件的文件", &document.replaced_by),
        ("修改本文件的文件", &document.amended_by),
        ("撤销本文件所列表扬的文件", &withdrawn),
        ("本文件废止的文件", &document.replaces),
        ("本文件修改的文件", &document.amends),
        ("本文件所撤销表扬的原文件", &withdraws),
    ];
    all.into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(label, ids)| Relation {
            label,
            documents: ids.iter().map(|id| words::citation(site, *id)).collect(),
        })
        .collect()
}

/// The documents that withdraw commendations of this one, and those whose commendations this one withdraws; each once.
fn withdrawals(site: &Site, id: DocumentId) -> (Vec<DocumentId>, Vec<DocumentId>) {
    let (mut by, mut of) = (Vec::new(), Vec::new());
    for withdrawal in &site.honours.withdrawals {
        if withdrawal.document == id && !by.contains(&withdrawal.by) {
            by.push(withdrawal.by);
        }
        if withdrawal.by == id && !of.contains(&withdrawal.document) {
            of.push(withdrawal.document);
        }
    }
    (by, of)
}
