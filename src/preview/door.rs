//! The door before the server: reads the head of every connection within bounds, and lets only sound requests in.
//!
//! tiny_http reads heads of any length for any time, keeps a thread for each idle connection, and asks memory for whatever
//! `Content-Length` says; a stranger could end the program with one line. So it listens where only the door knocks, and the door
//! 1. takes a connection, if there are not too many; else the one that has been silent longest must go
//! 2. reads its head: [`head::LONGEST`] bytes, [`PATIENCE`] long
//! 3. asks the guard, and answers itself what is refused
//! 4. hands the head on, written anew from what was understood, and copies the answer back; a client that does not read is left
//!
//! One request a connection: what comes after it is never read. (docs/decisions/0008)

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::guard::{self, Reach};
use super::head::{self, Head, Method, Refusal};
use crate::diagnostic::Catalogue;

/// How long a client may take for its request, and for reading what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many connections there are at once. Each is a thread, and a tab has one.
const MOST: usize = 256;
/// Beyond so many nobody is let in, whoever may be silent: a bound that holds.
const FULL: usize = 2 * MOST;
/// How long the end waits for answers that are being sent.
const FAREWELL: Duration = Duration::from_millis(500);
/// A connection's thread copies bytes; it needs no more.
const STACK: usize = 128 * 1024;
/// How much of a refused request is still read, so that the refusal arrives: a connection closed with unread bytes is reset.
const DRAIN: u64 = 8 * 1024 * 1024;
/// What tells the server that a request came through the door.
pub(super) const TOKEN: &str = "X-Sihao-Door";

/// What all connections share.
pub(super) struct Rules {
    /// Who may ask.
    pub(super) reach: Reach,
    /// Where the server behind the door listens.
    pub(super) inside: SocketAddr,
    /// What it knows the door by.
    pub(super) token: String,
    /// The words of refusals.
    pub(super) catalogue: Arc<Catalogue>,
}

/// An open door. Closed when dropped.
pub(super) struct Door {
    shared: Arc<Shared>,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    rules: Rules,
    closing: AtomicBool,
    count: AtomicUsize,
    /// Connections whose request has not come yet, in the order in which they were made.
    silent: Mutex<BTreeMap<u64, TcpStream>>,
}

/// Opens the door at a listener.
pub(super) fn open(listener: TcpListener, rules: Rules) -> io::Result<Door> {
    let address = listener.local_addr()?;
    let shared = Arc::new(Shared {
        rules,
        closing: AtomicBool::new(false),
        count: AtomicUsize::new(0),
        silent: Mutex::default(),
    });
    let own = Arc::clone(&shared);
    let thread = std::thread::Builder::new()
        .name("door".into())
        .spawn(move || take_all(&listener, &own))?;
    Ok(Door {
        shared,
        address,
        thread: Some(thread),
    })
}

impl Drop for Door {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        // A knock of our own wakes the thread that waits for one.
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        let _ = TcpStream::connect_timeout(&SocketAddr::new(ip, self.address.port()), PATIENCE);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        // What is being sent, a farewell above all, may still arrive; those who say nothing are not waited for.
        let silent = std::mem::take(&mut *self.shared.lock());
        for client in silent.values() {
            let _ = client.shutdown(Shutdown::Both);
        }
        let began = Instant::now();
        while self.shared.count.load(Ordering::SeqCst) > 0 && began.elapsed() < FAREWELL {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

fn take_all(listener: &TcpListener, shared: &Arc<Shared>) {
    for (id, taken) in (0_u64..).zip(listener.incoming()) {
        if shared.closing.load(Ordering::SeqCst) {
            return;
        }
        let Ok(client) = taken else {
            // Out of handles, most likely: those that are held are let go in time.
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        let count = shared.count.load(Ordering::SeqCst);
        if count >= FULL {
            continue;
        }
        if count >= MOST {
            shared.turn_out();
        }
        shared.count.fetch_add(1, Ordering::SeqCst);
        let own = Arc::clone(shared);
        let spawned = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || own.serve(id, client));
        if spawned.is_err() {
            shared.count.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl Shared {
    /// Closes the connection that has been silent longest. Where none is silent, the new one is one more: the others are being answered,
    /// and most of them end soon.
    fn turn_out(&self) {
        let oldest = self.lock().pop_first();
        if let Some((_, client)) = oldest {
            let _ = client.shutdown(Shutdown::Both);
        }
    }
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, TcpStream>> {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, id: u64, client: TcpStream) {
        if let Ok(copy) = client.try_clone() {
            self.lock().insert(id, copy);
        }
        // A client that goes away is no error, and there is nobody to tell.
        let _ = self.answer(id, client);
        self.lock().remove(&id);
        self.count.fetch_sub(1, Ordering::SeqCst);
    }

    fn answer(&self, id: u64, mut client: TcpStream) -> io::Result<()> {
        client.set_nodelay(true)?;
        client.set_write_timeout(Some(PATIENCE))?;
        let read = read_request(&mut client)?;
        self.lock().remove(&id);
        let judged = read.and_then(|(head, body)| {
            guard::judge(&head, self.rules.reach)?;
            Ok((head, body))
        });
        match judged {
            Ok((head, body)) => self.pass(&head, &body, &mut client),
            Err(refusal) => self.refuse(refusal, client),
        }
    }

    /// Hands a request on, and its answer back.
    fn pass(&self, head: &Head, body: &[u8], client: &mut TcpStream) -> io::Result<()> {
        let mut server = TcpStream::connect(self.rules.inside)?;
        server.set_nodelay(true)?;
        let mut request = written(head, &self.rules.token);
        request.extend_from_slice(body);
        server.write_all(&request)?;
        // The server can't say that the connection ends with its answer, so it is said for it, behind the first line.
        let mut start = Vec::new();
        while !start.ends_with(b"\r\n") {
            let mut byte = [0];
            if start.len() > 256 || server.read(&mut byte)? == 0 {
                return Ok(());
            }
            start.extend_from_slice(&byte);
        }
        start.extend_from_slice(b"Connection: close\r\n");
        client.write_all(&start)?;
        io::copy(&mut server, client)?;
        client.shutdown(Shutdown::Write)
    }

    fn refuse(&self, refusal: Refusal, mut client: TcpStream) -> io::Result<()> {
        let text = self.rules.catalogue.word(refusal.word, &[]);
        let answer = format!(
            "HTTP/1.1 {} {}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nContent-Length: {}\r\n\r\n{text}\n",
            refusal.status,
            reason(refusal.status),
            text.len() + 1,
        );
        client.write_all(answer.as_bytes())?;
        client.shutdown(Shutdown::Write)?;
        client.set_read_timeout(Some(Duration::from_secs(1)))?;
        io::copy(&mut client.take(DRAIN), &mut io::sink())?;
        Ok(())
    }
}

/// Reads a request: its head and its body. An error is a client that went away or was silent.
fn read_request(client: &mut TcpStream) -> io::Result<Result<(Head, Vec<u8>), Refusal>> {
    let began = Instant::now();
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = head::end(&bytes) {
            break end;
        }
        if bytes.len() > head::LONGEST {
            return Ok(Err(head::too_long(&bytes)));
        }
        if let Some(refusal) = read_some(client, &mut bytes, began)? {
            return Ok(Err(refusal));
        }
    };
    let mut body = bytes.split_off(head_end);
    let head = match head::parse(&bytes) {
        Ok(head) => head,
        Err(refusal) => return Ok(Err(refusal)),
    };
    while body.len() < head.length {
        if let Some(refusal) = read_some(client, &mut body, began)? {
            return Ok(Err(refusal));
        }
    }
    body.truncate(head.length);
    Ok(Ok((head, body)))
}

/// Reads what is there, within the time that a request may take.
fn read_some(client: &mut TcpStream, into: &mut Vec<u8>, began: Instant) -> io::Result<Option<Refusal>> {
    let late = || Some(head::refuse(408, "preview.refused.slow"));
    let left = PATIENCE.saturating_sub(began.elapsed());
    if left.is_zero() {
        return Ok(late());
    }
    client.set_read_timeout(Some(left))?;
    let mut buffer = [0; 4096];
    match client.read(&mut buffer) {
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(count) => {
            into.extend_from_slice(buffer.get(..count).unwrap_or_default());
            Ok(None)
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            Ok(late())
        }
        Err(error) => Err(error),
    }
}

/// The request as the server gets it: nothing but what was understood.
fn written(head: &Head, token: &str) -> Vec<u8> {
    let method = match head.method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Post => "POST",
    };
    let mut text = format!(
        "{method} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{TOKEN}: {token}\r\nContent-Length: {}\r\n",
        head.target, head.host, head.length
    );
    for (name, value) in [("Range", &head.range), ("If-None-Match", &head.none_match)] {
        if let Some(value) = value.as_ref().filter(|value| value.is_ascii()) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    text.push_str("\r\n");
    text.into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        403 => "Forbidden",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        414 => "URI Too Long",
        431 => "Request Header Fields Too Large",
        505 => "HTTP Version Not Supported",
        _ => "Bad Request",
    }
}
