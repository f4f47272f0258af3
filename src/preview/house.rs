//! What all threads of the preview share: the store, the newest snapshot, and who waits for the next.
//!
//! A change goes through [`House::remake`], one at a time: read what changed, put the site together, replace the snapshot in one step,
//! wake those who wait. Requests only ever take the newest snapshot and never wait for a change that is being made.
//!
//! The first snapshot may be unjudged: the site as it is, before the rules have looked at its texts, which is a third of all that a first page
//! would wait for. The first remake, which always comes, judges it. Who sees what is the model's matter, so nothing more is seen before.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::snapshot::{Good, Moment, Snapshot};
use super::{Change, Heard, View};
use crate::diagnostic::Catalogue;
use crate::edition::Edition;
use crate::load::{Changed, Loaded, Store};
use crate::text::date::Date;

/// How many streams of events there are at once: each is a thread that waits. A browser has one, however many tabs it shows.
const STREAMS: usize = 128;

/// The place of a stream, given back when dropped.
pub(super) struct Seat(Arc<House>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.streams.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Everything.
pub(super) struct House {
    /// The site's folder, as the system calls it.
    pub(super) root: PathBuf,
    /// The language of all that is said.
    pub(super) catalogue: Arc<Catalogue>,
    /// Differs from start to start, so that a page notices that the program is another.
    pub(super) session: String,
    workshop: Mutex<Workshop>,
    now: RwLock<Arc<Snapshot>>,
    day: Mutex<Option<Date>>,
    beat: Mutex<Beat>,
    turned: Condvar,
    streams: AtomicUsize,
    view: View,
    hear: Hear,
}

/// Who is told what happens.
pub(super) type Hear = Box<dyn Fn(Heard<'_>) + Send + Sync>;

/// What the first snapshot may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// Unjudged, if there is no error in it so far.
    Unjudged,
    /// Judged, however long that takes.
    Judged,
}

/// Where snapshots are made.
struct Workshop {
    store: Store,
    /// Counts what search would find differently.
    texts: u64,
}

/// What waiting threads wait for.
#[derive(Clone, Copy)]
struct Beat {
    number: u64,
    is_closing: bool,
}

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// There is a newer snapshot.
    Change,
    /// The time is over.
    Time,
    /// The preview ends.
    End,
}

impl House {
    /// Reads the folder for the first time.
    pub(super) fn open(
        root: PathBuf,
        first: First,
        catalogue: Arc<Catalogue>,
        (view, hear): (View, Hear),
    ) -> House {
        let began = Instant::now();
        let mut store = Store::new(&root);
        store.refresh(&Changed::Anything);
        let options = view();
        let unjudged = match first {
            First::Unjudged => store.unjudged(options),
            First::Judged => None,
        };
        let moment = Moment {
            number: 0,
            as_of: options.as_of,
            texts: 0,
            is_judged: unjudged.is_none(),
        };
        let loaded = unjudged.unwrap_or_else(|| store.load(options));
        let first = snapshot(loaded, moment, (None, &catalogue));
        let change = Change::first(&first, began.elapsed());
        let house = House {
            root,
            session: format!("{:016x}", random()),
            workshop: Mutex::new(Workshop { store, texts: 0 }),
            now: RwLock::new(Arc::new(first)),
            day: Mutex::new(None),
            beat: Mutex::new(Beat {
                number: 0,
                is_closing: false,
            }),
            turned: Condvar::new(),
            streams: AtomicUsize::new(0),
            catalogue,
            view,
            hear,
        };
        (house.hear)(Heard::Change(&change));
        house
    }

    /// Tells whoever hears that changes are noticed late, and why.
    pub(super) fn fell_back(&self, reason: &str) {
        (self.hear)(Heard::Polling(reason));
    }

    /// The newest snapshot.
    pub(super) fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows the site as of another day; `None`: the day of the command line.
    pub(super) fn set_day(&self, day: Option<Date>) {
        *lock(&self.day) = day;
        self.remake(&Changed::Files(Default::default()));
    }

    /// Reads what changed and shows it.
    pub(super) fn remake(&self, changed: &Changed) {
        let began = Instant::now();
        let mut workshop = lock(&self.workshop);
        let refreshed = workshop.store.refresh(changed);
        let mut options = (self.view)();
        if let Some(day) = *lock(&self.day) {
            options.as_of = day;
        }
        let former = self.now();
        let is_other_day = options.as_of != former.moment.as_of;
        if refreshed.is_nothing() && !is_other_day && former.moment.is_judged {
            return;
        }
        workshop.texts += u64::from(refreshed.texts || is_other_day);
        let loaded = workshop.store.load(options);
        let moment = Moment {
            number: former.moment.number + 1,
            as_of: options.as_of,
            texts: workshop.texts,
            is_judged: true,
        };
        let next = Arc::new(snapshot(loaded, moment, (Some(&former), &self.catalogue)));
        let change = Change {
            files: refreshed.files,
            day: is_other_day.then_some(options.as_of),
            ..Change::first(&next, began.elapsed())
        };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = next;
        self.announce(|beat| beat.number += 1);
        (self.hear)(Heard::Change(&change));
        // Taking a large model apart takes its time: here nobody waits for it.
        drop(former);
    }

    /// A place for one more stream of events; `None` if there are too many.
    pub(super) fn seat(self: &Arc<House>) -> Option<Seat> {
        let seat = Seat(Arc::clone(self));
        // Counted first, so that two who come at once can't both take the last one.
        let taken = self.streams.fetch_add(1, Ordering::SeqCst);
        (taken < STREAMS).then_some(seat)
    }

    /// Ends all waiting.
    pub(super) fn close(&self) {
        self.announce(|beat| beat.is_closing = true);
    }

    fn announce(&self, how: impl FnOnce(&mut Beat)) {
        how(&mut lock(&self.beat));
        self.turned.notify_all();
    }

    /// Waits for a snapshot newer than `seen`.
    pub(super) fn wait(&self, seen: u64, patience: Duration) -> Woken {
        let is_same = |beat: &mut Beat| beat.number <= seen && !beat.is_closing;
        let waited = self
            .turned
            .wait_timeout_while(lock(&self.beat), patience, is_same);
        let (beat, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match *beat {
            Beat { is_closing: true, .. } => Woken::End,
            Beat { number, .. } if number > seen => Woken::Change,
            _ => Woken::Time,
        }
    }
}

/// Makes a snapshot of what was loaded: with errors, the last good state stays.
fn snapshot(
    loaded: Loaded,
    moment: Moment,
    (former, catalogue): (Option<&Snapshot>, &Arc<Catalogue>),
) -> Snapshot {
    let is_good = !loaded.unusable && loaded.report.errors() == 0;
    let good = match (loaded.site, loaded.theme) {
        (Some(site), Some(theme)) if is_good => Some(Arc::new(Good {
            edition: match former.and_then(|former| former.good.as_deref()) {
                Some(former) => Edition::after(&former.edition, Arc::clone(&site), &theme),
                None => Edition::new(Arc::clone(&site), &theme),
            },
            site,
            files: loaded.files,
            texts: moment.texts,
        })),
        // What nobody had judged never was good.
        _ => former
            .filter(|former| former.moment.is_judged)
            .and_then(|former| former.good.clone()),
    };
    Snapshot::new(moment, good, loaded.report, (former, catalogue))
}

/// A number that nobody can guess, from what std keeps its tables safe with.
pub(super) fn random() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _};
    std::collections::hash_map::RandomState::new()
        .build_hasher()
        .finish()
}

/// A lock that a panic elsewhere does not take away: what it guards is replaced whole or not at all.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
