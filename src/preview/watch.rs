//! Notices that files changed, and says so once for a burst. Takes a closure and knows no server.
//!
//! Raw events in, sets of paths out: after 12 ms without an event, or a second of them. What the system lost, and everything on a drive
//! that tells nothing (`--poll`), is "anything may have changed": the store looks at the whole folder then, and finds the difference.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use crate::load::Changed;
use crate::source::{AREAS, is_ignored};

/// How long there must be no event.
const QUIET: Duration = Duration::from_millis(12);
/// After how long a burst that does not end is told nevertheless.
const LONGEST: Duration = Duration::from_secs(1);
/// After how long everything is looked at once more when folders came or moved: what was written into one before it was watched was
/// told by nobody.
const SETTLED: Duration = Duration::from_millis(300);
/// How often a drive that tells nothing is looked at, at most.
const POLL: Duration = Duration::from_secs(1);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The system tells.
    Told,
    /// The folder is looked at again and again.
    Polled,
}

/// Watches until dropped.
pub(super) struct Watcher {
    stop: Sender<Signal>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread is told.
enum Signal {
    Event(notify::Result<Event>),
    Stop,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.stop.send(Signal::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What is noticed.
pub(super) enum Noticed {
    /// Something changed.
    Change(Changed),
    /// The system can't tell, for this reason: the folder is looked at from now on.
    Blindness(String),
}

/// Watches the parts of a site's folder, on a thread of its own. Once it does, the first that it tells is that anything may have changed:
/// nobody watched before. `Err` if the system gives no thread.
pub(super) fn watch(
    root: PathBuf,
    manner: Manner,
    tell: impl Fn(Noticed) + Send + 'static,
) -> io::Result<Watcher> {
    let (stop, signals) = mpsc::channel();
    let teller = stop.clone();
    let work = move || {
        let eyes = match manner {
            Manner::Told => Eyes::open(root, teller)
                .map_err(|reason| tell(Noticed::Blindness(reason.to_string())))
                .ok(),
            Manner::Polled => None,
        };
        let changed = |changed| tell(Noticed::Change(changed));
        changed(Changed::Anything);
        match eyes {
            Some(mut eyes) => listen(&mut eyes, &signals, &changed),
            None => poll(&signals, &changed),
        }
    };
    let thread = std::thread::Builder::new().name("watcher".into()).spawn(work);
    Ok(Watcher {
        stop,
        thread: Some(thread?),
    })
}

/// The system's watches.
struct Eyes {
    watcher: notify::RecommendedWatcher,
    root: PathBuf,
}

impl Eyes {
    /// Watches from now on. `Err` if the system can't: too many folders, a drive that tells nothing.
    fn open(root: PathBuf, teller: Sender<Signal>) -> notify::Result<Eyes> {
        let tell = move |event| {
            let _ = teller.send(Signal::Event(event));
        };
        let mut eyes = Eyes {
            watcher: notify::recommended_watcher(tell)?,
            root,
        };
        eyes.watch()?;
        Ok(eyes)
    }
    /// The root alone, since the output may lie in it; each part with all below it.
    fn watch(&mut self) -> notify::Result<()> {
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for (_, name) in AREAS {
            let part = self.root.join(name);
            if part.is_dir() {
                self.watcher.watch(&part, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
    /// Whether a path is one of the site's.
    fn heeds(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.root) else {
            return false;
        };
        let mut parts = relative
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        let is_area = parts
            .next()
            .is_some_and(|first| AREAS.iter().any(|(_, name)| *name == first));
        is_area && !parts.any(|part| is_ignored(&part))
    }
    /// Whether a part itself came or went, so that it must be watched anew.
    fn is_part(&self, path: &Path) -> bool {
        path.parent() == Some(&*self.root)
    }
}

/// What a burst has told so far.
#[derive(Default)]
struct Burst {
    paths: BTreeSet<PathBuf>,
    anything: bool,
    /// Whether folders came or moved: for a moment, nobody watches what is in them.
    folders: bool,
}

impl Burst {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.anything
    }
    fn take(&mut self, eyes: &mut Eyes, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.anything = true;
            return;
        };
        if event.need_rescan() {
            self.anything = true;
            return;
        }
        if !is_change(&event.kind) {
            return;
        }
        let heeded: Vec<PathBuf> = event.paths.into_iter().filter(|path| eyes.heeds(path)).collect();
        if heeded.iter().any(|path| eyes.is_part(path)) {
            self.anything = true;
            // A part that can't be watched now is told by the next event of the root, or never: nothing was lost that was there.
            let _ = eyes.watch();
        }
        let is_new = matches!(
            event.kind,
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        self.folders |= is_new && heeded.iter().any(|path| path.is_dir());
        self.paths.extend(heeded);
    }
    fn told(self) -> Changed {
        match self.anything {
            true => Changed::Anything,
            false => Changed::Files(self.paths),
        }
    }
}

/// Whether an event is of a change. Reading is told too, our own above all.
fn is_change(kind: &EventKind) -> bool {
    match kind {
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(of)) => !matches!(of, notify::event::MetadataKind::AccessTime),
        _ => true,
    }
}

fn listen(eyes: &mut Eyes, signals: &Receiver<Signal>, changed: &dyn Fn(Changed)) {
    let mut again: Option<Instant> = None;
    loop {
        let first = match again {
            None => signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => signals.recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        let event = match first {
            Ok(Signal::Event(event)) => event,
            Err(RecvTimeoutError::Timeout) => {
                again = None;
                changed(Changed::Anything);
                continue;
            }
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        };
        let mut burst = Burst::default();
        burst.take(eyes, event);
        let began = Instant::now();
        while !burst.is_empty() && began.elapsed() < LONGEST {
            match signals.recv_timeout(QUIET) {
                Ok(Signal::Event(event)) => burst.take(eyes, event),
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        if burst.folders {
            again = Some(Instant::now() + SETTLED);
        }
        if !burst.is_empty() {
            changed(burst.told());
        }
    }
}

/// Looks at everything, and rests five times as long as that took.
fn poll(signals: &Receiver<Signal>, changed: &dyn Fn(Changed)) {
    let mut rest = POLL;
    while let Err(RecvTimeoutError::Timeout) = signals.recv_timeout(rest) {
        let began = Instant::now();
        changed(Changed::Anything);
        rest = POLL.max(began.elapsed() * 5);
    }
}
