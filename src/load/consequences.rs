//! What only follows from something told: all that was told of one file in, the same without echoes out.
//!
//! `date: 2026-02-30` is no date, so the document has none: one mistake, found by two floors. The second is left out when the first
//! stands at the very key (or at a misspelling of it) in the same file; a document that has other faults and no date is still told of both.

use crate::diagnostic::{Argument, Diagnostic, Severity};

/// What is missing, and the names of the key that would give it.
const ECHOES: [(&str, &[&str]); 6] = [
    ("document/missing-title", &["title", "标题"]),
    (
        "document/missing-date",
        &["date", "发布日期", "date_written", "成文日期"],
    ),
    ("document/missing-unit", &["unit", "单位"]),
    ("unit/missing-name", &["name", "名称"]),
    ("unit/missing-category", &["category", "类别"]),
    ("ledger/no-submission-date", &["submitted", "报送日期"]),
];

/// What is told of a value of which something worse is told: the worse, and the lesser at the same line.
const SHADOWS: [(&str, &str); 2] = [
    ("secrecy/field", "secrecy/mark"),
    ("register/unclosed-quote", "register/date-form"),
];

/// A key with nothing behind it.
const EMPTY: &str = "front-matter/empty";

/// Front matter of which nothing was read: whatever is missing may well be there.
const UNREAD: [&str; 1] = ["front-matter/too-long"];

/// Whether there may be an echo among these: then one of them is the cause of another, or stands at an empty key.
pub(super) fn may_echo(told: &[Diagnostic]) -> bool {
    told.len() > 1 && told.iter().any(|told| is_cause(told) || told.code == EMPTY)
}

/// Takes the echoes out of what was told of one file.
pub(super) fn drop_echoes(told: &mut Vec<Diagnostic>) {
    move_to_empty_keys(told);
    let causes: Vec<Diagnostic> = told.iter().filter(|told| is_cause(told)).cloned().collect();
    told.retain(|diagnostic| !is_echo(diagnostic, &causes));
}

fn is_cause(told: &Diagnostic) -> bool {
    told.severity == Severity::Error && (told.code.starts_with("front-matter/") || worse(told).is_some())
}

/// `date:` with nothing behind it is one mistake: what is missing is told there, and not that the key is empty.
fn move_to_empty_keys(told: &mut Vec<Diagnostic>) {
    let mut empty: Vec<Diagnostic> = Vec::new();
    told.retain(|diagnostic| {
        let is_empty = diagnostic.code == EMPTY;
        empty.extend(is_empty.then(|| diagnostic.clone()));
        !is_empty
    });
    empty.retain(|key| {
        let missing = told
            .iter_mut()
            .find(|missing| names_of(missing).is_some_and(|names| is_about(key, names)));
        match missing {
            Some(missing) => missing.place.clone_from(&key.place),
            None => return true,
        }
        false
    });
    told.append(&mut empty);
}

fn names_of(diagnostic: &Diagnostic) -> Option<&'static [&'static str]> {
    let found = ECHOES.iter().find(|(code, _)| *code == diagnostic.code);
    found.map(|(_, names)| *names)
}

/// What a mistake makes it needless to tell.
fn worse(diagnostic: &Diagnostic) -> Option<&'static str> {
    let found = SHADOWS.iter().find(|(code, _)| *code == diagnostic.code);
    found.map(|(_, lesser)| *lesser)
}

fn is_echo(diagnostic: &Diagnostic, causes: &[Diagnostic]) -> bool {
    let Some(place) = &diagnostic.place else {
        return false;
    };
    if diagnostic.code == "front-matter/empty-item" {
        // What could not be read at this very place counts as empty.
        let at = (place.line, place.column);
        return causes
            .iter()
            .filter(|cause| cause.code != diagnostic.code)
            .filter_map(|cause| cause.place.as_ref())
            .any(|place| (place.line, place.column) == at);
    }
    let shadowed = |cause: &Diagnostic| {
        worse(cause) == Some(diagnostic.code) && cause.place.as_ref().is_some_and(|c| c.line == place.line)
    };
    let names = names_of(diagnostic);
    causes.iter().any(|cause| {
        shadowed(cause) || names.is_some_and(|names| UNREAD.contains(&cause.code) || is_about(cause, names))
    })
}

/// Whether a mistake stands at one of these keys, or at a key that was meant to be one of them.
fn is_about(cause: &Diagnostic, names: &[&str]) -> bool {
    let line = cause
        .place
        .as_ref()
        .map_or("", |place| place.excerpt.trim_start());
    let at_key = names.iter().any(|name| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
    });
    // A suggestion gives both names: title（标题）.
    let meant = cause.arguments.iter().any(|(name, value)| {
        *name == "suggestion"
            && matches!(value, Argument::Text(text) if text.split(['（', '）']).any(|part| names.contains(&part)))
    });
    at_key || meant
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceText, Span};

    fn told(text: &str, code: &'static str) -> Diagnostic {
        let source = SourceText::new("content/a.md", text);
        Diagnostic::error(code).at(source.place(Span::new(0, text.len())))
    }

    fn kept(mut told: Vec<Diagnostic>) -> Vec<&'static str> {
        drop_echoes(&mut told);
        told.iter().map(|d| d.code).collect()
    }

    #[test]
    fn a_date_that_is_none_is_told_once() {
        let missing = || told("---", "document/missing-date");
        let wrong = told("发布日期：2026-02-30", "front-matter/full-width-colon");
        assert_eq!(kept(vec![missing(), wrong]), ["front-matter/full-width-colon"]);
        let other = told("darft: true", "front-matter/unknown-key");
        assert_eq!(
            kept(vec![missing(), other]),
            ["document/missing-date", "front-matter/unknown-key"]
        );
    }

    #[test]
    fn front_matter_that_was_not_read_lacks_nothing() {
        let missing = |code| told("---", code);
        let unread = told("---", "front-matter/too-long");
        let all = vec![
            missing("document/missing-title"),
            unread,
            missing("document/missing-date"),
        ];
        assert_eq!(kept(all), ["front-matter/too-long"]);
    }

    #[test]
    fn a_misspelt_title_is_told_once() {
        let missing = told("---", "document/missing-title");
        let misspelt = told("标提: 甲", "front-matter/unknown-key").with("suggestion", "title（标题）");
        assert_eq!(kept(vec![missing, misspelt]), ["front-matter/unknown-key"]);
    }

    #[test]
    fn a_key_without_a_value_is_told_once_and_there() {
        let empty = || told("date:", "front-matter/empty");
        let mut left = vec![told("---", "document/missing-date"), empty()];
        assert!(may_echo(&left));
        drop_echoes(&mut left);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].code, "document/missing-date");
        assert_eq!(&*left[0].place.as_ref().unwrap().excerpt, "date:");
        assert_eq!(kept(vec![empty()]), ["front-matter/empty"]);
    }

    #[test]
    fn the_value_of_a_secrecy_field_is_no_second_mistake() {
        let field = || told("密级: 秘密", "secrecy/field");
        let mark = || told("密级: 秘密", "secrecy/mark");
        assert_eq!(kept(vec![field(), mark()]), ["secrecy/field"]);
        assert_eq!(kept(vec![mark()]), ["secrecy/mark"]);
    }

    #[test]
    fn an_item_that_could_not_be_read_is_not_called_empty_as_well() {
        let alias = told("*a", "front-matter/alias");
        assert_eq!(
            kept(vec![alias, told("*a", "front-matter/empty-item")]),
            ["front-matter/alias"]
        );
        assert_eq!(
            kept(vec![told("", "front-matter/empty-item")]),
            ["front-matter/empty-item"]
        );
    }
}
