//! The command line: says what happens, does nothing itself; the only floor that prints.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with its arguments (the first is its own name).
pub fn run(_arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    unimplemented!()
}
