//! From findings to what is told: the levels of `[check]`, the `allow` of documents, and what is wrong with either.
//!
//! What was told of one file comes in, whatever floor it is from, and goes out judged: no file's verdict depends on another's, so each can
//! be kept until its file or `site.toml` changes. Rules of this floor may be set to any level unless fixed; so may every other warning;
//! errors of other floors stand, since a site cannot wish a broken link whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::privacy;
use super::rules::{Rule, rules};
use crate::config::Level;
use crate::diagnostic::{
    Allowed, Argument, Catalogue, Diagnostic, Language, Severity, SourceText, Span, Spanned,
};
use crate::text::similar::nearest;

/// What one file allows: 豁免.
#[derive(Clone, Copy, Debug)]
pub struct Allowance<'a> {
    /// That file, to tell of mistakes at their place.
    pub source: &'a SourceText,
    /// Rule and reason.
    pub entries: &'a [(Spanned<String>, Spanned<String>)],
}

/// Applies `[check]` and the `allow` of documents.
pub struct Judge<'a> {
    levels: &'a BTreeMap<String, Spanned<Level>>,
    config: &'a SourceText,
    /// The codes of all floors; read from the catalogue when a name is first found to be no rule's.
    codes: OnceLock<Vec<String>>,
}

/// What came of judging one file.
#[derive(Debug, Default)]
pub struct Judged {
    /// What is told.
    pub told: Vec<Diagnostic>,
    /// What the file allows.
    pub allowed: Vec<Allowed>,
    /// Codes of errors that stand though `[check]` would have them milder; for [`Judge::of_settings`].
    pub softened: Vec<&'static str>,
}

/// An entry of an `allow` that names a rule which can be allowed, or might.
struct Entry<'a> {
    source: &'a SourceText,
    rule: &'a Spanned<String>,
    reason: &'a str,
    used: bool,
}

impl<'a> Judge<'a> {
    /// `levels` stand in `config`.
    pub fn new(levels: &'a BTreeMap<String, Spanned<Level>>, config: &'a SourceText) -> Judge<'a> {
        Judge {
            levels,
            config,
            codes: OnceLock::new(),
        }
    }
    /// Whether a file that allows nothing may say all this as it stands.
    pub fn lets_stand(&self, told: &[Diagnostic]) -> bool {
        self.levels.is_empty() || !told.iter().any(|told| self.levels.contains_key(told.code))
    }
    /// Judges what was told of one file. Unknown rules of its `allow` are told at their place, with a suggestion.
    pub fn file(&self, told: Vec<Diagnostic>, allow: Option<Allowance<'_>>) -> Judged {
        let mut judged = Judged::default();
        let mut mistakes = Vec::new();
        let mut entries = allow.map_or_else(Vec::new, |allow| self.entries(allow, &mut mistakes));
        for diagnostic in told {
            self.one(diagnostic, &mut entries, &mut judged);
        }
        judged.told.append(&mut mistakes);
        judged.told.extend(self.unused(&entries));
        judged
    }
    /// Mistakes of `[check]` itself: unknown rules, and those that are fixed. `softened` are those of all files.
    pub fn of_settings(&self, softened: &BTreeSet<&'static str>) -> Vec<Diagnostic> {
        let mut mistakes = Vec::new();
        for (name, level) in self.levels {
            match known(name) {
                Some(rule) if rule.fixed && level.value != Level::Error => {
                    mistakes.push(fixed(rule.code, self.config, level.span));
                }
                None if !self.is_code(name) => mistakes.push(self.unknown(name, self.config, level.span)),
                _ => {}
            }
        }
        let levels = softened
            .iter()
            .filter_map(|code| Some((code, self.levels.get(*code)?)));
        mistakes.extend(levels.map(|(code, level)| fixed(code, self.config, level.span)));
        mistakes
    }

    /// The entries of an `allow` that may silence something; the others are mistakes.
    fn entries<'e>(&self, allow: Allowance<'e>, mistakes: &mut Vec<Diagnostic>) -> Vec<Entry<'e>> {
        let source = allow.source;
        let mut entries = Vec::new();
        for (rule, reason) in allow.entries {
            match known(&rule.value) {
                Some(known) if known.fixed => mistakes.push(fixed(known.code, source, rule.span)),
                None if !self.is_code(&rule.value) => {
                    mistakes.push(self.unknown(&rule.value, source, rule.span));
                }
                _ if reason.value.trim().is_empty() => mistakes.push(
                    Diagnostic::error("check/no-reason")
                        .at(source.place(rule.span))
                        .with("rule", &rule.value),
                ),
                _ => entries.push(Entry {
                    source,
                    rule,
                    reason: &reason.value,
                    used: false,
                }),
            }
        }
        entries
    }
    fn codes(&self) -> &[String] {
        self.codes.get_or_init(|| {
            // The codes of all floors stand in the catalogue, whatever its language.
            let catalogue = Catalogue::new(Language::Chinese);
            catalogue.codes().into_iter().map(str::to_owned).collect()
        })
    }
    fn is_code(&self, name: &str) -> bool {
        self.codes().iter().any(|code| code == name)
    }
    fn unknown(&self, name: &str, source: &SourceText, span: Span) -> Diagnostic {
        // Rules of this floor are what people mean; the code of another floor only if none of these is near.
        let suggestion = nearest(name, rules().iter().map(|r| r.code))
            .or_else(|| nearest(name, self.codes().iter().map(String::as_str)));
        Diagnostic::error("check/unknown-rule")
            .at(source.place(span))
            .with("rule", name)
            .with_some("suggestion", suggestion)
    }
    /// Judges one finding: dropped, allowed, or told at its level.
    fn one(&self, mut diagnostic: Diagnostic, entries: &mut [Entry<'_>], judged: &mut Judged) {
        let code = diagnostic.code;
        let movable = known(code).map_or(diagnostic.severity == Severity::Warning, |rule| !rule.fixed);
        let entry = entries.iter_mut().find(|entry| entry.rule.value == code);
        if !movable {
            self.stands(code, entry, judged);
            judged.told.push(diagnostic);
            return;
        }
        // What is turned off was still found: an `allow` for it is not in vain.
        let reason = entry.map(|entry| {
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
            Some(reason) => judged.allowed.push(Allowed {
                diagnostic,
                reason: reason.to_owned(),
            }),
            None => judged.told.push(diagnostic),
        }
    }
    /// An error of another floor that `[check]` or its file tried to silence.
    fn stands(&self, code: &'static str, entry: Option<&mut Entry<'_>>, judged: &mut Judged) {
        // Fixed rules of this floor are told for what stands in the settings.
        if known(code).is_some() {
            return;
        }
        let level = self.levels.get(code);
        let is_milder = level.is_some_and(|level| level.value != Level::Error);
        judged.softened.extend(is_milder.then_some(code));
        if let Some(entry) = entry.filter(|entry| !entry.used) {
            entry.used = true;
            judged.told.push(fixed(code, entry.source, entry.rule.span));
        }
    }
    /// The entries that silenced nothing, at the level that `[check]` gives to that.
    fn unused(&self, entries: &[Entry<'_>]) -> Vec<Diagnostic> {
        let level = self.levels.get("check/unused-allow").map(|level| level.value);
        let unused = entries
            .iter()
            .filter(|entry| !entry.used && level != Some(Level::Off));
        let tell = |entry: &Entry<'_>| {
            let mut unused = Diagnostic::warning("check/unused-allow");
            if level == Some(Level::Error) {
                unused.severity = Severity::Error;
            }
            unused
                .at(entry.source.place(entry.rule.span))
                .with("rule", &entry.rule.value)
        };
        unused.map(tell).collect()
    }
}

fn fixed(code: &'static str, source: &SourceText, span: Span) -> Diagnostic {
    Diagnostic::error("check/fixed-rule")
        .at(source.place(span))
        .with("rule", code)
}

fn known(code: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code == code)
}

/// Stars out the numbers of persons in everything that a diagnostic repeats: another rule's excerpt may hold one too.
pub fn mask(diagnostic: &mut Diagnostic) {
    if let Some(place) = &mut diagnostic.place
        && let Some(masked) = privacy::masked(&place.excerpt)
    {
        place.excerpt = masked.into();
    }
    for (_, argument) in &mut diagnostic.arguments {
        mask_argument(argument);
    }
}

fn mask_argument(argument: &mut Argument) {
    match argument {
        Argument::Text(text) => {
            if let Some(masked) = privacy::masked(text) {
                *text = masked;
            }
        }
        Argument::List(list) => list.iter_mut().for_each(mask_argument),
        Argument::Word(_) => {}
    }
}

#[cfg(test)]
mod tests;
