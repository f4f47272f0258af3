//! How long builds take, beside Hugo's, on the same text (`just bench`; docs/benchmarks.md).
//!
//! 1. write two equal sites     the texts of a corpus folder, or made ones; each about 3 kB
//! 2. measure, interleaved      clean builds, then builds with nothing changed, then with one edit
//! 3. print                     medians, ratios, processor seconds, peak memory
//!
//! It judges nothing: how fast a machine is on a given day is no reason for a test to fail.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints")]

mod corpus;
mod hugo;
mod measure;
mod options;
mod report;
mod sites;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use measure::{Sample, measure};
use options::Options;

const USAGE: &str = "cargo bench --bench build -- [--documents N] [--runs N] [--corpus DIR] [--in DIR] [--sihao PROGRAM] [--keep]";

fn main() -> ExitCode {
    // Leaves sites and outputs, to look at them.
    let mut keeps = false;
    let options = options::read(USAGE, 7, |argument, _| {
        keeps |= argument == "--keep";
        Ok(argument == "--keep")
    });
    match options.and_then(|options| run(&options, keeps)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Somebody who builds.
struct Builder {
    name: &'static str,
    program: PathBuf,
    root: PathBuf,
    arguments: fn(&Path, &Path) -> Vec<std::ffi::OsString>,
}

impl Builder {
    fn build(&self, out: &Path) -> Result<Sample, String> {
        let mut command = Command::new(&self.program);
        command.args((self.arguments)(&self.root, out));
        measure(&mut command).map_err(|error| format!("{}: {error}", self.name))
    }
}

fn run(options: &Options, keeps: bool) -> Result<(), String> {
    let texts = corpus::texts(options.corpus.as_deref());
    println!(
        "{} documents, text: {}, {} runs",
        options.documents, texts.origin, options.runs
    );
    let folder = options
        .folder
        .join(format!("bench-{}-{}", options.documents, std::process::id()));
    let ours = Builder {
        name: "sihao",
        program: options.program.clone(),
        root: folder.join("sihao"),
        arguments: |root, out| {
            let mut arguments = [
                "build",
                "--quiet",
                "--format",
                "json",
                "--as-of",
                "2026-03-05",
                "--root",
            ]
            .map(Into::into)
            .to_vec();
            arguments.extend([root.into(), "--out".into(), out.into()]);
            arguments
        },
    };
    let mut builders = vec![ours];
    match hugo::find(Path::new(env!("CARGO_TARGET_TMPDIR"))) {
        Ok(program) => builders.push(Builder {
            name: "hugo",
            program,
            root: folder.join("hugo"),
            arguments: |root, out| {
                let mut arguments = ["build", "--quiet", "--source"].map(Into::into).to_vec();
                arguments.extend([root.into(), "--destination".into(), out.into()]);
                arguments
            },
        }),
        Err(reason) => println!("Hugo can't be had, so ours is measured alone: {reason}"),
    }
    let result = sites::write(&folder, options.documents, &texts)
        .map_err(|error| format!("{}: {error}", folder.display()))
        .and_then(|()| scenarios(options, &folder, &builders));
    if keeps {
        println!("\n{}", folder.display());
    } else {
        sites::remove(&folder);
    }
    result
}

/// Each scenario's runs, interleaved. Old outputs are removed at the very end: some file systems are slow to make files where
/// many were just removed.
fn scenarios(options: &Options, folder: &Path, builders: &[Builder]) -> Result<(), String> {
    let out = |builder: &Builder, run: usize| folder.join("out").join(format!("{}-{run}", builder.name));
    let last = options.runs;
    let mut table = report::Table::new(builders.iter().map(|builder| builder.name));
    // One run for each that counts nothing: files come into the cache.
    for run in 0..=options.runs {
        for (column, builder) in in_turn(builders, run) {
            let sample = builder.build(&out(builder, run))?;
            if run > 0 {
                table.add("clean build", column, sample);
            }
        }
    }
    for run in 0..options.runs {
        for (column, builder) in in_turn(builders, run) {
            table.add("nothing changed", column, builder.build(&out(builder, last))?);
        }
    }
    for run in 0..options.runs {
        for (column, builder) in in_turn(builders, run) {
            sites::edit(&builder.root, run).map_err(|error| format!("the edit: {error}"))?;
            table.add("one edit", column, builder.build(&out(builder, last))?);
        }
    }
    table.print();
    Ok(())
}

/// All builders, another one first in every run.
fn in_turn(builders: &[Builder], run: usize) -> impl Iterator<Item = (usize, &Builder)> {
    builders
        .iter()
        .enumerate()
        .cycle()
        .skip(run % builders.len())
        .take(builders.len())
}
