//! Units in the issued order, and every name by which one may be called.
//!
//! In: the units' files. Out: [`Unit`]s, and a [`Roster`] that finds one by id, name, short name, alias or former name. A name that two
//! units claim is told at the second; a successor that leads back to its own start is dropped and told.

use std::collections::HashMap;
use std::sync::Arc;

use super::Context;
use crate::diagnostic::{Diagnostic, Place, SourceText, Span, Spanned};
use crate::model::{CategoryId, PagePath, RawUnit, Since, Unit, UnitId};
use crate::text::date::Date;
use crate::text::fold::fold;

/// Finds units by any of their names. Names as written are tried first, since folding costs ten times as much.
pub(super) struct Roster<'a> {
    exact: HashMap<&'a str, UnitId>,
    folded: HashMap<String, UnitId>,
    names: Vec<&'a str>,
}

impl Roster<'_> {
    /// The unit of that name.
    pub(super) fn find(&self, name: &str) -> Option<UnitId> {
        self.exact
            .get(name)
            .or_else(|| self.folded.get(&fold(name)))
            .copied()
    }
    /// The unit of that name; an unknown one is told at its place.
    pub(super) fn resolve(
        &self,
        context: &Context<'_>,
        source: &SourceText,
        name: &Spanned<String>,
    ) -> Option<UnitId> {
        let found = self.find(&name.value);
        if found.is_none() {
            context.tell(
                Diagnostic::error("reference/unknown-unit")
                    .at(source.place(name.span))
                    .with("name", &name.value)
                    .with_some(
                        "suggestion",
                        context.nearest(&name.value, self.names.iter().copied()),
                    ),
            );
        }
        found
    }
}

/// Makes the units, and the roster of their names.
pub(super) fn units<'a>(context: &Context<'a>) -> (Vec<Unit>, Roster<'a>) {
    let raws = issued_order(&context.material.units);
    let roster = roster(context, &raws);
    let mut units: Vec<Unit> = raws.iter().map(|raw| unit(context, raw)).collect();
    let successors = successors(context, &raws, &roster);
    for (index, successor) in successors.into_iter().enumerate() {
        units[index].successor = successor;
        if let Some(UnitId(heir)) = successor {
            units[heir as usize].predecessors.push(UnitId(index as u32));
        }
    }
    (units, roster)
}

/// By `order`, then path; units without an order come last.
fn issued_order(raws: &[Arc<RawUnit>]) -> Vec<&Arc<RawUnit>> {
    let mut raws: Vec<&Arc<RawUnit>> = raws.iter().collect();
    raws.sort_by(|a, b| {
        let key = |raw: &RawUnit| raw.order.as_ref().map_or((true, 0), |order| (false, order.value));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.source.path().cmp(b.source.path()))
    });
    raws
}

fn unit(context: &Context<'_>, raw: &Arc<RawUnit>) -> Unit {
    let name = raw
        .name
        .as_ref()
        .map_or_else(|| raw.id.to_string(), |name| name.value.clone());
    let short = raw
        .short
        .as_ref()
        .map_or_else(|| name.clone(), |short| short.value.clone());
    let (from, to) = lifetime(context, raw);
    Unit {
        raw: Arc::clone(raw),
        name,
        short,
        category: category(context, raw),
        from,
        to,
        successor: None,
        predecessors: Vec::new(),
        address: PagePath::new(format!("units/{}.html", raw.id)),
        links: Vec::new(),
    }
}

/// 设立 and 撤销 as days; an end before the beginning is told and left out.
fn lifetime(context: &Context<'_>, raw: &RawUnit) -> (Option<Date>, Option<Date>) {
    let from = raw.from.as_ref().and_then(|from| match from.value {
        Since::Year(year) => Date::new(year, 1, 1),
        Since::Day(day) => Some(day),
    });
    let to = raw.to.as_ref().and_then(|to| match to.value {
        Since::Year(year) => Date::new(year, 12, 31),
        Since::Day(day) => Some(day),
    });
    match (from, to, &raw.to) {
        (Some(first), Some(last), Some(written)) if last < first => {
            context.tell(
                Diagnostic::error("unit/ends-before-it-begins")
                    .at(raw.source.place(written.span))
                    .with("from", first)
                    .with("to", last),
            );
            (from, None)
        }
        _ => (from, to),
    }
}

/// 类别. A unit that names none goes with the last category, which in the shipped list is the one for all others; with a warning, since
/// obligations may be laid on categories.
fn category(context: &Context<'_>, raw: &RawUnit) -> CategoryId {
    let categories = &context.rules.categories;
    let last = CategoryId(categories.len().saturating_sub(1) as u16);
    let Some(written) = &raw.category else {
        if let [_, .., fallback] = categories.as_slice() {
            context.tell(
                Diagnostic::warning("unit/missing-category")
                    .at(raw.source.place(raw.front))
                    .with("category", &fallback.name)
                    .with_list("categories", categories.iter().map(|c| &c.name)),
            );
        }
        return last;
    };
    let word = fold(&written.value);
    let found = categories
        .iter()
        .position(|c| fold(&c.id) == word || fold(&c.name) == word);
    if let Some(index) = found {
        return CategoryId(index as u16);
    }
    let names = categories.iter().flat_map(|c| [&*c.id, c.name.as_str()]);
    context.tell(
        Diagnostic::error("unit/unknown-category")
            .at(raw.source.place(written.span))
            .with("name", &written.value)
            .with_some("suggestion", context.nearest(&written.value, names))
            .with_list("categories", categories.iter().map(|c| &c.name)),
    );
    last
}

/// All names of a unit with their places; the id stands for the file as a whole.
fn names(raw: &RawUnit) -> impl Iterator<Item = (&str, Option<Span>)> {
    let written = raw
        .name
        .iter()
        .chain(&raw.short)
        .chain(&raw.aliases)
        .chain(&raw.former_names);
    std::iter::once((&*raw.id, None)).chain(written.map(|name| (name.value.as_str(), Some(name.span))))
}

fn name_place(raw: &RawUnit, span: Option<Span>) -> Place {
    span.map_or_else(|| raw.source.whole(), |span| raw.source.place(span))
}

fn roster<'a>(context: &Context<'a>, raws: &[&'a Arc<RawUnit>]) -> Roster<'a> {
    let mut first: HashMap<String, (UnitId, Option<Span>)> = HashMap::new();
    let mut roster = Roster {
        exact: HashMap::new(),
        folded: HashMap::new(),
        names: Vec::new(),
    };
    for (index, raw) in raws.iter().enumerate() {
        let id = UnitId(index as u32);
        for (name, span) in names(raw) {
            let key = fold(name);
            if key.is_empty() {
                continue;
            }
            let owner = *first.entry(key.clone()).or_insert((id, span));
            if owner.0 != id {
                let other = raws[owner.0.0 as usize];
                context.tell(ambiguous(raw, (name, span), other, owner.1));
            }
            roster.exact.entry(name).or_insert(owner.0);
            roster.folded.entry(key).or_insert(owner.0);
            roster.names.push(name);
        }
    }
    roster
}

fn ambiguous(
    raw: &RawUnit,
    (name, span): (&str, Option<Span>),
    other: &RawUnit,
    other_span: Option<Span>,
) -> Diagnostic {
    let whose = other.name.as_ref().map_or(&*other.id, |name| name.value.as_str());
    Diagnostic::error("unit/ambiguous-name")
        .at(name_place(raw, span))
        .first_at(name_place(other, other_span))
        .with("name", name)
        .with("other", whose)
        .with("file", other.source.path())
}

/// 承继单位 of each; what would close a circle is told and left out.
fn successors(context: &Context<'_>, raws: &[&Arc<RawUnit>], roster: &Roster<'_>) -> Vec<Option<UnitId>> {
    let mut successors: Vec<Option<UnitId>> = vec![None; raws.len()];
    for (index, raw) in raws.iter().enumerate() {
        let Some(written) = &raw.successor else {
            continue;
        };
        let Some(heir) = roster.resolve(context, &raw.source, written) else {
            continue;
        };
        let mut next = Some(heir);
        while let Some(UnitId(at)) = next
            && at as usize != index
        {
            next = successors[at as usize];
        }
        if next.is_some() {
            context.tell(
                Diagnostic::error("unit/successor-cycle")
                    .at(raw.source.place(written.span))
                    .with("name", &written.value),
            );
        } else {
            successors[index] = Some(heir);
        }
    }
    successors
}
