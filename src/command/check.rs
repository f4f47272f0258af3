//! `check`: all diagnostics, nothing written.

use super::Exit;
use super::console::Console;
use super::invocation::{Format, Invocation, View, Volume};
use crate::diagnostic::{Allowed, Report};
use crate::load::{self, Loaded};

/// Checks the site. `strict`: warnings count as errors do.
pub(super) fn run(console: &Console, invocation: &Invocation, strict: bool, view: View) -> Exit {
    let loaded = load::load(&invocation.root, view.options());
    let report = &loaded.report;
    let mut exit = verdict(&loaded);
    if strict && exit == Exit::Done && report.warnings() > 0 {
        exit = Exit::Content;
    }
    if console.format == Format::Json {
        console.result_json(&console.report_json(report));
        return exit;
    }
    console.tell(report.diagnostics());
    tell_allowed(console, report);
    if report.errors() + report.warnings() > 0 {
        console.say(&console.sum(report.errors(), report.warnings()));
    } else if console.volume > Volume::Quiet
        && let Some(site) = &loaded.site
    {
        let (documents, units) = (site.documents.len().to_string(), site.units.len().to_string());
        console.result_line(&console.word("check.clean", &[("documents", &documents), ("units", &units)]));
    }
    exit
}

/// The exit code that what was loaded asks for.
pub(super) fn verdict(loaded: &Loaded) -> Exit {
    if loaded.unusable {
        Exit::Usage
    } else if loaded.report.errors() > 0 {
        Exit::Content
    } else {
        Exit::Done
    }
}

/// Lists what documents allow, with the reasons they give: an exemption that nobody sees is a hole.
pub(super) fn tell_allowed(console: &Console, report: &Report) {
    if console.volume == Volume::Quiet {
        return;
    }
    let line = |allowed: &Allowed| {
        let place = allowed.diagnostic.place.as_ref();
        let place = place.map_or(String::new(), |p| format!("{}:{}", p.file, p.line));
        let values = [
            ("code", allowed.diagnostic.code),
            ("place", &place),
            ("reason", &allowed.reason),
        ];
        console.word("check.allowed", &values)
    };
    // Two findings of one rule in a line are one exemption to a reader.
    let mut lines: Vec<String> = report.allowed().iter().map(line).collect();
    lines.dedup();
    lines.iter().for_each(|line| console.say(line));
}
