//! `serve`: the preview. Says where it is to be seen and what each change came to; ends when it is told to.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use super::Exit;
use super::console::Console;
use super::invocation::{Invocation, Serving, View, Volume};
use crate::diagnostic::{Catalogue, Diagnostic, Severity};
use crate::preview::{self, Change, Heard, Manner, Preview, Settings};

/// The port, where none is asked for.
const PORT: u16 = 4040;
/// How many ports behind it are tried where it is taken.
const TRIED: u16 = 20;

/// What the main thread waits for.
enum Note {
    Changed(Change),
    Polling(String),
    Stop,
}

/// Serves until Ctrl-C or a request to end.
pub(super) fn run(console: &Console, invocation: &Invocation, serving: &Serving, view: View) -> Exit {
    match begin(console, invocation, serving, view) {
        Ok((preview, notes, mut teller)) => {
            teller.follow(&notes);
            drop(preview);
            say(console, "serve.stopped", &[]);
            Exit::Done
        }
        Err((exit, told)) => {
            console.fail(&told);
            exit
        }
    }
}

fn begin<'a>(
    console: &'a Console,
    invocation: &Invocation,
    serving: &Serving,
    view: View,
) -> Result<(Preview, Receiver<Note>, Teller<'a>), (Exit, Diagnostic)> {
    let (listener, taken) = listen(serving.host, serving.port)?;
    let address = listener.local_addr().map_err(|error| machine(&error))?;
    let (sender, notes) = mpsc::channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        let _ = stop.send(Note::Stop);
    })
    .map_err(|error| machine(&io::Error::other(error)))?;
    let settings = Settings {
        root: invocation.root.clone(),
        view: Box::new(move || view.options()),
        manner: if serving.poll {
            Manner::Polled
        } else {
            Manner::Told
        },
        catalogue: Arc::new(Catalogue::new(console.catalogue.language())),
        hear: Box::new(move |heard| {
            let _ = sender.send(match heard {
                Heard::Change(change) => Note::Changed(change.clone()),
                Heard::Polling(reason) => Note::Polling(reason.to_owned()),
            });
        }),
    };
    let preview = preview::start(listener, settings).map_err(|error| machine(&error))?;
    let teller = Teller {
        console,
        address,
        taken,
        opens: serving.open,
        told: Told::Nothing,
    };
    Ok((preview, notes, teller))
}

/// Says what happens, in the order in which it matters: where to look; then what is wrong; then each change.
struct Teller<'a> {
    console: &'a Console,
    address: SocketAddr,
    /// What is to be said of the port.
    taken: Option<Diagnostic>,
    /// Whether a browser is to be opened.
    opens: bool,
    told: Told,
}

/// How much was said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    /// The address.
    Address,
    /// The address, and everything that the first load told.
    Findings,
}

impl Teller<'_> {
    /// Tells all until the end.
    fn follow(&mut self, notes: &Receiver<Note>) {
        while let Ok(note) = notes.recv() {
            match note {
                Note::Changed(change) => self.change(&change),
                Note::Polling(reason) => self.console.tell([&polling(&reason)]),
                Note::Stop => return,
            }
        }
    }

    fn change(&mut self, change: &Change) {
        let console = self.console;
        let is_first = self.told == Told::Nothing;
        if is_first {
            ready(console, change, self.address);
            let warnings = [self.taken.take(), abroad(self.address)];
            console.tell(warnings.iter().flatten());
            if self.opens {
                open(console, &seen_at(self.address));
            }
            self.told = Told::Address;
        }
        if self.told == Told::Address && change.is_judged {
            self.told = Told::Findings;
            console.tell(change.report.diagnostics());
            if !is_first && change.pages.is_none() {
                // The pages that were there had never been judged.
                console.result_line(&ready_line(console, change, self.address));
            }
            if change.files.is_empty() && change.day.is_none() {
                return;
            }
        } else if !is_first {
            // Warnings are in the bar of the page; a list of them after each save would bury what changed.
            console.tell(change.report.of(Severity::Error));
        }
        if !is_first && console.volume > Volume::Quiet {
            console.result_line(&line(console, change));
        }
    }
}

/// Where the preview is to be seen, and what of it.
fn ready_line(console: &Console, first: &Change, address: SocketAddr) -> String {
    let milliseconds = first.took.as_millis().to_string();
    let pages = first.pages.map(|pages| pages.to_string());
    let key = if pages.is_some() {
        "serve.ready"
    } else {
        "serve.ready-empty"
    };
    let values = [
        ("address", &*seen_at(address)),
        ("pages", pages.as_deref().unwrap_or("0")),
        ("milliseconds", &milliseconds),
    ];
    console.word(key, &values)
}

fn ready(console: &Console, first: &Change, address: SocketAddr) {
    // Where to look is the result: it is said even when quiet.
    console.result_line(&ready_line(console, first, address));
    if !address.ip().is_loopback() {
        let colleagues = own_address(address).map_or_else(
            || {
                console.word(
                    "serve.colleagues-unknown",
                    &[("port", &address.port().to_string())],
                )
            },
            |own| console.word("serve.colleagues", &[("address", &format!("http://{own}/"))]),
        );
        console.result_line(&colleagues);
    }
    say(console, "serve.stop", &[]);
}

fn say(console: &Console, key: &str, values: &[(&str, &str)]) {
    if console.volume > Volume::Quiet {
        console.result_line(&console.word(key, values));
    }
}

/// `content/a.md：8 毫秒；1 个警告`.
fn line(console: &Console, change: &Change) -> String {
    let count = change.files.len().to_string();
    let what = match (change.day, change.files.as_slice()) {
        (Some(day), _) => console.word("serve.day", &[("date", &day.to_string())]),
        (None, []) => console.word("serve.folder", &[]),
        (None, [one]) => one.to_string(),
        (None, [first, ..]) => console.word("serve.files", &[("first", first), ("count", &count)]),
    };
    let milliseconds = change.took.as_millis().to_string();
    let line = console.word(
        "serve.changed",
        &[("what", &what), ("milliseconds", &milliseconds)],
    );
    let (errors, warnings) = (change.report.errors(), change.report.warnings());
    match errors + warnings {
        0 => line,
        _ => console.word(
            "build.summary-with",
            &[("summary", &line), ("sum", &console.sum(errors, warnings))],
        ),
    }
}

/// A listener, and what is to be said of its port.
type Listening = (TcpListener, Option<Diagnostic>);

/// Listens on the port that was asked for, or on the first free one from the usual one on.
fn listen(host: IpAddr, port: Option<u16>) -> Result<Listening, (Exit, Diagnostic)> {
    match port {
        Some(port) => listen_at(host, port, Wish::Firm),
        None => listen_at(host, PORT, Wish::Usual),
    }
}

/// Whether another port will do.
#[derive(Clone, Copy)]
enum Wish {
    Firm,
    Usual,
}

fn listen_at(host: IpAddr, port: u16, wish: Wish) -> Result<Listening, (Exit, Diagnostic)> {
    let error = match TcpListener::bind((host, port)) {
        Ok(listener) => return Ok((listener, None)),
        Err(error) => error,
    };
    if error.kind() != io::ErrorKind::AddrInUse {
        return Err(machine(&error));
    }
    let following = (1..=TRIED).filter_map(|step| port.checked_add(step));
    let mut free = following.filter_map(|next| Some((next, TcpListener::bind((host, next)).ok()?)));
    match (wish, free.next()) {
        (Wish::Usual, Some((next, listener))) => {
            let told = Diagnostic::warning("serve/port-taken").with("port", port);
            Ok((listener, Some(told.with("next", next))))
        }
        (_, next) => {
            let told = Diagnostic::error("serve/port-in-use").with("port", port);
            let next = next.map(|(next, _)| next.to_string());
            Err((Exit::Usage, told.with_some("next", next)))
        }
    }
}

fn machine(error: &io::Error) -> (Exit, Diagnostic) {
    (
        Exit::Machine,
        Diagnostic::error("serve/no-server").with("reason", error),
    )
}

/// That others can see what is not published yet.
fn abroad(address: SocketAddr) -> Option<Diagnostic> {
    let is_abroad = !address.ip().is_loopback();
    is_abroad.then(|| Diagnostic::warning("serve/open-to-network").with("address", address))
}

/// That changes show late, and why.
fn polling(reason: &str) -> Diagnostic {
    Diagnostic::warning("serve/polling").with("reason", reason)
}

/// Where this machine sees the preview.
fn seen_at(address: SocketAddr) -> String {
    let ip = match address.ip() {
        ip if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}

/// Where others see it. A socket that is to send to another network says which address it would send from; nothing is sent.
fn own_address(address: SocketAddr) -> Option<SocketAddr> {
    if !address.ip().is_unspecified() {
        return Some(address);
    }
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address of RFC 5737, that nobody has.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_loopback() && !own.is_unspecified()).then(|| SocketAddr::new(own, address.port()))
}

/// Opens the browser. Where that fails, the address stands above.
fn open(console: &Console, address: &str) {
    use std::process::{Command, Stdio};
    let mut command = if cfg!(windows) {
        let mut command = Command::new("explorer");
        command.arg(address);
        command
    } else {
        let mut command = Command::new(if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        });
        command.arg(address);
        command
    };
    let spawned = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match spawned {
        // Waited for elsewhere, so that it does not stay behind as a dead process.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(_) => console.say(&console.word("serve.not-opened", &[("address", address)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_was_asked_for_and_is_taken_is_an_error_that_offers_the_next() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        let (exit, told) = listen(Ipv4Addr::LOCALHOST.into(), Some(port)).unwrap_err();
        assert_eq!((exit, told.code), (Exit::Usage, "serve/port-in-use"));
        let words = Catalogue::new(crate::diagnostic::Language::Chinese).entry(&told);
        assert!(words.message.contains(&port.to_string()), "{}", words.message);
    }

    #[test]
    fn the_usual_port_gives_way_to_the_next_and_says_so() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        let (listener, told) = listen_at(Ipv4Addr::LOCALHOST.into(), port, Wish::Usual).unwrap();
        assert!(listener.local_addr().unwrap().port() > port);
        assert_eq!(told.unwrap().code, "serve/port-taken");
    }

    #[test]
    fn a_folder_that_tells_nothing_is_looked_at_and_that_is_told() {
        let told = polling("no watches left");
        let words = Catalogue::new(crate::diagnostic::Language::Chinese).entry(&told);
        assert_eq!(told.code, "serve/polling");
        assert!(words.message.contains("no watches left"), "{}", words.message);
    }

    #[test]
    fn an_address_that_this_machine_does_not_have_is_the_machines_matter() {
        let (exit, told) = listen(Ipv4Addr::new(192, 0, 2, 1).into(), Some(0)).unwrap_err();
        assert_eq!((exit, told.code), (Exit::Machine, "serve/no-server"));
    }

    #[test]
    fn what_others_can_see_is_told_and_what_only_we_see_is_not() {
        let open = |ip: Ipv4Addr| abroad(SocketAddr::new(ip.into(), 4040));
        assert_eq!(open(Ipv4Addr::LOCALHOST), None);
        assert_eq!(open(Ipv4Addr::UNSPECIFIED).unwrap().code, "serve/open-to-network");
        assert_eq!(
            seen_at(SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 1)),
            "http://127.0.0.1:1/"
        );
    }
}
