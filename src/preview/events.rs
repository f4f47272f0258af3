//! The stream of events that an open page listens to: a state at once, one after every change, a farewell at the end.
//!
//! A thread each, small and bounded in number by the door: a client that does not read holds up nobody else, and is left when the door
//! has waited long enough. What is not yet sent when the next change comes is never sent: only the newest state matters.

use std::io::Write;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::house::{House, Woken};
use super::snapshot::{Found, Snapshot};

/// How often a quiet stream says that it lives; a client that has gone is noticed then.
const PING: Duration = Duration::from_secs(15);

/// The head of the answer. Written by hand: tiny_http would hold back what is not much.
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\r\nretry: 500\n\n";

/// Streams to one client until it goes or the preview ends.
pub(super) fn stream(house: &House, path: &str, mut client: Box<dyn Write + Send>) {
    let mut text = HEAD.to_owned();
    loop {
        let now = house.now();
        text.push_str(&format!("event: state\ndata: {}\n\n", state(house, &now, path)));
        let seen = now.moment.number;
        // A stream that waits must not keep a whole snapshot.
        drop(now);
        loop {
            if client
                .write_all(text.as_bytes())
                .and_then(|()| client.flush())
                .is_err()
            {
                return;
            }
            text.clear();
            match house.wait(seen, PING) {
                Woken::Change => break,
                Woken::Time => text.push_str(": ping\n\n"),
                Woken::End => {
                    let _ = client
                        .write_all(b"event: bye\ndata: {}\n\n")
                        .and_then(|()| client.flush());
                    return;
                }
            }
        }
    }
}

/// What a page must know to tell whether it is the newest.
pub(super) fn state(house: &House, now: &Snapshot, path: &str) -> Value {
    let page = match now.find(path) {
        Found::Page(page) => Some(page.digest.clone()),
        _ => None,
    };
    let mut styles = Map::new();
    let mut about = None;
    if let Some(good) = &now.good {
        for (name, path) in good.edition.styles() {
            styles.insert(name.to_owned(), path.as_str().into());
        }
        about = good.edition.about(path);
    }
    let about = about.unwrap_or_default();
    json!({
        "session": house.session,
        "version": now.moment.number,
        "page": page,
        "styles": styles,
        "errors": now.report.errors(),
        "warnings": now.report.warnings(),
        "judged": now.moment.is_judged,
        "as_of": now.moment.as_of.to_string(),
        "source": about.source,
        "marks": about.marks,
    })
}
