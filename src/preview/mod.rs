//! The preview: a browser asks for one path of an Edition, and hears when it should ask again (DESIGN.md §10).
//!
//! 1. open the house         house: the folder read, the first snapshot
//! 2. let requests in        door, head, guard: bounds, Host and Origin; the rest is refused
//! 3. watch the folder       watch: bursts of changes, each one remake of the house; the first is told at once, and judges the first snapshot
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
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::diagnostic::{Catalogue, Report};
use crate::model::Options;
use crate::text::date::Date;
use derived::Shelf;
use door::Door;
use house::{First, House};
use snapshot::Snapshot;
pub use watch::Manner;
use watch::{Noticed, Watcher};

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
    pub hear: Box<dyn Fn(Heard<'_>) + Send + Sync>,
}

/// What happens while a preview runs.
#[derive(Clone, Copy)]
pub enum Heard<'a> {
    /// Something was made anew.
    Change(&'a Change),
    /// The folder is looked at again and again though the system was asked to tell, for this reason.
    Polling(&'a str),
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
    /// Whether the rules have looked at it. The first may be shown before; its report is empty then, and another change follows.
    pub is_judged: bool,
}

impl Change {
    fn first(snapshot: &Snapshot, took: Duration) -> Change {
        Change {
            files: Vec::new(),
            day: None,
            took,
            pages: snapshot.good.as_ref().map(|good| good.edition.page_count()),
            report: Arc::clone(&snapshot.report),
            is_judged: snapshot.moment.is_judged,
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
    let first = match reach {
        guard::Reach::Loopback => First::Unjudged,
        // What nobody has judged is for the eyes of this machine only.
        guard::Reach::Network => First::Judged,
    };
    let told = (settings.view, settings.hear);
    let house = Arc::new(House::open(root.clone(), first, settings.catalogue, told));
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
        // A large folder takes its time to be watched: nobody waits for it.
        watcher: Some(watcher(root, settings.manner, Arc::clone(&house))?),
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

/// Watches the folder.
fn watcher(root: PathBuf, manner: Manner, house: Arc<House>) -> io::Result<Watcher> {
    watch::watch(root, manner, move |noticed| {
        // A fault of ours in one remake must not blind the preview to the next change.
        let heed = std::panic::AssertUnwindSafe(|| match noticed {
            Noticed::Change(changed) => house.remake(&changed),
            Noticed::Blindness(reason) => house.fell_back(&reason),
        });
        let _ = std::panic::catch_unwind(heed);
    })
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
