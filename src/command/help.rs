//! `--help`, drawn by display width from the grammar and the catalogue; clap's own help has English headings and counts Han as one cell.

use clap::Arg;

use super::grammar;
use crate::diagnostic::Catalogue;
use crate::text::width::width;

/// The help of the program, or of a subcommand (an unknown one gives the program's).
pub(super) fn render(catalogue: &Catalogue, of: Option<&str>) -> String {
    let mut command = grammar::command(catalogue);
    command.build();
    let sub = of.and_then(|name| command.find_subcommand(name).cloned());
    let word = |key: &str| catalogue.word(key, &[]);
    let about = |c: &clap::Command| c.get_about().map(ToString::to_string).unwrap_or_default();
    let mut text = String::new();
    let shown = sub.as_ref().unwrap_or(&command);
    text.push_str(&format!("{}\n\n", about(shown)));
    text.push_str(&format!(
        "{}{}\n",
        word("help.usage"),
        usage(shown, sub.is_some(), catalogue)
    ));
    let (mut places, mut own, mut global) = (Vec::new(), Vec::new(), Vec::new());
    for argument in shown.get_arguments() {
        let row = row(argument, catalogue);
        match (
            argument.is_positional(),
            sub.is_some() && is_global(&command, argument),
        ) {
            (true, _) => places.push(row),
            (false, true) => global.push(row),
            (false, false) => own.push(row),
        }
    }
    let commands: Vec<(String, String)> = shown
        .get_subcommands()
        .map(|c| (c.get_name().to_string(), about(c)))
        .collect();
    for (heading, rows) in [
        ("help.commands", commands),
        ("help.arguments", places),
        ("help.options", own),
        ("help.global-options", global),
    ] {
        push_rows(&mut text, &word(heading), &rows);
    }
    if sub.is_none() {
        text.push_str(&format!("\n{}\n", word("help.more")));
    }
    text
}

fn is_global(command: &clap::Command, argument: &Arg) -> bool {
    command
        .get_arguments()
        .any(|a| a.get_id() == argument.get_id() && a.is_global_set())
}

/// `sihao build [选项]`.
fn usage(command: &clap::Command, is_sub: bool, catalogue: &Catalogue) -> String {
    let mut line = "sihao".to_string();
    if is_sub {
        line.push_str(&format!(" {}", command.get_name()));
    } else {
        line.push_str(&format!(" <{}>", catalogue.word("help.value.COMMAND", &[])));
    }
    for argument in command.get_positionals() {
        let value = value_name(argument, catalogue);
        line.push_str(&if argument.is_required_set() {
            format!(" <{value}>")
        } else {
            format!(" [{value}]")
        });
    }
    line.push_str(&format!(" [{}]", catalogue.word("help.value.OPTIONS", &[])));
    line
}

/// `-q, --quiet`, `--root <目录>`, or a place's own name; and what it is for.
fn row(argument: &Arg, catalogue: &Catalogue) -> (String, String) {
    let mut head = match argument.get_short() {
        Some(short) => format!("-{short}, "),
        None if argument.is_positional() => String::new(),
        None => "    ".into(),
    };
    match argument.get_long() {
        Some(long) => head.push_str(&format!("--{long}")),
        None => head.push_str(&format!("<{}>", value_name(argument, catalogue))),
    }
    if argument.get_long().is_some() && argument.get_action().takes_values() {
        head.push_str(&format!(" <{}>", value_name(argument, catalogue)));
    }
    (
        head,
        argument.get_help().map(ToString::to_string).unwrap_or_default(),
    )
}

fn value_name(argument: &Arg, catalogue: &Catalogue) -> String {
    let name = argument
        .get_value_names()
        .and_then(|names| names.first())
        .map_or("", |n| n.as_str());
    catalogue.word(&format!("help.value.{name}"), &[])
}

fn push_rows(text: &mut String, heading: &str, rows: &[(String, String)]) {
    let widest = rows.iter().map(|(head, _)| width(head)).max().unwrap_or(0);
    if !rows.is_empty() {
        text.push_str(&format!("\n{heading}\n"));
    }
    for (head, help) in rows {
        let gap = " ".repeat(widest - width(head) + 2);
        text.push_str(&format!("  {head}{gap}{help}\n"));
    }
}
