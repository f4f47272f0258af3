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
