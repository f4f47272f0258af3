//! The program `sihao`: hands its arguments to the library and its exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    sihao::command::run(std::env::args_os())
}
