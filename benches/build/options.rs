//! What the command line of a benchmark asks for: the options that all have, and a way to read those of one alone.

use std::path::PathBuf;

/// What every benchmark that makes sites wants to know.
pub(crate) struct Options {
    pub(crate) documents: usize,
    /// How often each thing is measured.
    pub(crate) runs: usize,
    pub(crate) corpus: Option<PathBuf>,
    /// Another binary of ours, to compare two versions.
    pub(crate) program: PathBuf,
    /// Where sites and outputs are made; a memory disk, for one.
    pub(crate) folder: PathBuf,
}

/// The arguments that are still to be read.
pub(crate) struct Arguments {
    rest: std::iter::Skip<std::env::Args>,
    /// The last that was read.
    last: String,
    usage: &'static str,
}

impl Arguments {
    /// What stands behind the last argument.
    pub(crate) fn value(&mut self) -> Result<String, String> {
        let missing = || format!("{} wants a value\n{}", self.last, self.usage);
        self.rest.next().ok_or_else(missing)
    }
    /// The same, as a number.
    pub(crate) fn number(&mut self) -> Result<usize, String> {
        let text = self.value()?;
        text.parse()
            .map_err(|_| format!("not a number: {text}\n{}", self.usage))
    }
}

/// Reads the command line. `own` takes the arguments of one benchmark alone, and says whether it knew one.
pub(crate) fn read(
    usage: &'static str,
    runs: usize,
    mut own: impl FnMut(&str, &mut Arguments) -> Result<bool, String>,
) -> Result<Options, String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a program of its own, with its own environment"
    )]
    let corpus = std::env::var_os("SIHAO_CORPUS").map(PathBuf::from);
    let mut options = Options {
        documents: 1000,
        runs,
        corpus,
        program: env!("CARGO_BIN_EXE_sihao").into(),
        folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")),
    };
    let mut arguments = Arguments {
        rest: std::env::args().skip(1),
        last: String::new(),
        usage,
    };
    while let Some(argument) = arguments.rest.next() {
        arguments.last.clone_from(&argument);
        match argument.as_str() {
            "--documents" => options.documents = arguments.number()?.max(10),
            "--runs" => options.runs = arguments.number()?.max(1),
            "--corpus" => options.corpus = Some(arguments.value()?.into()),
            "--sihao" => options.program = arguments.value()?.into(),
            "--in" => options.folder = arguments.value()?.into(),
            // Cargo says this to every benchmark.
            "--bench" => {}
            other if own(other, &mut arguments)? => {}
            other => return Err(format!("unknown: {other}\n{usage}")),
        }
    }
    Ok(options)
}
