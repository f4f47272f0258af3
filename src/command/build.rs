//! `build`: load, see as files, publish. Nothing is published while the report has errors.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;
use serde_json::{Value, json};

use super::console::{Console, DiagnosticsJson};
use super::invocation::{Format, Invocation, View, Volume};
use super::progress::Progress;
use super::{Exit, check};
use crate::diagnostic::{Diagnostic, Report};
use crate::edition::{self, Edition};
use crate::load::{self, Loaded};
use crate::model::{EditionKind, PagePath, Site};
use crate::publish::{self, Content, Export, Outcome, Refusal, Request};
use crate::search;

/// What is to be written, and where.
pub(super) struct Wanted<'a> {
    /// `--out`.
    pub(super) out: Option<&'a Path>,
    /// `--export-search`.
    pub(super) export: Option<&'a Path>,
}

/// What was made, as far as it came.
#[derive(Default)]
struct Tally {
    /// Pages in the export for search servers.
    exported: Option<usize>,
    pages: usize,
    documents: usize,
    units: usize,
    outcome: Option<Outcome>,
}

/// Builds the site.
pub(super) fn run(console: &Console, invocation: &Invocation, wanted: &Wanted<'_>, view: View) -> Exit {
    let started = Instant::now();
    let progress = Progress::start(console);
    let options = view.options();
    let mut loaded = load::load(&invocation.root, options);
    let mut tally = Tally::default();
    let mut exit = check::verdict(&loaded);
    if exit == Exit::Done
        && let (Some(site), Some(theme)) = (loaded.site.clone(), &loaded.theme)
    {
        tally.documents = site.documents.len();
        tally.units = site.units.len();
        let edition = Edition::new(Arc::clone(&site), theme);
        tally.pages = edition.page_count();
        let default = default_out(&invocation.root, options.edition);
        let out = wanted.out.unwrap_or(&default);
        let made = prepare(wanted.export, out, &invocation.root).and_then(|export| {
            tally.outcome = Some(publish(&loaded, &site, &edition, (out, &progress))?);
            let said = |subject| edition.said(subject);
            let write = |export: Export<'_>| export.write(&|file| search::export(&site, &said, file));
            tally.exported = export.map(write).transpose()?;
            Ok(())
        });
        exit = settle(&mut loaded.report, &tally, made);
        if view.drafts && exit == Exit::Done {
            loaded.report.push(Diagnostic::warning("build/drafts-shown"));
        }
    }
    drop(progress);
    tell(console, &loaded.report, &tally, started, exit);
    exit
}

/// `public/`, and beside it `public-internal/`, in the site's folder.
fn default_out(root: &Path, edition: EditionKind) -> std::path::PathBuf {
    root.join(match edition {
        EditionKind::Public => "public",
        EditionKind::Internal => "public-internal",
    })
}

/// Looks whether the export may be written, before anything is.
fn prepare<'a>(file: Option<&'a Path>, out: &'a Path, root: &'a Path) -> Result<Option<Export<'a>>, Refusal> {
    let wish = |file| publish::Wish {
        file,
        out,
        root,
        beginning: search::BEGINNING,
        description: search::MAPPING,
        suffix: ".mapping.json",
    };
    file.map(|file| Export::prepare(wish(file))).transpose()
}

fn publish(
    loaded: &Loaded,
    site: &Arc<Site>,
    edition: &Edition,
    (out, progress): (&Path, &Progress),
) -> Result<Outcome, Refusal> {
    let paths: Vec<&str> = edition.paths().iter().map(PagePath::as_str).collect();
    progress.making(paths.len());
    // Beside the output is room for it, if anywhere.
    let beside = out.parent().filter(|folder| *folder != Path::new(""));
    let builder = search::Builder::new(Arc::clone(site)).spilling(beside.unwrap_or(Path::new(".")));
    publish::publish(&Request {
        out,
        root: &loaded.root,
        edition: match site.edition {
            EditionKind::Public => "public",
            EditionKind::Internal => "internal",
        },
        facts: edition.facts(),
        paths,
        make: &|path| make(loaded, edition, &builder, path),
        derive: &|put| {
            let contents = |files: Vec<search::File>| {
                let files = files.into_iter();
                files
                    .map(|file| (file.path, Content::Bytes(file.bytes)))
                    .collect()
            };
            // Of what went wrong with a file that was put, publishing knows itself.
            let given = builder.give(|files| if put(contents(files)) { Ok(()) } else { Err(None) });
            given.or_else(|error| error.map_or(Ok(()), Err))
        },
        progress: &|done| progress.done(done),
    })
}

/// Makes one file; a file of the site is named by where it lies on disk.
fn make(
    loaded: &Loaded,
    edition: &Edition,
    builder: &search::Builder,
    path: &str,
) -> Result<Content, Diagnostic> {
    let hear = |subject, blocks: &[_]| builder.take(subject, blocks);
    match edition.make_heard(&PagePath::new(path), &hear) {
        Some(Ok(edition::Content::Bytes(bytes))) => Ok(Content::Bytes(bytes)),
        Some(Ok(edition::Content::File(file))) => {
            let disk = loaded.files.get(&file).cloned();
            Ok(Content::File(disk.unwrap_or_else(|| loaded.root.join(&*file))))
        }
        Some(Err(diagnostic)) => Err(diagnostic),
        None => Err(no_such_file(path)),
    }
}

/// The edition makes all that it lists: whoever reads this has found a fault of ours.
fn no_such_file(path: &str) -> Diagnostic {
    Diagnostic::error("build/no-such-file").with("path", path)
}

/// Takes what publishing said into the report.
fn settle(report: &mut Report, tally: &Tally, made: Result<(), Refusal>) -> Exit {
    let outcome = tally.outcome.iter();
    report.extend(outcome.flat_map(|outcome| outcome.warnings.iter().cloned()));
    match made {
        Ok(()) => Exit::Done,
        Err(Refusal::Content(diagnostics)) => {
            report.extend(diagnostics);
            report.sort();
            Exit::Content
        }
        Err(Refusal::Output(diagnostic)) => {
            report.push(diagnostic);
            Exit::Usage
        }
        Err(Refusal::Machine(diagnostic)) => {
            report.push(diagnostic);
            Exit::Machine
        }
    }
}

fn tell(console: &Console, report: &Report, tally: &Tally, started: Instant, exit: Exit) {
    let elapsed = started.elapsed();
    if console.format == Format::Json {
        let milliseconds = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        console.result_json(&object(console, report, tally, milliseconds));
        return;
    }
    console.tell(report.diagnostics());
    if console.volume == Volume::Verbose {
        check::tell_allowed(console, report);
    }
    if exit != Exit::Done {
        let sum = console.sum(report.errors(), report.warnings());
        let key = match tally.outcome {
            Some(_) => "sum.not-exported",
            None => "sum.not-updated",
        };
        console.say(&console.word(key, &[("sum", &sum)]));
        return;
    }
    if console.volume == Volume::Quiet {
        return;
    }
    let seconds = format!("{:.2}", elapsed.as_secs_f64());
    let mut line = console.word(
        "build.summary",
        &[
            ("pages", &tally.pages.to_string()),
            ("documents", &tally.documents.to_string()),
            ("units", &tally.units.to_string()),
            ("seconds", &seconds),
        ],
    );
    if report.warnings() > 0 {
        let sum = console.sum(0, report.warnings());
        line = console.word("build.summary-with", &[("summary", &line), ("sum", &sum)]);
    }
    console.result_line(&line);
    if let Some(pages) = tally.exported {
        console.result_line(&console.word("build.exported", &[("pages", &pages.to_string())]));
    }
    if let (Volume::Verbose, Some(outcome)) = (console.volume, &tally.outcome) {
        console.result_line(&files_line(console, outcome));
    }
}

/// How many files are new, the same, gone.
fn files_line(console: &Console, outcome: &Outcome) -> String {
    console.word(
        "build.files",
        &[
            ("files", &outcome.files.to_string()),
            ("written", &outcome.written.to_string()),
            ("unchanged", &outcome.unchanged.to_string()),
            ("removed", &outcome.removed.to_string()),
        ],
    )
}

/// The object of a build that did not begin, but for its diagnostics.
pub(super) fn blank() -> Value {
    json!({
        "pages": 0, "documents": 0, "units": 0, "files": 0,
        "written": 0, "unchanged": 0, "removed": 0, "milliseconds": 0,
    })
}

/// The one object of `--format json`.
#[derive(Serialize)]
struct Object<'a> {
    diagnostics: DiagnosticsJson<'a>,
    documents: usize,
    errors: usize,
    files: usize,
    milliseconds: u64,
    pages: usize,
    removed: usize,
    unchanged: usize,
    units: usize,
    warnings: usize,
    written: usize,
}

fn object<'a>(console: &'a Console, report: &'a Report, tally: &Tally, milliseconds: u64) -> Object<'a> {
    let count = |of: fn(&Outcome) -> usize| tally.outcome.as_ref().map_or(0, of);
    Object {
        diagnostics: console.diagnostics_json(report),
        documents: tally.documents,
        errors: report.errors(),
        files: count(|o| o.files),
        milliseconds,
        pages: tally.pages,
        removed: count(|o| o.removed),
        unchanged: count(|o| o.unchanged),
        units: tally.units,
        warnings: report.warnings(),
        written: count(|o| o.written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Catalogue, Language};

    #[test]
    fn a_file_that_nobody_makes_is_called_our_fault() {
        let told = no_such_file("notices/a.html");
        assert_eq!(told.code, "build/no-such-file");
        let words = Catalogue::new(Language::Chinese).entry(&told);
        assert!(words.message.contains("notices/a.html"), "{}", words.message);
        assert!(words.help.is_some_and(|help| help.contains("程序的错")));
    }
}
