//! From a request that the guard let pass to its answer.
//!
//! 1. the preview's own      `/~sihao/…`: script, style, events, report, the day
//! 2. the site's             a page of the newest snapshot, a file, the search index
//! 3. nothing                the site's own 404 page

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response};

use super::derived::Shelf;
use super::head::{Refusal, refuse};
use super::house::House;
use super::snapshot::{Found, Page, Snapshot};
use super::{address, client, events, kind, range, report};
use crate::text::date::Date;

/// What the preview adds lies below this; no address of a site begins so.
const OWN: &str = "~sihao/";

/// What is sent.
pub(super) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

enum Body {
    Bytes(Arc<[u8]>),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
}

impl Answer {
    fn new(status: u16, kind: &str, body: impl Into<Arc<[u8]>>) -> Answer {
        Answer {
            status,
            headers: vec![("Content-Type", kind.to_owned())],
            body: Body::Bytes(body.into()),
        }
    }
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }
}

/// Answers a request, on this thread or, where that may take long, on one of its own.
pub(super) fn answer(house: &Arc<House>, shelf: &Arc<Shelf>, mut request: Request) {
    let target = request.url().to_owned();
    let path = match address::path(&target) {
        Ok(path) => path,
        Err(refusal) => return send(request, refused(house, refusal)),
    };
    let own = path.strip_prefix(OWN);
    if *request.method() == Method::Post {
        let answer = match own {
            Some("as-of") => as_of(house, &mut request),
            _ => refused(house, refuse(405, "preview.refused.method")),
        };
        return send(request, answer);
    }
    match own {
        Some("events") => {
            let house = Arc::clone(house);
            let Ok(page) = address::of_query(&target) else {
                return send(request, refused(&house, refuse(400, "preview.refused.address")));
            };
            let Some(seat) = house.seat() else {
                return send(request, refused(&house, refuse(503, "preview.refused.streams")));
            };
            let client = request.into_writer();
            aside(move || {
                events::stream(&house, &page, client);
                drop(seat);
            });
        }
        Some(name) => send(request, of_our_own(house, name, &target)),
        None if path == "sihao.json" || path.starts_with("search/") => {
            let (house, shelf) = (Arc::clone(house), Arc::clone(shelf));
            aside(move || {
                let answer = derived(&house, &shelf, &path);
                send(request, answer);
            });
        }
        None => {
            let answer = of_the_site(house, &path, &request);
            match answer.body {
                // A client may read a large file as slowly as it likes.
                Body::File(..) => aside(move || send(request, answer)),
                Body::Bytes(_) => send(request, answer),
            }
        }
    }
}

/// Does something on a thread of its own. Where the system gives no thread, nothing is answered: the door closes the connection.
fn aside(work: impl FnOnce() + Send + 'static) {
    let builder = std::thread::Builder::new().stack_size(1024 * 1024);
    let _ = builder.spawn(move || {
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    });
}

fn refused(house: &House, refusal: Refusal) -> Answer {
    let text = house.catalogue.word(refusal.word, &[]) + "\n";
    Answer::new(refusal.status, kind::TEXT, text.into_bytes())
}

/// What the preview adds to a site.
fn of_our_own(house: &House, name: &str, target: &str) -> Answer {
    match name {
        "state" => match address::of_query(target) {
            Ok(page) => {
                let state = events::state(house, &house.now(), &page).to_string();
                Answer::new(200, kind::JSON, state.into_bytes())
            }
            Err(refusal) => refused(house, refusal),
        },
        "preview.js" => Answer::new(200, kind::SCRIPT, client::script(&house.catalogue).into_bytes()),
        "preview.css" => Answer::new(200, kind::STYLE, client::STYLE.as_bytes()),
        "report" => {
            let report = report::json(&house.now().report, &house.catalogue);
            Answer::new(200, kind::JSON, report)
        }
        "as-of" => refused(house, refuse(405, "preview.refused.method")),
        _ => refused(house, refuse(404, "preview.refused.nothing")),
    }
}

/// Sets the day. An empty body sets it back.
fn as_of(house: &House, request: &mut Request) -> Answer {
    let mut text = String::new();
    let read = request.as_reader().take(64).read_to_string(&mut text);
    let day = match text.trim() {
        "" => Ok(None),
        written => Date::parse(written).map(Some).map_err(|_| ()),
    };
    match (read, day) {
        (Ok(_), Ok(day)) => {
            house.set_day(day);
            Answer::new(204, kind::TEXT, *b"")
        }
        _ => refused(house, refuse(400, "preview.refused.date")),
    }
}

fn of_the_site(house: &House, path: &str, request: &Request) -> Answer {
    let now = house.now();
    match now.find(path) {
        Found::Page(page) => of_page(path, &page, request),
        Found::File(disk) => of_file(house, &disk, path, request).unwrap_or_else(|| missing(&now)),
        Found::Folder => Answer::new(302, kind::TEXT, *b"").with("Location", location(path)),
        Found::Nothing => missing(&now),
    }
}

/// A folder's address. Paths of the site are ASCII, so that this one, which is, needs no encoding but for what ends a path.
fn location(path: &str) -> String {
    let plain = |c: char| {
        if matches!(c, '?' | '#' | '%' | ' ') {
            format!("%{:02X}", c as u32)
        } else {
            c.to_string()
        }
    };
    format!("/{}/", path.chars().map(plain).collect::<String>())
}

/// A page with the digest that it can be told by: as `ETag`, and once more as the only header of its own page that a script can read.
fn of_page(path: &str, page: &Page, request: &Request) -> Answer {
    let tag = format!("\"{}\"", page.digest);
    let known = value(request, "If-None-Match").is_some_and(|tags| tags.split(',').any(|t| t.trim() == tag));
    let (status, bytes) = match known {
        true => (304, Arc::from(*b"")),
        false => (200, Arc::clone(&page.bytes)),
    };
    let answer = Answer::new(status, kind::of(path), bytes).with("ETag", tag);
    match path.ends_with(".html") {
        true => answer.with("Server-Timing", format!("sihao;desc=\"{}\"", page.digest)),
        false => answer,
    }
}

/// The site's page for what is not there.
fn missing(now: &Snapshot) -> Answer {
    Answer::new(404, kind::of("404.html"), Arc::clone(&now.not_found().bytes))
}

/// A file beside a document, or a part of it. `None` if it has gone, or leads out of the folder.
fn of_file(house: &House, disk: &Path, path: &str, request: &Request) -> Option<Answer> {
    if !disk.canonicalize().ok()?.starts_with(&house.root) {
        return None;
    }
    let mut file = File::open(disk).ok()?;
    let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let length = metadata.len();
    let wanted = value(request, "Range").map_or(range::Range::All, |text| range::parse(&text, length));
    let (status, from, count) = match wanted {
        range::Range::All => (200, 0, length),
        range::Range::Part(from, count) => (206, from, count),
        range::Range::None => {
            let answer = Answer::new(416, kind::TEXT, *b"");
            return Some(answer.with("Content-Range", format!("bytes */{length}")));
        }
    };
    file.seek(SeekFrom::Start(from)).ok()?;
    let answer = Answer {
        status,
        headers: vec![("Content-Type", kind::of(path).to_owned())],
        body: Body::File(file, count),
    };
    let answer = answer.with("Accept-Ranges", "bytes");
    Some(match status {
        206 => answer.with(
            "Content-Range",
            format!("bytes {from}-{}/{length}", from + count - 1),
        ),
        _ => answer,
    })
}

/// A file that is made from all pages.
fn derived(house: &Arc<House>, shelf: &Arc<Shelf>, path: &str) -> Answer {
    let made = match path {
        "sihao.json" => shelf.register(house).map(Some),
        _ => shelf.search(house, path),
    };
    match made {
        Ok(Some(bytes)) => Answer::new(200, kind::of(path), bytes),
        Ok(None) => missing(&house.now()),
        Err(()) => refused(house, refuse(503, "preview.refused.not-yet")).with("Retry-After", "2"),
    }
}

fn value(request: &Request, name: &'static str) -> Option<String> {
    let header = request.headers().iter().find(|header| header.field.equiv(name))?;
    Some(header.value.as_str().to_owned())
}

/// Sends an answer. A client that has gone is nobody to tell.
fn send(request: Request, answer: Answer) {
    let mut headers = answer.headers;
    headers.push(("Cache-Control", "no-cache".to_owned()));
    headers.push(("X-Content-Type-Options", "nosniff".to_owned()));
    headers.push(("Cross-Origin-Resource-Policy", "same-origin".to_owned()));
    let headers = headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .collect();
    let (body, length): (Box<dyn io::Read>, u64) = match answer.body {
        Body::Bytes(bytes) => {
            let length = bytes.len() as u64;
            (Box::new(io::Cursor::new(bytes)), length)
        }
        Body::File(file, count) => (Box::new(file.take(count)), count),
    };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let response = Response::new(answer.status.into(), headers, body, Some(length), None);
    let _ = request.respond(response.with_chunked_threshold(usize::MAX));
}
