//! Footnotes: definitions taken out of the text, numbered in the order of first reference, and put at the end in that order.
//!
//! A note that nothing refers to is not shown, and told. A reference whose text was taken out becomes the text it was.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::items::{Found, Gathering, Item, Items};
use crate::diagnostic::{Diagnostic, Span};

/// A note that is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Its label.
    pub(super) label: String,
    /// How often the page refers to it.
    pub(super) references: u32,
}

/// One definition, without its own start and end.
struct Definition<'a> {
    span: Span,
    items: Vec<Item<'a>>,
    used: bool,
}

/// Puts the notes at the end, each between its start and end.
pub(super) fn gather<'a>(items: Items<'a>, found: &mut Vec<Found>) -> (Items<'a>, Vec<Note>) {
    let any = |item: &Item<'_>| {
        matches!(
            item.event,
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_))
        )
    };
    if !items.list.iter().any(any) {
        return (items, Vec::new());
    }
    let (text, mut definitions) = part(items, found);
    let mut notes: Vec<Note> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Gathering::default();
    count(text, &definitions, &mut numbers, &mut notes, &mut out);
    let mut next = 0;
    while let Some(label) = notes.get(next).map(|note| note.label.clone()) {
        next += 1;
        let Some(definition) = definitions.get_mut(&key(&label)) else {
            continue;
        };
        definition.used = true;
        let (span, inner) = (definition.span, std::mem::take(&mut definition.items));
        out.push(Event::Start(Tag::FootnoteDefinition(label.into())), span);
        count(inner, &definitions, &mut numbers, &mut notes, &mut out);
        out.push(Event::End(TagEnd::FootnoteDefinition), span);
    }
    for (label, definition) in definitions.iter().filter(|(_, definition)| !definition.used) {
        let diagnostic = Diagnostic::warning("markdown/footnote-unused").with("label", label);
        found.push(Found::new(
            diagnostic,
            first_line(definition.span, &definition.items),
        ));
    }
    (out.finish(), notes)
}

/// Labels are the same whatever the case of their letters.
pub(super) fn key(label: &str) -> String {
    label.to_lowercase()
}

/// From the note's beginning to that of its text: `[^1]: `.
fn first_line(span: Span, items: &[Item<'_>]) -> Span {
    let end = items.first().map_or(span.end, |item| item.span.start);
    Span {
        start: span.start,
        end: end.clamp(span.start, span.end),
    }
}

/// Parts the text from the definitions; of two with one label the first stands.
fn part<'a>(items: Items<'a>, found: &mut Vec<Found>) -> (Vec<Item<'a>>, BTreeMap<String, Definition<'a>>) {
    let mut text = Vec::new();
    let mut definitions: BTreeMap<String, Definition<'a>> = BTreeMap::new();
    let mut open: Vec<(String, Definition<'a>)> = Vec::new();
    for item in items.list {
        match &item.event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let definition = Definition {
                    span: item.span,
                    items: Vec::new(),
                    used: false,
                };
                open.push((key(label), definition));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                let Some((label, definition)) = open.pop() else {
                    continue;
                };
                match definitions.entry(label) {
                    Entry::Vacant(free) => {
                        free.insert(definition);
                    }
                    Entry::Occupied(taken) => {
                        let diagnostic =
                            Diagnostic::warning("markdown/footnote-twice").with("label", taken.key());
                        found.push(Found::new(
                            diagnostic,
                            first_line(definition.span, &definition.items),
                        ));
                    }
                }
            }
            _ => open
                .last_mut()
                .map_or(&mut text, |(_, definition)| &mut definition.items)
                .push(item),
        }
    }
    (text, definitions)
}

/// Passes items on, counting references and giving numbers to new ones.
fn count<'a>(
    items: Vec<Item<'a>>,
    definitions: &BTreeMap<String, Definition<'a>>,
    numbers: &mut BTreeMap<String, usize>,
    notes: &mut Vec<Note>,
    out: &mut Gathering<'a>,
) {
    for item in items {
        let Event::FootnoteReference(label) = &item.event else {
            out.push(item.event, item.span);
            continue;
        };
        if !definitions.contains_key(&key(label)) {
            out.push_text(format!("[^{label}]").into(), item.span);
            continue;
        }
        let index = *numbers.entry(key(label)).or_insert_with(|| {
            notes.push(Note {
                label: label.to_string(),
                references: 0,
            });
            notes.len() - 1
        });
        if let Some(note) = notes.get_mut(index) {
            note.references += 1;
        }
        out.push(item.event, item.span);
    }
}
