//! What was asked for: the arguments, understood.

use std::net::IpAddr;
use std::path::PathBuf;

use crate::model::{EditionKind, Options};
use crate::text::date::Date;

/// Everything that the arguments say.
#[derive(Debug)]
pub(super) struct Invocation {
    /// `--root`.
    pub(super) root: PathBuf,
    /// `--format`.
    pub(super) format: Format,
    /// `--color`.
    pub(super) colour: Colour,
    /// `-q`, `-v`.
    pub(super) volume: Volume,
    /// The subcommand.
    pub(super) task: Task,
}

/// The subcommand and its own arguments.
#[derive(Debug)]
pub(super) enum Task {
    Build {
        out: Option<PathBuf>,
        /// `--export-search`.
        export: Option<PathBuf>,
        view: View,
    },
    Serve {
        serving: Serving,
        view: View,
    },
    Check {
        strict: bool,
        view: View,
    },
    Ledger {
        year: Option<i16>,
        overdue: bool,
        view: View,
    },
    Explain {
        code: Option<String>,
    },
    Completions {
        shell: String,
    },
    Init {
        folder: PathBuf,
        sample: bool,
    },
    New {
        kind: String,
        title: String,
        unit: Option<String>,
        year: Option<i16>,
    },
    Help {
        of: Option<String>,
    },
}

/// `--port`, `--host`, `--open`, `--poll`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Serving {
    /// `None`: the usual one, or one behind it that is free.
    pub(super) port: Option<u16>,
    /// This machine alone, if nothing else was asked for.
    pub(super) host: IpAddr,
    pub(super) open: bool,
    pub(super) poll: bool,
}

/// `--as-of`, `--drafts`, `--internal`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct View {
    /// `None`: today.
    pub(super) as_of: Option<Date>,
    pub(super) drafts: bool,
    pub(super) internal: bool,
}

impl View {
    /// What a Site is made for; the clock is asked only when the day was left out.
    pub(super) fn options(self) -> Options {
        Options {
            as_of: self.as_of.unwrap_or_else(today),
            edition: if self.internal {
                EditionKind::Internal
            } else {
                EditionKind::Public
            },
            drafts: self.drafts,
        }
    }
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Csv,
    Json,
}

/// Whether ANSI colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Volume {
    Quiet,
    Normal,
    Verbose,
}

/// The calendar day it is here.
pub(super) fn today() -> Date {
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    let now = jiff::ZonedDateTime::now();
    // A clock beyond the years 1 to 9999 is no clock; the first day there is makes it seen.
    Date::new(now.year(), now.month(), now.day()).unwrap_or_else(first_day)
}

#[expect(clippy::expect_used, reason = "a constant")]
fn first_day() -> Date {
    Date::new(1970, 1, 1).expect("1970-01-01 is a day")
}
