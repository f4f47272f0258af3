//! Progress on a terminal, for work that lasts over a second; nothing before that, and nothing anywhere else.

use std::io::IsTerminal as _;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;
use super::invocation::{Format, Volume};

/// How long work may last before it is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears by itself, and goes when dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    waiter: Option<(Sender<()>, JoinHandle<()>)>,
    making: String,
}

impl Progress {
    /// Starts to wait, with the words for reading.
    pub(super) fn start(console: &Console) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        set_style(&bar, "{spinner} {msg}");
        bar.set_message(console.word("progress.reading", &[]));
        let shown = console.volume > Volume::Quiet
            && console.format != Format::Json
            && std::io::stderr().is_terminal();
        Progress {
            waiter: shown.then(|| wait(bar.clone())),
            bar,
            making: console.word("progress.making", &[]),
        }
    }
    /// Files are made now: so many.
    pub(super) fn making(&self, files: usize) {
        self.bar.set_length(files as u64);
        self.bar.set_message(self.making.clone());
        set_style(&self.bar, "{spinner} {msg} [{bar:30}] {pos}/{len}");
    }
    /// So many are done.
    pub(super) fn done(&self, files: usize) {
        self.bar.set_position(files as u64);
    }
}

/// Signs whose width no terminal doubts.
fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.tick_chars("|/-\\ ").progress_chars("=> "));
    }
}

/// Waits for a second, then shows the bar.
fn wait(bar: ProgressBar) -> (Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        if stopped.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
        }
    });
    (stop, thread)
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.waiter.take() {
            drop(stop);
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
