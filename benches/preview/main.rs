//! How long a saved edit takes to be seen, beside `hugo server`, on the same text (`just preview-bench`; docs/benchmarks.md).
//!
//! 1. write two equal sites      as the benchmark of builds does
//! 2. start the servers          the time to the first page
//! 3. edit, and ask for the page until the new text is there; then a title, and its list; ours and theirs in turn
//! 4. five hundred more edits    what processor time one takes, and what memory is held then
//!
//! The wait for quiet is part of what is measured. It judges nothing.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints")]

#[path = "../build/corpus.rs"]
mod corpus;
#[path = "../build/hugo.rs"]
mod hugo;
#[path = "../build/options.rs"]
mod options;
mod server;
#[path = "../build/sites.rs"]
#[expect(dead_code, reason = "the benchmark of builds has an edit of its own")]
mod sites;

use std::path::Path;
use std::process::ExitCode;

use options::Options;
use server::Server;

/// What is asked for beyond the options of all benchmarks.
struct Own {
    /// How many more edits of ours, before memory is looked at.
    edits: usize,
    with_hugo: bool,
}

const USAGE: &str = "cargo bench --bench preview -- [--documents N] [--runs N] [--edits N] [--corpus DIR] [--in DIR] [--sihao PROGRAM] [--alone]";

fn main() -> ExitCode {
    let mut own = Own {
        edits: 500,
        with_hugo: true,
    };
    let options = options::read(USAGE, 15, |argument, arguments| {
        match argument {
            "--edits" => own.edits = arguments.number()?,
            "--alone" => own.with_hugo = false,
            _ => return Ok(false),
        }
        Ok(true)
    });
    match options.and_then(|options| run(&options, &own)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options, own: &Own) -> Result<(), String> {
    let texts = corpus::texts(options.corpus.as_deref());
    println!(
        "{} documents, text: {}, {} runs",
        options.documents, texts.origin, options.runs
    );
    let name = format!("preview-{}-{}", options.documents, std::process::id());
    let folder = options.folder.join(name);
    let result = sites::write(&folder, options.documents, &texts)
        .map_err(|error| format!("{}: {error}", folder.display()))
        .and_then(|()| measure((options, own), &folder));
    sites::remove(&folder);
    result
}

fn measure((options, own): (&Options, &Own), folder: &Path) -> Result<(), String> {
    let mut servers = vec![Server::ours(&options.program, &folder.join("sihao"))?];
    if own.with_hugo {
        match hugo::find(Path::new(env!("CARGO_TARGET_TMPDIR"))) {
            Ok(program) => servers.push(Server::hugo(&program, &folder.join("hugo"))?),
            Err(reason) => println!("Hugo can't be had, so ours is measured alone: {reason}"),
        }
    }
    println!("\n| | | median | min–max | ratio |\n|---|---|---|---|---|");
    let first: Vec<Vec<f64>> = servers.iter().map(|server| vec![server.first_page]).collect();
    row("first page after start", &servers, &first);
    let began = memory(&servers);
    // One edit for each that counts nothing: whatever is made at the first change.
    let mut times = vec![Vec::new(); servers.len()];
    for run in 0..=options.runs {
        for (server, times) in servers.iter_mut().zip(&mut times) {
            let seconds = server.edit_text(run)?;
            times.extend((run > 0).then_some(seconds));
        }
    }
    row("a text, on its page", &servers, &times);
    titles(options, &mut servers);
    let (before, memory_before) = (servers[0].processor(), memory(&servers));
    for run in 0..own.edits {
        servers[0].edit_text(1000 + run)?;
    }
    let each = (servers[0].processor() - before) * 1000.0 / own.edits.max(1) as f64;
    println!(
        "\nMemory held: {began} MB after the first page, {memory_before} MB after the edits above, {} MB after {} more edits of ours.",
        memory(&servers),
        own.edits
    );
    println!(
        "Processor time of ours: {each:.1} ms an edit, the answers to all who ask for the page included."
    );
    Ok(())
}

/// Edits of the title. A server that never shows one is told and left out from then on, since the rest can still be measured: Hugo
/// makes anew what was visited lately, and the far pages of a long list are at times not among that.
fn titles(options: &Options, servers: &mut [Server]) {
    let mut failed: Vec<Option<String>> = servers
        .iter_mut()
        .map(|server| server.find_list().err())
        .collect();
    let mut times = vec![Vec::new(); servers.len()];
    for run in 0..options.runs {
        for ((server, times), failed) in servers.iter_mut().zip(&mut times).zip(&mut failed) {
            if failed.is_none() {
                match server.edit_title(run) {
                    Ok(seconds) => times.push(seconds),
                    Err(reason) => *failed = Some(reason),
                }
            }
        }
    }
    row("a title, in its list", servers, &times);
    failed.iter().flatten().for_each(|reason| println!("\n{reason}"));
}

/// What each holds, in MB (10⁶ bytes).
fn memory(servers: &[Server]) -> String {
    let each: Vec<String> = servers
        .iter()
        .map(|server| format!("{} {:.0}", server.name, server.megabytes()))
        .collect();
    each.join(", ")
}

fn row(what: &str, servers: &[Server], times: &[Vec<f64>]) {
    let middle = |times: &[f64]| {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
    };
    let ours = times.first().map_or(0.0, |times| middle(times));
    for (server, times) in servers.iter().zip(times) {
        if times.is_empty() {
            println!("| {what} | {} | never | | |", server.name);
            continue;
        }
        let milliseconds = |seconds: f64| format!("{:.1}", seconds * 1000.0);
        let edge = |pick: fn(f64, f64) -> f64| times.iter().copied().reduce(pick).unwrap_or(0.0);
        println!(
            "| {what} | {} | {} ms | {}–{} | {:.1} |",
            server.name,
            milliseconds(middle(times)),
            milliseconds(edge(f64::min)),
            milliseconds(edge(f64::max)),
            middle(times) / ours,
        );
    }
}
