//! The grammar of the command line, for clap: which options there are, and what the arguments say.
//!
//! Values that need a word of their own when they are wrong (dates, years) are read here, not by clap.

use std::ffi::OsString;
use std::net::Ipv4Addr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::invocation::{Colour, Format, Invocation, Serving, Task, View, Volume};
use super::usage::Misuse;
use crate::diagnostic::{Catalogue, Diagnostic};
use crate::text::date::Date;
use crate::text::fold::fold;

/// All subcommands, in the order of help.
pub(super) const SUBCOMMANDS: [&str; 9] = [
    "init",
    "new",
    "build",
    "serve",
    "check",
    "ledger",
    "explain",
    "completions",
    "help",
];

/// The shells that completions are written for.
pub(super) const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The grammar, with its texts in the catalogue's language (completions show them).
pub(super) fn command(catalogue: &Catalogue) -> Command {
    let text = |key: &str| catalogue.word(key, &[]);
    let mut command = Command::new("sihao")
        .version(env!("CARGO_PKG_VERSION"))
        .about(text("help.sihao"))
        .subcommand_required(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(global(&text))
        .arg(flag("version", &text).short('V').action(ArgAction::Version));
    for name in SUBCOMMANDS {
        let sub = Command::new(name)
            .about(text(&format!("help.{name}")))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .args(own(name, &text));
        command = command.subcommand(sub);
    }
    command
}

/// `zh`, `zh-Hans` and `zh-CN` are one; the other names are understood and not shown.
fn languages() -> [PossibleValue; 2] {
    [
        PossibleValue::new("zh-CN").aliases(["zh", "zh-Hans"]),
        PossibleValue::new("en"),
    ]
}

/// The options that every subcommand takes.
fn global(text: &dyn Fn(&str) -> String) -> Vec<Arg> {
    vec![
        option("root", "DIR", text)
            .value_parser(clap::value_parser!(PathBuf))
            .global(true),
        option("lang", "LANG", text)
            .value_parser(PossibleValuesParser::new(languages()))
            .ignore_case(true)
            .global(true),
        option("format", "FORMAT", text)
            .value_parser(PossibleValuesParser::new(["text", "csv", "json"]))
            .global(true),
        option("color", "WHEN", text)
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .global(true),
        flag("quiet", text)
            .short('q')
            .overrides_with("verbose")
            .global(true),
        flag("verbose", text)
            .short('v')
            .overrides_with("quiet")
            .global(true),
        flag("help", text).short('h').action(ArgAction::Help).global(true),
    ]
}

/// The options of one subcommand.
fn own(name: &str, text: &dyn Fn(&str) -> String) -> Vec<Arg> {
    let path = |id, value| option(id, value, text).value_parser(clap::value_parser!(PathBuf));
    let mut arguments = match name {
        "init" => vec![
            place("dir", "DIR", text).value_parser(clap::value_parser!(PathBuf)),
            flag("sample", text),
        ],
        "new" => vec![
            place("kind", "KIND", text),
            place("title", "TITLE", text),
            option("unit", "UNIT", text),
            option("year", "YEAR", text),
        ],
        "build" => vec![path("out", "DIR"), path("export-search", "FILE")],
        "serve" => vec![
            option("port", "PORT", text),
            option("host", "HOST", text),
            flag("open", text),
            flag("poll", text),
        ],
        "check" => vec![flag("strict", text)],
        "ledger" => vec![option("year", "YEAR", text), flag("overdue", text)],
        "explain" => vec![place("code", "CODE", text).required(false)],
        "completions" => vec![place("shell", "SHELL", text).value_parser(PossibleValuesParser::new(SHELLS))],
        "help" => vec![
            place("command", "COMMAND", text)
                .required(false)
                .value_parser(PossibleValuesParser::new(SUBCOMMANDS)),
        ],
        _ => Vec::new(),
    };
    if matches!(name, "build" | "serve" | "check" | "ledger") {
        arguments.extend([
            option("as-of", "DATE", text),
            flag("drafts", text),
            flag("internal", text),
        ]);
    }
    arguments
}

fn place(id: &'static str, value: &'static str, text: &dyn Fn(&str) -> String) -> Arg {
    Arg::new(id)
        .value_name(value)
        .required(true)
        .help(text(&format!("help.argument.{id}")))
}

fn option(id: &'static str, value: &'static str, text: &dyn Fn(&str) -> String) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name(value)
        .help(text(&format!("help.option.{id}")))
}

fn flag(id: &'static str, text: &dyn Fn(&str) -> String) -> Arg {
    Arg::new(id)
        .long(id)
        .action(ArgAction::SetTrue)
        .help(text(&format!("help.option.{id}")))
}

/// Understands the arguments (the first is the program's name).
pub(super) fn parse(catalogue: &Catalogue, arguments: Vec<OsString>) -> Result<Invocation, Misuse> {
    let matches = command(catalogue)
        .try_get_matches_from(arguments)
        .map_err(Misuse::Clap)?;
    let (name, own) = matches
        .subcommand()
        .ok_or(Misuse::Kind(ErrorKind::MissingSubcommand))?;
    let format = match text(own, "format").as_deref() {
        Some("json") => Format::Json,
        Some("csv") if name == "ledger" => Format::Csv,
        Some("csv") => return Err(Misuse::Told(csv_elsewhere(name))),
        _ => Format::Text,
    };
    Ok(Invocation {
        root: own
            .get_one::<PathBuf>("root")
            .cloned()
            .unwrap_or_else(|| PathBuf::from(".")),
        format,
        colour: match text(own, "color").as_deref() {
            Some("always") => Colour::Always,
            Some("never") => Colour::Never,
            _ => Colour::Auto,
        },
        volume: match (own.get_flag("quiet"), own.get_flag("verbose")) {
            (true, _) => Volume::Quiet,
            (_, true) => Volume::Verbose,
            _ => Volume::Normal,
        },
        task: task(name, own).map_err(Misuse::Told)?,
    })
}

fn csv_elsewhere(name: &str) -> Diagnostic {
    Diagnostic::error("usage/csv-elsewhere").with("command", name)
}

fn task(name: &str, own: &ArgMatches) -> Result<Task, Diagnostic> {
    let path = |id: &str| own.get_one::<PathBuf>(id).cloned();
    let word = |id: &str| text(own, id).unwrap_or_default();
    Ok(match name {
        "build" => Task::Build {
            out: path("out"),
            export: path("export-search"),
            view: view(own)?,
        },
        "serve" => Task::Serve {
            serving: serving(own)?,
            view: view(own)?,
        },
        "check" => Task::Check {
            strict: own.get_flag("strict"),
            view: view(own)?,
        },
        "ledger" => Task::Ledger {
            year: year(own)?,
            overdue: own.get_flag("overdue"),
            view: view(own)?,
        },
        "explain" => Task::Explain {
            code: text(own, "code"),
        },
        "completions" => Task::Completions { shell: word("shell") },
        "init" => Task::Init {
            folder: path("dir").unwrap_or_default(),
            sample: own.get_flag("sample"),
        },
        "new" => Task::New {
            kind: word("kind"),
            title: word("title"),
            unit: text(own, "unit"),
            year: year(own)?,
        },
        _ => Task::Help {
            of: text(own, "command"),
        },
    })
}

fn text(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.get_one::<String>(id).cloned()
}

fn serving(own: &ArgMatches) -> Result<Serving, Diagnostic> {
    let wrong = |code: Diagnostic, written: &str| code.with("value", written);
    let port = match text(own, "port") {
        None => None,
        Some(written) => match written.parse() {
            Ok(port) => Some(port),
            Err(_) => return Err(wrong(Diagnostic::error("usage/port"), &written)),
        },
    };
    let host = match text(own, "host").as_deref() {
        None | Some("localhost") => Ipv4Addr::LOCALHOST.into(),
        Some(written) => written
            .parse()
            .map_err(|_| wrong(Diagnostic::error("usage/host"), written))?,
    };
    Ok(Serving {
        port,
        host,
        open: own.get_flag("open"),
        poll: own.get_flag("poll"),
    })
}

fn view(own: &ArgMatches) -> Result<View, Diagnostic> {
    let as_of = match text(own, "as-of") {
        None => None,
        Some(written) => {
            Some(Date::parse(&written).map_err(|_| Diagnostic::error("usage/date").with("value", written))?)
        }
    };
    Ok(View {
        as_of,
        drafts: own.get_flag("drafts"),
        internal: own.get_flag("internal"),
    })
}

fn year(own: &ArgMatches) -> Result<Option<i16>, Diagnostic> {
    let Some(written) = text(own, "year") else {
        return Ok(None);
    };
    let folded = fold(&written);
    let number = folded.trim_end_matches(['年', '度']).parse().ok();
    match number.filter(|year| (1900..=2999).contains(year)) {
        Some(year) => Ok(Some(year)),
        None => Err(Diagnostic::error("usage/year").with("value", written)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Language;

    #[test]
    fn the_grammar_is_sound_in_both_languages() {
        command(&Catalogue::new(Language::Chinese)).debug_assert();
        command(&Catalogue::new(Language::English)).debug_assert();
    }
}
