//! `completions`: the script that lets a shell complete our words.

use clap_complete::Shell;

use super::console::Console;
use super::{Exit, grammar};

/// Writes the script for a shell.
pub(super) fn run(console: &Console, shell: &str) -> Exit {
    let shell = match shell {
        "bash" => Shell::Bash,
        "elvish" => Shell::Elvish,
        "fish" => Shell::Fish,
        "powershell" => Shell::PowerShell,
        _ => Shell::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut grammar::command(&console.catalogue),
        "sihao",
        &mut script,
    );
    console.result(&String::from_utf8_lossy(&script));
    Exit::Done
}
