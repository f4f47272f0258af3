//! One run of a program: its time, processor seconds and peak memory.

use std::io;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sample {
    /// Wall time.
    pub(crate) seconds: f64,
    /// Of all its threads, user and system; in hundredths, as the system counts. Nothing where it doesn't say.
    pub(crate) processor: f64,
    /// The most memory it held, in MB (10⁶ bytes). Nothing where the system doesn't say.
    pub(crate) megabytes: f64,
}

/// How often memory is looked at.
const PAUSE: Duration = Duration::from_millis(4);

/// Runs a program to its end.
pub(crate) fn measure(command: &mut Command) -> io::Result<Sample> {
    // What the run before wrote must not be this one's burden: it would pay for it when it flushes its own.
    #[cfg(unix)]
    rustix::fs::sync();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let before = children_seconds();
    let began = Instant::now();
    let child = command.spawn()?;
    let (status, is_over) = (format!("/proc/{}/status", child.id()), AtomicBool::new(false));
    let (output, seconds, memory) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut most = 0;
            while !is_over.load(Relaxed) {
                most = most.max(peak(&status).unwrap_or(0));
                std::thread::sleep(PAUSE);
            }
            most
        });
        let output = child.wait_with_output();
        let seconds = began.elapsed().as_secs_f64();
        is_over.store(true, Relaxed);
        (output, seconds, watcher.join().unwrap_or(0))
    });
    let output = output?;
    if !output.status.success() {
        let text = [output.stdout, output.stderr].concat();
        let text: String = String::from_utf8_lossy(&text).chars().take(2000).collect();
        return Err(io::Error::other(format!("{}\n{text}", output.status)));
    }
    Ok(Sample {
        seconds,
        processor: children_seconds() - before,
        megabytes: memory as f64 * 1024.0 / 1e6,
    })
}

/// The highest mark of a process's memory, in KiB.
fn peak(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Processor seconds of all children that have ended: fields 16 and 17 of `/proc/self/stat`, in hundredths on every Linux.
fn children_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field, the name, may hold anything but ends with the last bracket.
    let fields = text.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks: u64 = fields
        .split(' ')
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    ticks as f64 / 100.0
}
