//! The preview among strangers: each rule of safety, over the wire.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::served::{Served, read};
use super::site::Site;

fn served() -> (Site, Served) {
    let site = Site::new("serve-safety").standard();
    let served = Served::start(&site, &[]);
    (site, served)
}

/// Whether pages are still answered.
#[track_caller]
fn lives(served: &Served) {
    assert_eq!(served.get("index.html").status, 200);
}

#[test]
fn a_name_that_a_stranger_controls_is_no_host() {
    let (_site, served) = served();
    let port = served.address.port();
    for (host, status) in [
        (format!("localhost:{port}"), 200),
        (format!("127.0.0.1:{port}"), 200),
        ("localhost".into(), 200),
        (format!("evil.example:{port}"), 403),
        (format!("127.0.0.1.evil.example:{port}"), 403),
        ("192.168.1.1".into(), 403),
        (String::new(), 403),
    ] {
        let answer = served.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(answer.status, status, "{host}: {}", answer.text());
    }
    assert_eq!(
        served.raw(b"GET / HTTP/1.1\r\n\r\n").status,
        403,
        "no host at all"
    );
    let two = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n";
    assert_eq!(served.raw(two.as_bytes()).status, 400);
}

#[test]
fn another_site_changes_nothing_and_reads_nothing() {
    let (_site, served) = served();
    let day = "Content-Length: 10\r\nContent-Type: text/plain\r\n";
    let post = |origin: &str| {
        let host = served.address;
        let text = format!("POST /~sihao/as-of HTTP/1.1\r\nHost: {host}\r\n{origin}{day}\r\n2027-01-10");
        served.raw(text.as_bytes()).status
    };
    assert_eq!(post(""), 403);
    assert_eq!(post("Origin: https://evil.example\r\n"), 403);
    assert_eq!(post("Origin: null\r\n"), 403);
    assert_eq!(
        served.state("index.html")["as_of"],
        "2026-11-20",
        "the day is as it was"
    );
    assert_eq!(post(&format!("Origin: http://{}\r\n", served.address)), 204);
    assert_eq!(served.state("index.html")["as_of"], "2027-01-10");
    let embedded = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n";
    for path in ["index.html", "~sihao/events?path=index.html", "~sihao/report"] {
        assert_eq!(served.ask("GET", path, embedded).status, 403, "{path}");
        assert_eq!(
            served.ask("GET", path, "Origin: https://evil.example\r\n").status,
            403
        );
    }
    let page = served.get("index.html");
    assert_eq!(page.header("access-control-allow-origin"), None);
    assert_eq!(page.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn no_address_leads_out_of_the_site() {
    let (site, served) = served();
    std::fs::write(site.path().join("secret.txt"), "秘密内容").unwrap();
    for target in [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/%2E%2E%2Fsite.toml",
        "/..%2fsite.toml",
        "/units/../../site.toml",
        "/..%5c..%5csite.toml",
        "/..\\site.toml",
        "/index.html%00.txt",
        "/%00",
        "//etc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/c%3a%5cwindows%5cwin.ini",
        "/site.toml",
        "/secret.txt",
        "/content/notices/plans.md",
        "/data/submissions.csv",
        "/templates/base.html",
        "/%c0%ae%c0%ae/site.toml",
        "/%252e%252e/site.toml",
        "http://evil.example/",
        "http://127.0.0.1/site.toml",
        "*",
        "site.toml",
        "/通知",
    ] {
        let text = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let answer = served.raw(text.as_bytes());
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.status);
        let body = answer.text();
        for leak in ["[site]", "root:", "秘密内容", "报送日期,"] {
            assert!(!body.contains(leak), "{target} lets out {leak}");
        }
    }
    lives(&served);
}

#[cfg(unix)]
#[test]
fn a_link_that_is_put_in_a_files_place_is_not_followed_out() {
    let site = Site::new("serve-link")
        .standard()
        .file("content/notices/table.csv", "甲,乙\n")
        .file("outside/secret.csv", "秘密\n")
        .file(
            "content/notices/with.md",
            "---\ntitle: 附表\ndate: 2026-03-01\nattachments: [table.csv]\n---\n\n见附件。\n",
        );
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret.csv");
    std::fs::write(&secret, "秘密\n").unwrap();
    let served = Served::start(&site, &[]);
    assert_eq!(served.get("notices/table.csv").text(), "甲,乙\n");
    let file = site.path().join("content/notices/table.csv");
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(&secret, &file).unwrap();
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(700) {
        let answer = served.get("notices/table.csv");
        assert!(
            answer.status == 404 && !answer.text().contains("秘密"),
            "{}",
            answer.status
        );
    }
    served.until("~sihao/state?path=index.html", |answer| {
        answer.json()["errors"] != 0
    });
    assert_eq!(served.get("notices/table.csv").status, 404);
}

#[test]
fn what_is_no_request_is_refused_and_forgotten() {
    let (_site, served) = served();
    let host = "Host: localhost\r\n\r\n";
    for (bytes, statuses) in [
        (b"\r\n\r\n".to_vec(), [400, 400]),
        (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
            [400, 400],
        ),
        (b"GET\r\n\r\n".to_vec(), [400, 400]),
        (format!("GET / HTTP/9.9\r\n{host}").into_bytes(), [505, 505]),
        (format!("get / HTTP/1.1\r\n{host}").into_bytes(), [400, 400]),
        (format!("DELETE / HTTP/1.1\r\n{host}").into_bytes(), [405, 405]),
        (
            format!("CONNECT evil.example:443 HTTP/1.1\r\n{host}").into_bytes(),
            [405, 400],
        ),
        (
            format!("GET / HTTP/1.1\r\nno-colon\r\n{host}").into_bytes(),
            [400, 400],
        ),
        (
            format!("GET / HTTP/1.1\r\nX: a\r\n folded\r\n{host}").into_bytes(),
            [400, 400],
        ),
        (
            format!("GET / HTTP/1.1\r\nContent-Length: -5\r\n{host}").into_bytes(),
            [400, 400],
        ),
        (
            format!("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{host}0\r\n\r\n").into_bytes(),
            [411, 411],
        ),
        (
            [b"GET / HTTP/1.1\r\nX: \xff\xfe\r\n".as_slice(), host.as_bytes()].concat(),
            [400, 400],
        ),
    ] {
        let answer = served.raw(&bytes);
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        assert!(statuses.contains(&answer.status), "{shown:?}: {}", answer.status);
        assert!(!answer.body.is_empty(), "{shown:?} is refused without a word");
    }
    // A second request behind the first is never heard.
    let two = format!("GET /404.html HTTP/1.1\r\n{host}GET /~sihao/report HTTP/1.1\r\n{host}");
    let answer = served.raw(two.as_bytes());
    assert!(
        answer.status == 200 && !answer.text().contains("HTTP/1.1"),
        "{}",
        answer.text()
    );
    lives(&served);
}

#[test]
fn a_length_that_nobody_has_memory_for_ends_nothing() {
    let (_site, served) = served();
    for length in [
        "1025",
        "1000000000000000000",
        "18446744073709551615",
        "99999999999999999999999",
    ] {
        let text = format!(
            "POST /~sihao/as-of HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Length: {length}\r\n\r\n2026"
        );
        assert_eq!(served.raw(text.as_bytes()).status, 413, "{length}");
    }
    lives(&served);
}

#[test]
fn floods_of_headers_and_endless_addresses_are_cut_off() {
    let (_site, served) = served();
    let before = served.status("VmHWM");
    let address = format!(
        "GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a".repeat(5_000_000)
    );
    assert_eq!(served.raw(address.as_bytes()).status, 414);
    let headers = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n",
        "X-Flood: 0123456789\r\n".repeat(200_000)
    );
    assert_eq!(served.raw(headers.as_bytes()).status, 431);
    let one = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n",
        "y".repeat(3_000_000)
    );
    assert_eq!(served.raw(one.as_bytes()).status, 431);
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(5000));
    assert_eq!(served.raw(long.as_bytes()).status, 414);
    if let (Some(before), Some(after)) = (before, served.status("VmHWM")) {
        assert!(after < before + 8_000, "{before} kB became {after} kB");
    }
    lives(&served);
}

#[test]
fn slow_and_silent_clients_hold_up_nobody_and_are_left() {
    let (_site, served) = served();
    let mut slow: Vec<TcpStream> = (0..40).map(|_| served.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    }
    // More than there may be at once, and not a word from any.
    let silent: Vec<TcpStream> = (0..500)
        .filter_map(|_| TcpStream::connect(served.address).ok())
        .collect();
    for _ in 0..20 {
        lives(&served);
    }
    if let Some(threads) = served.status("Threads") {
        assert!(threads < 330, "{threads} threads");
    }
    drop(silent);
    // The newest of the slow may have had to make room, or not; one that is alone waits its whole time.
    drop(slow);
    let mut slow = served.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    let began = Instant::now();
    let answer = read(&mut slow);
    assert_eq!(answer.status, 408, "{}", answer.text());
    assert!(began.elapsed() > Duration::from_secs(5));
    lives(&served);
}

#[test]
fn who_does_not_read_holds_up_nobody() {
    let site = Site::new("serve-unread")
        .standard()
        .bytes("content/notices/film.bin", &vec![7; 30_000_000])
        .file(
            "content/notices/with.md",
            "---\ntitle: 附片\ndate: 2026-03-01\nattachments: [film.bin]\n---\n\n见附件。\n",
        );
    let served = Served::start(&site, &[]);
    let stalled: Vec<TcpStream> = (0..20)
        .map(|n| {
            let mut stream = served.connect();
            let path = ["notices/film.bin", "~sihao/events?path=index.html"][n % 2];
            let text = format!("GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            stream.write_all(text.as_bytes()).unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        lives(&served);
    }
    let part = served.ask("GET", "notices/film.bin", "Range: bytes=29999990-\r\n");
    assert_eq!((part.status, part.body.len()), (206, 10));
    drop(stalled);
}

#[test]
fn hundreds_of_open_streams_leave_room_for_pages() {
    let (_site, served) = served();
    let mut streams: Vec<TcpStream> = (0..200).map(|_| served.connect()).collect();
    for stream in &mut streams {
        stream
            .write_all(b"GET /~sihao/events?path=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .unwrap();
    }
    // Those that found no place are told so at once.
    let refused = streams.drain(150..).filter_map(|mut stream| {
        stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
        let mut head = [0; 12];
        stream.read_exact(&mut head).ok().map(|()| head)
    });
    let refused = refused.filter(|head| head.ends_with(b"503")).count();
    assert!(refused > 0, "no bound on streams");
    lives(&served);
    if let Some(threads) = served.status("Threads") {
        assert!(threads < 450, "{threads} threads");
    }
    drop(streams);
}
