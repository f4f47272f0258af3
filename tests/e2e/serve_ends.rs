//! Where the preview listens, and how it ends.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

use super::served::Served;
use super::site::{Site, run_in};

fn served() -> (Site, Served) {
    let site = Site::new("serve-ends").standard();
    let served = Served::start(&site, &[]);
    (site, served)
}

#[test]
fn only_this_machine_is_let_in_unless_asked_otherwise() {
    let (_site, served) = served();
    assert!(served.address.ip().is_loopback());
    // What this machine is called in the network, if it is in one; nothing is sent.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let own = socket
        .connect((Ipv4Addr::new(192, 0, 2, 1), 9))
        .and_then(|()| socket.local_addr());
    if let Ok(own) = own
        && !own.ip().is_loopback()
    {
        let from_outside = SocketAddr::new(own.ip(), served.address.port());
        assert!(TcpStream::connect_timeout(&from_outside, Duration::from_secs(2)).is_err());
    }
    let site = Site::new("serve-open").standard();
    let open = Served::start(&site, &["--host", "0.0.0.0"]);
    let text = format!("GET / HTTP/1.1\r\nHost: 10.0.0.7:{}\r\n\r\n", open.address.port());
    assert_eq!(
        open.raw(text.as_bytes()).status,
        200,
        "a colleague's address for us"
    );
    assert_eq!(
        open.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status,
        403
    );
    assert!(open.line().contains("http://"), "the address for colleagues");
}

#[test]
fn a_port_in_use_is_named_with_the_next_that_is_free() {
    let site = Site::new("serve-port").standard();
    let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = held.local_addr().unwrap().port().to_string();
    let root = site.path().to_string_lossy().into_owned();
    let run = run_in(site.path(), &["serve", "--port", &port, "--root", &root]).exits(2);
    let run = run.tells("serve/port-in-use");
    assert!(
        run.stderr.contains(&port) && run.stderr.contains("--port "),
        "{}",
        run.stderr
    );
    assert_eq!(run.stdout, "");
}

#[cfg(unix)]
#[test]
fn both_signals_end_it_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let (_site, mut served) = served();
        let mut events = served.connect();
        events
            .write_all(b"GET /~sihao/events?path=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .unwrap();
        let mut heard = String::new();
        let mut buffer = [0; 4096];
        while !heard.contains("event: state") {
            let count = events.read(&mut buffer).unwrap();
            heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
        }
        let id = served.child.id().to_string();
        std::process::Command::new("kill")
            .args([signal, &id])
            .status()
            .unwrap();
        assert_eq!(served.ended(), Some(0), "{signal}");
        let _ = events.read_to_string(&mut heard);
        assert!(heard.contains("event: bye"), "{heard}");
        assert!(
            TcpStream::connect(served.address).is_err(),
            "the port is free again"
        );
        assert_eq!(served.line(), "改动保存后会自动显示；按 Ctrl+C 停止");
        assert_eq!(served.line(), "预览已停止");
    }
}

/// A document with a mobile number, which is a warning, and more text.
fn with_number(more: &str) -> String {
    format!("---\ntitle: 值班安排\ndate: 2026-03-01\n---\n\n值班电话13812345678。\n\n{more}\n")
}

#[test]
fn the_address_is_said_before_the_warnings() {
    let site = Site::new("serve-order")
        .standard()
        .file("content/notices/duty.md", &with_number(""));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("said");
    let said = std::fs::File::create(&path).unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_sihao"))
        .args(["serve", "--port", "0", "--as-of", "2026-03-05", "--root"])
        .arg(site.path())
        .env_clear()
        .stdout(said.try_clone().unwrap())
        .stderr(said)
        .spawn()
        .unwrap();
    let began = std::time::Instant::now();
    let text = loop {
        let text = std::fs::read_to_string(&path).unwrap();
        if text.contains("privacy/mobile-number") || began.elapsed() > Duration::from_secs(60) {
            break text;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("no {what} in {text}"));
    assert!(at("http://127.0.0.1") < at("privacy/mobile-number"), "{text}");
    assert!(at("Ctrl+C") < at("privacy/mobile-number"), "{text}");
}

#[test]
fn an_error_that_the_rules_find_is_told_behind_the_address_and_leaves_no_page() {
    let number = with_number("身份证号11010519491231002X。");
    let site = Site::new("serve-judged")
        .standard()
        .file("content/notices/duty.md", &number);
    let served = Served::start(&site, &[]);
    assert!(served.line().contains("Ctrl+C"));
    assert!(served.line().contains("有错误，还没有可以显示的页面"));
    let page = served.get("notices/duty.html").text();
    assert!(
        page.contains("sihao-overlay") && !page.contains("值班电话"),
        "{page}"
    );
    assert_eq!(served.state("index.html")["judged"], true);
    std::fs::write(site.path().join("content/notices/duty.md"), with_number("")).unwrap();
    served.shows("notices/duty.html", "值班电话");
    // Whom a stranger could see is judged before anybody sees it.
    std::fs::write(site.path().join("content/notices/duty.md"), number).unwrap();
    let open = Served::begin(&site, &["--host", "0.0.0.0"]);
    assert_eq!(open.state("index.html")["judged"], true);
}
