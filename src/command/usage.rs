//! Wrong arguments, told in our words: clap says what kind of mistake it is, never how it is said.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::console::Console;
use super::grammar::SUBCOMMANDS;
use super::invocation::Format;
use super::language::Sketch;
use super::{Exit, help};
use crate::diagnostic::{Catalogue, Diagnostic};

/// Why the arguments were not understood (or why clap ended early: help, version).
#[derive(Debug)]
pub(super) enum Misuse {
    /// clap's own finding.
    Clap(clap::Error),
    /// A kind of mistake without more to say.
    Kind(ErrorKind),
    /// Found by us.
    Told(Diagnostic),
}

/// Tells it, or shows help or version.
pub(super) fn tell(console: &Console, sketch: &Sketch, misuse: &Misuse) -> Exit {
    let kind = match misuse {
        Misuse::Clap(error) => error.kind(),
        Misuse::Kind(kind) => *kind,
        Misuse::Told(diagnostic) => {
            console.fail(diagnostic);
            return Exit::Usage;
        }
    };
    match kind {
        ErrorKind::DisplayHelp => {
            console.result(&help::render(&console.catalogue, sketch.subcommand.as_deref()));
            return Exit::Done;
        }
        ErrorKind::DisplayVersion => {
            console.result_line(concat!("sihao ", env!("CARGO_PKG_VERSION")));
            return Exit::Done;
        }
        ErrorKind::MissingSubcommand if console.format != Format::Json => {
            console.say(help::render(&console.catalogue, None).trim_end());
            return Exit::Usage;
        }
        _ => {}
    }
    let diagnostic = match misuse {
        Misuse::Clap(error) => of_clap(error, &console.catalogue),
        _ => Diagnostic::error("usage/no-command").with_list("commands", SUBCOMMANDS),
    };
    console.fail(&diagnostic);
    Exit::Usage
}

/// clap's finding as a diagnostic.
fn of_clap(error: &clap::Error, catalogue: &Catalogue) -> Diagnostic {
    let argument = bare(&text(error, ContextKind::InvalidArg), catalogue);
    match error.kind() {
        ErrorKind::UnknownArgument => Diagnostic::error("usage/unknown-argument")
            .with("argument", argument)
            .with_some("suggestion", some_text(error, ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => Diagnostic::error("usage/unknown-command")
            .with("command", text(error, ContextKind::InvalidSubcommand))
            .with_some("suggestion", some_text(error, ContextKind::SuggestedSubcommand))
            .with_list("commands", SUBCOMMANDS),
        ErrorKind::InvalidValue => invalid_value(error, argument),
        ErrorKind::MissingSubcommand => {
            Diagnostic::error("usage/no-command").with_list("commands", SUBCOMMANDS)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = list(error, ContextKind::InvalidArg);
            let missing = missing.iter().map(|argument| bare(argument, catalogue));
            Diagnostic::error("usage/missing-argument").with_list("arguments", missing)
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            Diagnostic::error("usage/surplus-value").with("argument", argument)
        }
        ErrorKind::ArgumentConflict => Diagnostic::error("usage/twice").with("argument", argument),
        ErrorKind::InvalidUtf8 => Diagnostic::error("usage/encoding"),
        _ => Diagnostic::error("usage/wrong").with("argument", argument),
    }
}

/// A value that is none of those there are, or that was left out.
fn invalid_value(error: &clap::Error, argument: String) -> Diagnostic {
    match some_text(error, ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
        None => Diagnostic::error("usage/missing-value").with("argument", argument),
        Some(value) => Diagnostic::error("usage/invalid-value")
            .with("argument", argument)
            .with("value", value)
            .with_some("suggestion", some_text(error, ContextKind::SuggestedValue))
            .with_list("values", list(error, ContextKind::ValidValue)),
    }
}

/// An argument as we call it: `--format` for `--format <FORMAT>`, and 文件夹 for `<DIR>` or `[DIR]`.
fn bare(argument: &str, catalogue: &Catalogue) -> String {
    let within = |open: char, close: char| argument.strip_prefix(open)?.strip_suffix(close);
    match within('<', '>').or_else(|| within('[', ']')) {
        Some(place) => catalogue.word(&format!("help.value.{place}"), &[]),
        None => argument.split(" <").next().unwrap_or(argument).to_string(),
    }
}

fn list(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(values)) => values.clone(),
        Some(ContextValue::String(value)) => vec![value.clone()],
        _ => Vec::new(),
    }
}

fn some_text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    list(error, kind).into_iter().next()
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    some_text(error, kind).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::command::grammar;
    use crate::diagnostic::{Argument, Language};

    fn arguments(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn told(line: &str) -> Diagnostic {
        match grammar::parse(&Catalogue::new(Language::Chinese), arguments(line)) {
            Err(Misuse::Clap(error)) => of_clap(&error, &Catalogue::new(Language::Chinese)),
            Err(Misuse::Told(diagnostic)) => diagnostic,
            other => panic!("understood: {other:?}"),
        }
    }

    fn value(diagnostic: &Diagnostic, name: &str) -> Option<Argument> {
        diagnostic
            .arguments
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.clone())
    }

    #[test]
    fn a_misspelt_option_is_told_with_the_right_one() {
        let told = told("sihao build --draft");
        assert_eq!(told.code, "usage/unknown-argument");
        assert_eq!(value(&told, "argument"), Some(Argument::Text("--draft".into())));
        assert_eq!(
            value(&told, "suggestion"),
            Some(Argument::Text("--drafts".into()))
        );
    }

    #[test]
    fn what_clap_may_yet_invent_is_told_too() {
        let catalogue = Catalogue::new(Language::Chinese);
        let code = |kind| of_clap(&clap::Error::new(kind), &catalogue).code;
        assert_eq!(code(ErrorKind::InvalidUtf8), "usage/encoding");
        assert_eq!(code(ErrorKind::NoEquals), "usage/wrong");
    }

    #[test]
    fn each_kind_of_mistake_has_its_own_code() {
        for (line, code) in [
            ("sihao bild", "usage/unknown-command"),
            ("sihao", "usage/no-command"),
            ("sihao build --format xml", "usage/invalid-value"),
            ("sihao build --format", "usage/missing-value"),
            ("sihao init", "usage/missing-argument"),
            ("sihao build --out a --out b", "usage/twice"),
            ("sihao explain a b", "usage/unknown-argument"),
            ("sihao build --as-of 2026-02-30", "usage/date"),
            ("sihao ledger --year 26", "usage/year"),
            ("sihao build --format csv", "usage/csv-elsewhere"),
            ("sihao build --drafts=yes", "usage/surplus-value"),
        ] {
            assert_eq!(told(line).code, code, "{line}");
        }
    }
}
