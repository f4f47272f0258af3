//! From what was told to the report: each file judged, without echoes.
//!
//! In: what was told of each file as it was read, which is kept with it; what later steps told; `[check]`. Out: a report. A verdict on a file
//! of which later steps told nothing is kept with the file, since it follows from the file and `[check]` alone: after an edit, a site of
//! ten thousand documents with fifty thousand warnings has one file judged anew.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::sync::Arc;

use rayon::prelude::*;

use super::consequences;
use super::reading::Kept;
use crate::check::{self, Allowance, Judge};
use crate::diagnostic::{Allowed, Diagnostic, Part, Report};
use crate::source::FoundFile;

/// What is told of one file in the end.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    part: Option<Part>,
    allowed: Vec<Allowed>,
    /// See [`check::Judged::softened`].
    softened: Vec<&'static str>,
}

/// What steps after the reading told.
#[derive(Debug, Default)]
pub(super) struct Later {
    /// By file; first what has none.
    judged: BTreeMap<Option<Arc<str>>, Vec<Diagnostic>>,
    /// What is told whatever `[check]` says: it is of the theme.
    pub(super) standing: Vec<Diagnostic>,
}

impl Later {
    /// Adds what a step told.
    pub(super) fn extend(&mut self, told: impl IntoIterator<Item = Diagnostic>) {
        for mut diagnostic in told {
            check::mask(&mut diagnostic);
            let file = diagnostic.place.as_ref().map(|place| Arc::clone(&place.file));
            self.judged.entry(file).or_default().push(diagnostic);
        }
    }
}

/// Makes the verdicts that are not made yet, for [`report`] to find. `judge` is `None` where there is no `site.toml`: then all stands.
pub(super) fn prepare(kept: &[Kept], judge: Option<&Judge<'_>>) {
    kept.par_iter().for_each(|kept| {
        kept.verdict(judge);
    });
}

/// Judges everything.
pub(super) fn report(files: (&[FoundFile], &[Kept]), later: Later, judge: Option<&Judge<'_>>) -> Report {
    let (found, kept) = files;
    let mut docket = Docket {
        report: Report::default(),
        softened: BTreeSet::new(),
        judge,
    };
    let mut later_of = later.judged.into_iter().peekable();
    for (file, kept) in found.iter().zip(kept) {
        while let Some((_, told)) = next_if(&mut later_of, |of| of < Some(&file.path)) {
            docket.enter(&judged(told, None, judge));
        }
        match next_if(&mut later_of, |of| of == Some(&file.path)) {
            None => docket.enter(kept.verdict(judge)),
            Some((_, mut told)) => {
                told.extend(kept.told().iter().cloned());
                docket.enter(&judged(told, kept.allowance(), judge));
            }
        }
    }
    for (_, told) in later_of {
        docket.enter(&judged(told, None, judge));
    }
    docket.close(later.standing)
}

type LaterOf = (Option<Arc<str>>, Vec<Diagnostic>);

fn next_if(
    later: &mut Peekable<impl Iterator<Item = LaterOf>>,
    is_wanted: impl Fn(Option<&Arc<str>>) -> bool,
) -> Option<LaterOf> {
    later.next_if(|(file, _)| is_wanted(file.as_ref()))
}

/// The report while verdicts come in.
struct Docket<'a> {
    report: Report,
    softened: BTreeSet<&'static str>,
    judge: Option<&'a Judge<'a>>,
}

impl Docket<'_> {
    fn enter(&mut self, verdict: &Verdict) {
        if let Some(part) = &verdict.part {
            self.report.add(part.clone());
        }
        let allowed = verdict.allowed.iter().cloned();
        allowed.for_each(|allowed| self.report.allow(allowed));
        self.softened.extend(&verdict.softened);
    }
    fn close(mut self, standing: Vec<Diagnostic>) -> Report {
        self.report.extend(standing);
        if let Some(judge) = self.judge {
            self.report.extend(judge.of_settings(&self.softened));
        }
        self.report.sort();
        self.report
    }
}

/// The verdict on a file of which nothing was told but as it was read. What is told of it is shared, where nothing has to be changed.
pub(super) fn of_kept(
    told: Option<&Part>,
    allowance: Option<Allowance<'_>>,
    judge: Option<&Judge<'_>>,
) -> Verdict {
    let all = told.map_or(&[][..], Part::told);
    let stands = judge.is_none_or(|judge| allowance.is_none() && judge.lets_stand(all));
    if stands && !consequences::may_echo(all) {
        return Verdict {
            part: told.cloned(),
            ..Verdict::default()
        };
    }
    judged(all.to_vec(), allowance, judge)
}

fn judged(told: Vec<Diagnostic>, allowance: Option<Allowance<'_>>, judge: Option<&Judge<'_>>) -> Verdict {
    let mut judged = match judge {
        Some(judge) => judge.file(told, allowance),
        None => check::Judged {
            told,
            ..check::Judged::default()
        },
    };
    consequences::drop_echoes(&mut judged.told);
    Verdict {
        part: Part::new(judged.told),
        allowed: judged.allowed,
        softened: judged.softened,
    }
}
