//! From findings to what is told: the levels of `[check]`, the `allow` of documents, and what is wrong with either.
//!
//! A whole report comes in, whatever floor a finding is from, and goes out judged and masked. Rules of this floor may be set to any level
//! unless fixed; so may every other warning; errors of other floors stand, since a site cannot wish a broken link whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::privacy;
use super::rules::{Rule, rules};
use crate::config::Level;
use crate::diagnostic::{
    Allowed, Argument, Catalogue, Diagnostic, Language, Report, Severity, SourceText, Span, Spanned,
};
use crate::model::Material;
use crate::text::similar::nearest;

/// What one file allows.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The file whose findings are meant, relative to the root.
    pub path: Arc<str>,
    /// That file, to tell of mistakes at their place.
    pub source: Arc<SourceText>,
    /// 豁免: rule and reason.
    pub entries: Vec<(Spanned<String>, Spanned<String>)>,
}

/// The `allow` of every document and free page that has one.
pub fn allowances(material: &Material) -> Vec<Allowance> {
    let documents = material.documents.iter().map(|d| (&d.source, &d.front.allow));
    let pages = material
        .pages
        .iter()
        .chain(&material.indexes)
        .map(|p| (&p.source, &p.allow));
    documents
        .chain(pages)
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(source, entries)| Allowance {
            path: source.path().clone(),
            source: source.clone(),
            entries: entries.clone(),
        })
        .collect()
}

/// Applies `[check]` and the `allow` of documents to a whole report, whatever floor a finding came from: rules of this floor may be set to any
/// level unless fixed, every other warning may be set too, errors of other floors stand. Unknown rules are told at their place, with a suggestion.
pub fn judge(
    report: &mut Report,
    levels: &BTreeMap<String, Spanned<Level>>,
    config: &SourceText,
    allow: &[Allowance],
) {
    let mut judge = Judge::new(levels, config, allow);
    for mut diagnostic in report.take() {
        mask(&mut diagnostic);
        judge.one(diagnostic, report);
    }
    for diagnostic in judge.finish() {
        report.push(diagnostic);
    }
}

/// An entry of an `allow` that names a rule which can be allowed, or might.
struct Entry<'a> {
    source: &'a SourceText,
    rule: &'a Spanned<String>,
    reason: &'a str,
    used: bool,
}

struct Judge<'a> {
    levels: &'a BTreeMap<String, Spanned<Level>>,
    config: &'a SourceText,
    /// By file.
    allowed: BTreeMap<&'a str, Vec<Entry<'a>>>,
    /// Mistakes in `[check]` and `allow` themselves.
    mistakes: Vec<Diagnostic>,
    /// Rules of `[check]` that were told to be fixed already.
    told: BTreeSet<&'static str>,
}

impl<'a> Judge<'a> {
    fn new(
        levels: &'a BTreeMap<String, Spanned<Level>>,
        config: &'a SourceText,
        allow: &'a [Allowance],
    ) -> Self {
        let mut judge = Judge {
            levels,
            config,
            allowed: BTreeMap::new(),
            mistakes: Vec::new(),
            told: BTreeSet::new(),
        };
        if levels.is_empty() && allow.is_empty() {
            return judge;
        }
        // The codes of all floors stand in the catalogue, whatever its language.
        let catalogue = Catalogue::new(Language::Chinese);
        let codes = catalogue.codes();
        for (name, level) in levels {
            match known(name) {
                Some(rule) if rule.fixed && level.value != Level::Error => {
                    judge.fixed(rule.code, config, level.span)
                }
                None if !codes.contains(&name.as_str()) => judge.unknown(name, &codes, config, level.span),
                _ => {}
            }
        }
        for file in allow {
            for (rule, reason) in &file.entries {
                let entry = Entry {
                    source: &file.source,
                    rule,
                    reason: &reason.value,
                    used: false,
                };
                match known(&rule.value) {
                    Some(known) if known.fixed => judge.fixed(known.code, &file.source, rule.span),
                    None if !codes.contains(&rule.value.as_str()) => {
                        judge.unknown(&rule.value, &codes, &file.source, rule.span);
                    }
                    _ if reason.value.trim().is_empty() => {
                        let place = file.source.place(rule.span);
                        judge.mistakes.push(
                            Diagnostic::error("check/no-reason")
                                .at(place)
                                .with("rule", &rule.value),
                        );
                    }
                    _ => judge.allowed.entry(&file.path).or_default().push(entry),
                }
            }
        }
        judge
    }
    fn unknown(&mut self, name: &str, codes: &[&str], source: &SourceText, span: Span) {
        // Rules of this floor are what people mean; the code of another floor only if none of these is near.
        let suggestion =
            nearest(name, rules().iter().map(|r| r.code)).or_else(|| nearest(name, codes.iter().copied()));
        let mistake = Diagnostic::error("check/unknown-rule")
            .at(source.place(span))
            .with("rule", name);
        self.mistakes.push(mistake.with_some("suggestion", suggestion));
    }
    fn fixed(&mut self, code: &'static str, source: &SourceText, span: Span) {
        self.mistakes.push(
            Diagnostic::error("check/fixed-rule")
                .at(source.place(span))
                .with("rule", code),
        );
    }
    /// Judges one finding: dropped, allowed, or told at its level.
    fn one(&mut self, mut diagnostic: Diagnostic, report: &mut Report) {
        let code = diagnostic.code;
        let movable = known(code).map_or(diagnostic.severity == Severity::Warning, |rule| !rule.fixed);
        if !movable {
            self.stands(&diagnostic);
            report.push(diagnostic);
            return;
        }
        // What is turned off was still found: an `allow` for it is not in vain.
        let reason = self.entry(&diagnostic).map(|entry| {
            entry.used = true;
            entry.reason
        });
        match self.levels.get(code).map(|level| level.value) {
            Some(Level::Off) => return,
            Some(Level::Error) => diagnostic.severity = Severity::Error,
            Some(Level::Warning) => diagnostic.severity = Severity::Warning,
            None => {}
        }
        match reason {
            Some(reason) => report.allow(Allowed {
                diagnostic,
                reason: reason.to_owned(),
            }),
            None => report.push(diagnostic),
        }
    }
    /// An error of another floor that `[check]` or its file tried to silence.
    fn stands(&mut self, diagnostic: &Diagnostic) {
        let code = diagnostic.code;
        // Fixed rules of this floor were told when the settings were read.
        if known(code).is_some() {
            return;
        }
        let milder = self.levels.get(code).filter(|level| level.value != Level::Error);
        if let Some(level) = milder
            && self.told.insert(code)
        {
            self.fixed(code, self.config, level.span);
        }
        if let Some(entry) = self.entry(diagnostic).filter(|entry| !entry.used) {
            entry.used = true;
            let (source, span) = (entry.source, entry.rule.span);
            self.fixed(code, source, span);
        }
    }
    /// What the finding's own file says of its rule.
    fn entry(&mut self, diagnostic: &Diagnostic) -> Option<&mut Entry<'a>> {
        let entries = self.allowed.get_mut(&*diagnostic.place.as_ref()?.file)?;
        entries
            .iter_mut()
            .find(|entry| entry.rule.value == diagnostic.code)
    }
    /// The mistakes, and the entries that silenced nothing, at the level that `[check]` gives to that.
    fn finish(mut self) -> Vec<Diagnostic> {
        let level = self.levels.get("check/unused-allow").map(|level| level.value);
        for entry in self
            .allowed
            .values()
            .flatten()
            .filter(|entry| !entry.used && level != Some(Level::Off))
        {
            let mut unused = Diagnostic::warning("check/unused-allow");
            if level == Some(Level::Error) {
                unused.severity = Severity::Error;
            }
            self.mistakes.push(
                unused
                    .at(entry.source.place(entry.rule.span))
                    .with("rule", &entry.rule.value),
            );
        }
        self.mistakes
    }
}

fn known(code: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code == code)
}

/// Stars out the numbers of persons in everything that a diagnostic repeats: another rule's excerpt may hold one too.
fn mask(diagnostic: &mut Diagnostic) {
    if let Some(place) = &mut diagnostic.place {
        place.excerpt = privacy::mask(&place.excerpt).into();
    }
    for (_, argument) in &mut diagnostic.arguments {
        mask_argument(argument);
    }
}

fn mask_argument(argument: &mut Argument) {
    match argument {
        Argument::Text(text) => *text = privacy::mask(text),
        Argument::List(list) => list.iter_mut().for_each(mask_argument),
        Argument::Word(_) => {}
    }
}

#[cfg(test)]
mod tests;
