//! The command line: says what happens, does nothing itself; the only floor that prints.
//!
//! 1. the arguments         grammar, usage: clap's grammar, our words
//! 2. the language          language: from `--lang`, the site, or the locale
//! 3. one file a subcommand build, serve, check, ledger, explain, completions, init, new
//! 4. the exit code         0 done, 1 the content has errors, 2 wrong usage or configuration, 3 the machine failed
//!
//! Results go to stdout, diagnostics to stderr. A panic anywhere is told in one plain sentence; a closed pipe is no error.

mod build;
mod check;
mod completions;
mod console;
mod explain;
mod grammar;
mod guard;
mod help;
mod init;
mod invocation;
mod language;
mod ledger;
mod ledger_table;
mod new;
mod progress;
mod serve;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use console::Console;
use invocation::{Invocation, Task};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done; warnings are allowed.
    Done,
    /// 1: the content has errors; nothing was published.
    Content,
    /// 2: wrong usage or configuration.
    Usage,
    /// 3: the machine failed.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Runs the program with its arguments (the first is its own name).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let sketch = language::Sketch::of(&arguments);
    guard::guarded(&sketch, || dispatch(&sketch, arguments.clone())).into()
}

/// Understands the arguments and hands them to their subcommand.
fn dispatch(sketch: &language::Sketch, arguments: Vec<OsString>) -> Exit {
    let mut console = Console::new(sketch);
    let exit = match grammar::parse(&console.catalogue, arguments) {
        Ok(invocation) => {
            console.configure(&invocation);
            perform(&console, &invocation)
        }
        Err(error) => usage::tell(&console, sketch, &error),
    };
    if console.lost_output() {
        Exit::Machine
    } else {
        exit
    }
}

fn perform(console: &Console, invocation: &Invocation) -> Exit {
    match &invocation.task {
        Task::Build { out, export, view } => build::run(
            console,
            invocation,
            &build::Wanted {
                out: out.as_deref(),
                export: export.as_deref(),
            },
            *view,
        ),
        Task::Serve { serving, view } => serve::run(console, invocation, serving, *view),
        Task::Check { strict, view } => check::run(console, invocation, *strict, *view),
        Task::Ledger { year, overdue, view } => ledger::run(
            console,
            invocation,
            ledger::Wanted {
                year: *year,
                overdue: *overdue,
            },
            *view,
        ),
        Task::Explain { code } => explain::run(console, code.as_deref()),
        Task::Completions { shell } => completions::run(console, shell),
        Task::Init { folder, sample } => init::run(console, folder, *sample),
        Task::New {
            kind,
            title,
            unit,
            year,
        } => new::run(
            console,
            invocation,
            &new::Wish {
                kind,
                title,
                unit: unit.as_deref(),
                year: *year,
            },
        ),
        Task::Help { of } => {
            console.result(&help::render(&console.catalogue, of.as_deref()));
            Exit::Done
        }
    }
}
