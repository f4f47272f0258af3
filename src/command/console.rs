//! The terminal: results to stdout, diagnostics to stderr, in one language, as loud as asked.

use std::cell::Cell;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::invocation::{Colour, Format, Invocation, Volume};
use super::language::Sketch;
use crate::diagnostic::{Catalogue, Diagnostic, Report, Severity, Style, draw, json as as_json};

/// Where everything is written.
pub(super) struct Console {
    pub(super) catalogue: Catalogue,
    pub(super) format: Format,
    pub(super) volume: Volume,
    style: Style,
    /// Which command's object a failure in JSON is.
    subcommand: Option<String>,
    lost: Cell<bool>,
}

impl Console {
    /// A console that speaks the language of the first look.
    pub(super) fn new(sketch: &Sketch) -> Console {
        Console {
            catalogue: Catalogue::new(sketch.language),
            format: sketch.format,
            volume: Volume::Normal,
            style: style(sketch.colour),
            subcommand: sketch.subcommand.clone(),
            lost: Cell::new(false),
        }
    }
    /// Heeds what the arguments say.
    pub(super) fn configure(&mut self, invocation: &Invocation) {
        self.format = invocation.format;
        self.volume = invocation.volume;
        self.style = style(invocation.colour);
    }
    /// A word of the catalogue, with its values.
    pub(super) fn word(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.catalogue.word(key, values)
    }
    /// Writes to stdout. A reader that has gone (`| head`) is no error; a full disk is.
    pub(super) fn result(&self, text: &str) {
        let mut out = io::stdout().lock();
        self.heed(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }
    fn heed(&self, written: io::Result<()>) {
        if let Err(error) = written
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.lost.set(true);
            self.say(&self.word("output.lost", &[]));
        }
    }
    /// Writes a line to stdout.
    pub(super) fn result_line(&self, text: &str) {
        self.result(&format!("{text}\n"));
    }
    /// Writes a value to stdout as JSON, on one line, without holding its text.
    pub(super) fn result_json(&self, value: &impl Serialize) {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = serde_json::to_writer(&mut out, value).map_err(io::Error::from);
        self.heed(written.and_then(|()| writeln!(out)).and_then(|()| out.flush()));
    }
    /// Writes a line to stderr. There is nowhere to say that this failed.
    pub(super) fn say(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
    /// Whether a result could not be written.
    pub(super) fn lost_output(&self) -> bool {
        self.lost.get()
    }
    /// Draws diagnostics on stderr, an empty line between; warnings only when not quiet.
    pub(super) fn tell<'a>(&self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
        let mut text = String::new();
        for diagnostic in diagnostics {
            if self.volume > Volume::Quiet || diagnostic.severity == Severity::Error {
                text.push_str(&draw(diagnostic, &self.catalogue, self.style));
                text.push('\n');
            }
        }
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
    /// `3 个错误，1 个警告`.
    pub(super) fn sum(&self, errors: usize, warnings: usize) -> String {
        self.catalogue.sum(errors, warnings)
    }
    /// The diagnostics of a report as JSON, with their counts.
    pub(super) fn report_json<'a>(&'a self, report: &'a Report) -> ReportJson<'a> {
        ReportJson {
            diagnostics: self.diagnostics_json(report),
            errors: report.errors(),
            warnings: report.warnings(),
        }
    }
    /// The diagnostics of a report as a JSON array.
    pub(super) fn diagnostics_json<'a>(&'a self, report: &'a Report) -> DiagnosticsJson<'a> {
        DiagnosticsJson {
            report,
            catalogue: &self.catalogue,
        }
    }
    /// The object of a run that came to nothing: the command's own keys all the same, so that no program has to look for them.
    fn failure_json(&self, report: &Report) -> Value {
        let mut object = match self.subcommand.as_deref() {
            Some("build") => super::build::blank(),
            Some("ledger") => super::ledger::blank(),
            _ => json!({}),
        };
        if let (Value::Object(object), Value::Object(told)) = (&mut object, json!(self.report_json(report))) {
            object.extend(told);
        }
        object
    }
    /// Tells one error that ends the run: on stderr, or as the one object of `--format json`.
    pub(super) fn fail(&self, diagnostic: &Diagnostic) {
        if self.format == Format::Json {
            let mut report = Report::default();
            report.push(diagnostic.clone());
            self.result_json(&self.failure_json(&report));
        } else {
            self.tell([diagnostic]);
        }
    }
}

/// The one object of `check --format json`.
#[derive(Serialize)]
pub(super) struct ReportJson<'a> {
    diagnostics: DiagnosticsJson<'a>,
    errors: usize,
    warnings: usize,
}

/// Diagnostics as a JSON array, each put into words only when it is written: those of a large site take more memory than the site.
pub(super) struct DiagnosticsJson<'a> {
    report: &'a Report,
    catalogue: &'a Catalogue,
}

impl Serialize for DiagnosticsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.report.diagnostics().map(|d| as_json(d, self.catalogue)))
    }
}

/// Colours when asked for, or on a terminal that can show them and nobody minds (https://no-color.org).
fn style(colour: Colour) -> Style {
    let coloured = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => std::io::stderr().is_terminal() && terminal_takes_colours(),
    };
    if coloured { Style::Coloured } else { Style::Plain }
}

#[expect(clippy::disallowed_methods, reason = "the environment is read in command/")]
fn terminal_takes_colours() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    match set("TERM") {
        Some(term) => term != "dumb",
        // The old Windows console shows escapes as they are; the new one says who it is.
        None => set("WT_SESSION").is_some(),
    }
}
