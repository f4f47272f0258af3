//! `explain`: a diagnostic at length; without a code, all of them.

use serde_json::{Value, json};

use super::Exit;
use super::console::Console;
use super::invocation::Format;
use crate::diagnostic::Diagnostic;
use crate::text::similar::nearest;

/// Explains a code.
pub(super) fn run(console: &Console, code: Option<&str>) -> Exit {
    let catalogue = &console.catalogue;
    let Some(code) = code else {
        list(console);
        return Exit::Done;
    };
    let code = code.trim().trim_start_matches('[').trim_end_matches(']');
    match catalogue.explain(code) {
        Some(text) if console.format == Format::Json => {
            console.result_json(&json!({ "code": code, "explanation": text.trim() }));
        }
        Some(text) => console.result(&format!("{code}\n\n{}\n", text.trim())),
        None => {
            let suggestion = nearest(code, catalogue.codes());
            console.fail(
                &Diagnostic::error("usage/unknown-code")
                    .with("code", code)
                    .with_some("suggestion", suggestion),
            );
            return Exit::Usage;
        }
    }
    Exit::Done
}

/// All codes, and how to ask for one.
fn list(console: &Console) {
    let codes = console.catalogue.codes();
    if console.format == Format::Json {
        console.result_json(&json!({ "codes": codes.into_iter().map(Value::from).collect::<Vec<_>>() }));
        return;
    }
    let mut text = format!("{}\n\n", console.word("explain.list", &[]));
    for code in codes {
        text.push_str(&format!("  {code}\n"));
    }
    console.result(&text);
}
