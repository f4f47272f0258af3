//! How long a saved edit takes to be seen, beside `hugo server`, on the same text (`just preview-bench`; docs/benchmarks.md).
//!
//! 1. write two equal sites      as the benchmark of builds does
//! 2. start the servers          the time to the first page
//! 3. edit, and ask for the page until the new text is there; then a title, and its list; ours and theirs in turn
//! 4. five hundred more edits    and what memory is held then
//!
//! The wait for quiet is part of what is measured. It judges nothing.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints")]

#[path = "../build/corpus.rs"]
mod corpus;
#[path = "../build/hugo.rs"]
mod hugo;
mod server;
#[path = "../build/sites.rs"]
#[expect(dead_code, reason = "the benchmark of builds has an edit of its own")]
mod sites;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use server::Server;

/// What the command line asks for.
struct Options {
    documents: usize,
    runs: usize,
    edits: usize,
    corpus: Option<PathBuf>,
    program: PathBuf,
    folder: PathBuf,
    with_hugo: bool,
}

const USAGE: &str = "cargo bench --bench preview -- [--documents N] [--runs N] [--edits N] [--corpus DIR] [--in DIR] [--sihao PROGRAM] [--alone]";

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a program of its own, with its own environment"
    )]
    let corpus = std::env::var_os("SIHAO_CORPUS").map(PathBuf::from);
    let mut options = Options {
        documents: 1000,
        runs: 15,
        edits: 500,
        corpus,
        program: env!("CARGO_BIN_EXE_sihao").into(),
        folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
        with_hugo: true,
    };
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{argument} wants a value\n{USAGE}"))
        };
        let number = |text: String| {
            text.parse::<usize>()
                .map_err(|_| format!("not a number: {text}\n{USAGE}"))
        };
        match argument.as_str() {
            "--documents" => options.documents = number(value()?)?.max(10),
            "--runs" => options.runs = number(value()?)?.max(1),
            "--edits" => options.edits = number(value()?)?,
            "--corpus" => options.corpus = Some(value()?.into()),
            "--sihao" => options.program = value()?.into(),
            "--in" => options.folder = value()?.into(),
            "--alone" => options.with_hugo = false,
            // Cargo says this to every benchmark.
            "--bench" => {}
            _ => return Err(format!("unknown: {argument}\n{USAGE}")),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), String> {
    let texts = corpus::texts(options.corpus.as_deref());
    println!(
        "{} documents, text: {}, {} runs",
        options.documents, texts.origin, options.runs
    );
    let name = format!("preview-{}-{}", options.documents, std::process::id());
    let folder = options.folder.join(name);
    let result = sites::write(&folder, options.documents, &texts)
        .map_err(|error| format!("{}: {error}", folder.display()))
        .and_then(|()| measure(options, &folder));
    sites::remove(&folder);
    result
}

fn measure(options: &Options, folder: &Path) -> Result<(), String> {
    let mut servers = vec![Server::ours(&options.program, &folder.join("sihao"))?];
    if options.with_hugo {
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
    let mut times = vec![Vec::new(); servers.len()];
    for run in 0..options.runs {
        for (server, times) in servers.iter_mut().zip(&mut times) {
            times.push(server.edit_title(run)?);
        }
    }
    row("a title, in its list", &servers, &times);
    for run in 0..options.edits {
        servers[0].edit_text(1000 + run)?;
    }
    println!(
        "\nMemory held: {began} MB after the first page, {} MB after {} more edits of ours.",
        memory(&servers),
        options.edits
    );
    Ok(())
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
