//! Lists of maps: attachments, study sessions, commendations, withdrawals, results. An item without what it needs is told and left out.

use super::keys;
use crate::model::{AttachmentEntry, HonourEntry, ResultEntry, RevocationEntry, StudyEntry};
use crate::source::fields::Fields;

/// 附件. A text alone is a file's name.
pub(super) fn attachments(f: &mut Fields<'_>) -> Vec<AttachmentEntry> {
    let items = f.maps("attachments", keys::ATTACHMENT, Some("file"));
    gather(f, items, |item| {
        let title = item.text("title");
        Some(AttachmentEntry {
            title,
            file: item.required_text("file")?,
        })
    })
}

/// 学习安排.
pub(super) fn study(f: &mut Fields<'_>) -> Vec<StudyEntry> {
    let items = f.maps("study", keys::STUDY, None);
    gather(f, items, |item| {
        let (topic, place) = (item.text("topic"), item.text("place"));
        if item.empty_place("date").is_some() || item.place_of("date").is_none() {
            item.missing("date");
        }
        Some(StudyEntry {
            date: item.date("date")?,
            topic,
            place,
        })
    })
}

/// 表扬. A text alone is a unit.
pub(super) fn honours(f: &mut Fields<'_>) -> Vec<HonourEntry> {
    let items = f.maps("honours", keys::HONOUR, Some("unit"));
    gather(f, items, |item| {
        let (title, criteria) = (item.text("title"), item.texts("criteria"));
        Some(HonourEntry {
            unit: item.required_text("unit")?,
            title,
            criteria,
        })
    })
}

/// 撤销表扬.
pub(super) fn revocations(f: &mut Fields<'_>) -> Vec<RevocationEntry> {
    let items = f.maps("revokes", keys::REVOCATION, None);
    gather(f, items, |item| {
        let (unit, document) = (item.required_text("unit"), item.required_text("document"));
        Some(RevocationEntry {
            unit: unit?,
            document: document?,
        })
    })
}

/// 考核结果.
pub(super) fn results(f: &mut Fields<'_>) -> Vec<ResultEntry> {
    let items = f.maps("results", keys::RESULT, None);
    gather(f, items, |item| {
        let (unit, grade, note) = (
            item.required_text("unit"),
            item.required_text("grade"),
            item.text("note"),
        );
        Some(ResultEntry {
            unit: unit?,
            grade: grade?,
            note,
        })
    })
}

fn gather<'s, T>(
    f: &mut Fields<'s>,
    items: Vec<Fields<'s>>,
    mut read: impl FnMut(&mut Fields<'s>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for mut item in items {
        found.extend(read(&mut item));
        f.absorb(item.finish());
    }
    found
}
