//! The builder of preview tests: `sihao serve` on a site, and requests as they go over the wire.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use super::site::{DAY, Site, tree};

/// The line that the preview adds to each page.
const SCRIPT: &[u8] = b"<script src=\"/~sihao/preview.js\" defer></script>\n";

/// How long a test waits for what must come. Machines that run tests are busy; nothing is measured here.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview; ends when dropped.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
    lines: Receiver<String>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// The value of a header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

impl Served {
    /// Serves a site on a port that the system chooses, as of the day of all tests, and waits until its texts have been judged.
    pub(crate) fn start(site: &Site, more: &[&str]) -> Served {
        let served = Served::begin(site, more);
        served.until("~sihao/state?path=index.html", |answer| {
            answer.json()["judged"] == true
        });
        served
    }
    /// The same, as soon as the program says its address.
    pub(crate) fn begin(site: &Site, more: &[&str]) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sihao"))
            .args(["serve", "--port", "0", "--as-of", DAY, "--root"])
            .arg(site.path())
            .args(more)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (teller, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = teller.send(line);
            }
        });
        let ready = lines.recv_timeout(PATIENCE).unwrap();
        let (_, address) = ready.split_once("http://").unwrap();
        let address = address.split('/').next().unwrap().parse().unwrap();
        Served {
            child,
            address,
            lines,
        }
    }
    /// Sends bytes and reads the answer to its end.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has heard enough may close while we still write; its answer counts.
        let _ = stream.write_all(bytes);
        read(&mut stream)
    }
    /// A connection of which nothing was said yet.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }
    /// A request as a browser makes it, with more header lines (each with its line end).
    pub(crate) fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        let host = self.address;
        self.raw(format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n").as_bytes())
    }
    /// Gets a file of the site.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }
    /// The state of a page.
    pub(crate) fn state(&self, path: &str) -> serde_json::Value {
        self.get(&format!("~sihao/state?path={path}")).json()
    }
    /// Asks for a page until it is as wanted.
    #[track_caller]
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{path} did not become what was wanted: {} {}",
                answer.status,
                answer.text()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    /// Waits for a text on a page.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) -> Answer {
        self.until(path, |answer| answer.text().contains(text))
    }
    /// The next line that the program says.
    pub(crate) fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }
    /// Waits for the end of the program; its exit code.
    pub(crate) fn ended(&mut self) -> Option<i32> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the preview does not end");
    }
    /// A line of the process's status (`Threads`, `VmHWM`), where the system has such: the number in it.
    pub(crate) fn status(&self, name: &str) -> Option<u64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':')
            .split_whitespace()
            .next()?
            .parse()
            .ok()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads an answer to its end. A reset behind it is no matter.
pub(crate) fn read(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut buffer = [0; 65536];
    while let Ok(count) = stream.read(&mut buffer) {
        if count == 0 {
            break;
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let at = at.unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
    Answer {
        status: head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or(0),
        head,
        body: bytes.get(at + 4..).unwrap_or_default().to_vec(),
    }
}

/// Expects every file of a clean build from the preview, byte for byte, but for the one line in each page.
#[track_caller]
pub(crate) fn equals_a_build(site: &Site, served: &Served) {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    site.run(["build", "--out", &out.to_string_lossy()]).exits(0);
    let mut files = 0;
    for (path, (wanted, _)) in tree(&out) {
        let path = path.to_string_lossy().replace('\\', "/");
        if path.starts_with(".sihao") {
            continue;
        }
        let answer = served.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        let is = match path.ends_with(".html") {
            true => without_script(&answer.body, &path),
            false => answer.body,
        };
        assert!(is == wanted, "{path} differs:\n{}", String::from_utf8_lossy(&is));
        files += 1;
    }
    assert!(files > 20);
}

#[track_caller]
fn without_script(page: &[u8], path: &str) -> Vec<u8> {
    let at = page.windows(SCRIPT.len()).position(|window| window == SCRIPT);
    let at = at.unwrap_or_else(|| panic!("{path} has no script of the preview"));
    let (before, after) = (&page[..at], &page[at + SCRIPT.len()..]);
    assert!(after.starts_with(b"</body>"), "{path}: the script is not last");
    [before, after].concat()
}
