//! `new`: a document with the right front matter in the right place.

use std::path::Path;

use serde_json::json;

use super::console::Console;
use super::invocation::{Format, Invocation, View, today};
use super::{Exit, init};
use crate::load;
use crate::scaffold::{self, NewDocument};

/// What is asked for, as it was written.
pub(super) struct Wish<'a> {
    pub(super) kind: &'a str,
    pub(super) title: &'a str,
    pub(super) unit: Option<&'a str>,
    pub(super) year: Option<i16>,
}

/// Writes the document and prints its path. Mistakes elsewhere in the site are no hindrance: this is how one writes on.
pub(super) fn run(console: &Console, invocation: &Invocation, wish: &Wish<'_>) -> Exit {
    let today = today();
    let view = View {
        as_of: Some(today),
        drafts: true,
        internal: true,
    };
    let loaded = load::load(&invocation.root, view.options());
    let (Some(config), Some(site)) = (&loaded.config, &loaded.site) else {
        if console.format == Format::Json {
            console.result_json(&console.report_json(&loaded.report));
        } else {
            console.tell(loaded.report.diagnostics());
        }
        return Exit::Usage;
    };
    let wish = NewDocument {
        kind: wish.kind,
        title: wish.title,
        unit: wish.unit,
        year: wish.year,
        today,
    };
    match scaffold::new_document(&invocation.root, &config.rules, &site.units, &wish) {
        Ok(path) if console.format == Format::Json => console.result_json(&json!({ "path": path })),
        Ok(path) => console.result_line(&shown(&invocation.root, &path)),
        Err(refusal) => return init::tell(console, &refusal),
    }
    Exit::Done
}

/// The path as the shell that ran us can open it.
fn shown(root: &Path, path: &str) -> String {
    if root == Path::new(".") {
        return path.to_string();
    }
    root.join(path).to_string_lossy().into_owned()
}
