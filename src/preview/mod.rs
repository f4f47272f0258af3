//! The preview: a browser asks for one path of an Edition, and hears when it should ask again (DESIGN.md §10).
//!
//! 1. open the house         house: the folder read, the first snapshot
//! 2. watch the folder       watch: bursts of changes, each one remake of the house; begun at once with 1
//! 3. let requests in        door, head, guard: bounds, Host and Origin; the rest is refused
//! 4. answer them            answer: one page made from the newest snapshot; files; events; the search index when asked for (derived)
//!
//! What is served are the bytes that `build` would write, but for one line of script and, while errors stand, the overlay. Nothing is
//! written to disk.

mod address;
mod answer;
mod client;
mod derived;
mod door;
mod events;
mod guard;
mod head;
mod house;
mod kind;
mod overlay;
mod range;
mod report;
mod snapshot;
mod watch;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::diagnostic::{Catalogue, Report};
use crate::load::Changed;
use crate::model::Options;
use crate::text::date::Date;
use derived::Shelf;
use door::Door;
use house::House;
use snapshot::Snapshot;
pub use watch::Manner;
use watch::Watcher;

/// How many requests are answered at once; what may take long has threads of its own.
const WORKERS: usize = 8;

/// For whom and as of when the site is shown; asked again before each remake, since days pass.
pub type View = Box<dyn Fn() -> Options + Send + Sync>;

/// What a preview is made for.
pub struct Settings {
    /// The site's folder.
    pub root: PathBuf,
    /// For whom and as of when.
    pub view: View,
    /// How changes are noticed.
    pub manner: Manner,
    /// The language of all that is said.
    pub catalogue: Arc<Catalogue>,
    /// Told after the first load and after each change, by whichever thread made it.
    pub hear: Box<dyn Fn(&Change) + Send + Sync>,
}

/// What was made anew.
#[derive(Clone)]
pub struct Change {
    /// The files that changed, relative to the root; none at first.
    pub files: Vec<Arc<str>>,
    /// The day, if another was chosen.
    pub day: Option<Date>,
    /// How long it took.
    pub took: Duration,
    /// Pages of the state that is shown; `None` if there is nothing to show.
    pub pages: Option<usize>,
    /// Everything that was told.
    pub report: Arc<Report>,
}

impl Change {
    fn first(snapshot: &Snapshot, took: Duration) -> Change {
        Change {
            files: Vec::new(),
            day: None,
            took,
            pages: snapshot.good.as_ref().map(|good| good.edition.page_count()),
            report: Arc::clone(&snapshot.report),
        }
    }
}

/// A preview that runs until it is dropped.
pub struct Preview {
    house: Arc<House>,
    server: Arc<tiny_http::Server>,
    workers: Vec<JoinHandle<()>>,
    /// `None` only while it ends.
    door: Option<Door>,
    watcher: Option<Watcher>,
    /// Why the folder is looked at again and again though the system was asked to tell.
    pub fell_back: Option<String>,
}

/// Starts a preview behind a listener. `Err` if the system gives no thread or no socket.
pub fn start(listener: TcpListener, settings: Settings) -> io::Result<Preview> {
    let root = settings.root.canonicalize().unwrap_or(settings.root);
    let reach = guard::Reach::of(listener.local_addr()?.ip());
    let server = Arc::new(server()?);
    let inside = inside(&server)?;
    let token = format!("{:016x}{:016x}", house::random(), house::random());
    let rules = door::Rules {
        reach,
        inside,
        token: token.clone(),
        catalogue: Arc::clone(&settings.catalogue),
    };
    // A large folder takes its time to be watched, as it does to be read: so both are done at once.
    let home: Arc<OnceLock<Arc<House>>> = Arc::default();
    let watching = {
        let (root, home) = (root.clone(), Arc::clone(&home));
        std::thread::Builder::new().spawn(move || watcher(&root, &home, settings.manner))?
    };
    let house = home.get_or_init(|| {
        Arc::new(House::open(
            root,
            settings.catalogue,
            settings.view,
            settings.hear,
        ))
    });
    let house = Arc::clone(house);
    let watching = watching
        .join()
        .map_err(|_| io::Error::other("the watcher failed"));
    let (watcher, fell_back) = watching??;
    // What changed between the first look and the watcher's first.
    let late = Arc::clone(&house);
    std::thread::Builder::new().spawn(move || late.remake(&Changed::Anything))?;
    let shelf = Arc::new(Shelf::default());
    let workers = (0..WORKERS).map(|_| {
        let (server, house, shelf, token) = (server.clone(), house.clone(), shelf.clone(), token.clone());
        std::thread::Builder::new()
            .name("worker".into())
            .spawn(move || work(&server, &house, &shelf, &token))
    });
    Ok(Preview {
        workers: workers.collect::<io::Result<_>>()?,
        door: Some(door::open(listener, rules)?),
        watcher: Some(watcher),
        fell_back,
        house,
        server,
    })
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.watcher = None;
        self.house.close();
        self.door = None;
        for _ in &self.workers {
            self.server.unblock();
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

/// The server behind the door, where only this machine reaches it.
fn server() -> io::Result<tiny_http::Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)
}

fn inside(server: &tiny_http::Server) -> io::Result<SocketAddr> {
    server
        .server_addr()
        .to_ip()
        .ok_or_else(|| io::Error::other("no address"))
}

/// Watches the folder; where the system can't tell, the folder is looked at. Changes wait until there is a house.
fn watcher(
    root: &Path,
    home: &Arc<OnceLock<Arc<House>>>,
    manner: Manner,
) -> io::Result<(Watcher, Option<String>)> {
    let start = |manner| {
        let home = Arc::clone(home);
        watch::watch(root, manner, move |changed: Changed| {
            // A fault of ours in one remake must not blind the preview to the next change.
            let remake = std::panic::AssertUnwindSafe(|| home.wait().remake(&changed));
            let _ = std::panic::catch_unwind(remake);
        })
    };
    match start(manner) {
        Ok(watcher) => Ok((watcher, None)),
        Err(reason) => {
            let watcher = start(Manner::Polled).map_err(io::Error::other)?;
            Ok((watcher, Some(reason)))
        }
    }
}

/// Answers requests until the server is told to end.
fn work(server: &tiny_http::Server, house: &Arc<House>, shelf: &Arc<Shelf>, token: &str) {
    while let Ok(request) = server.recv() {
        let knows =
            |header: &tiny_http::Header| header.field.equiv(door::TOKEN) && header.value.as_str() == token;
        if !request.headers().iter().any(knows) {
            // Somebody found the back door.
            let _ = request.respond(tiny_http::Response::empty(403));
            continue;
        }
        let work = std::panic::AssertUnwindSafe(|| answer::answer(house, shelf, request));
        let _ = std::panic::catch_unwind(work);
    }
}
