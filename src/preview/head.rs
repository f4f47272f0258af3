//! The head of a request, from bytes that anybody may have sent: understood and within bounds, or refused with a plain word.
//!
//! In: bytes up to the empty line. Out: the few things that the preview heeds. Whatever is not understood is refused rather than guessed:
//! two readers of one request that disagree are how requests are smuggled.

/// The longest head, in bytes.
pub(super) const LONGEST: usize = 16 * 1024;
/// The longest address.
const LONGEST_TARGET: usize = 4096;
/// The longest body: a date is sent, nothing else.
const LONGEST_BODY: usize = 1024;

/// Why a request is not answered: the status, and the key of the word that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status of HTTP.
    pub(super) status: u16,
    /// A word of the catalogue.
    pub(super) word: &'static str,
}

/// Refuses.
pub(super) const fn refuse(status: u16, word: &'static str) -> Refusal {
    Refusal { status, word }
}

/// A request is not one of HTTP.
const MALFORMED: Refusal = refuse(400, "preview.refused.malformed");

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Post,
}

/// What the preview heeds of a request's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What is wanted.
    pub(super) method: Method,
    /// The address as sent: begins with `/`, visible ASCII only.
    pub(super) target: String,
    /// `Host`.
    pub(super) host: String,
    /// `Origin`, if there is one.
    pub(super) origin: Option<String>,
    /// `Sec-Fetch-Site`: what the browser says of who asks.
    pub(super) fetch_site: Option<String>,
    /// `Sec-Fetch-Mode`.
    pub(super) fetch_mode: Option<String>,
    /// `Range`.
    pub(super) range: Option<String>,
    /// `If-None-Match`.
    pub(super) none_match: Option<String>,
    /// Bytes of the body.
    pub(super) length: usize,
}

/// Where the head ends: the number of bytes up to and with the empty line.
pub(super) fn end(bytes: &[u8]) -> Option<usize> {
    let found = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    found.map(|at| at + 4)
}

/// Whether the first line alone is longer than any address: worth a word of its own.
pub(super) fn too_long(bytes: &[u8]) -> Refusal {
    if bytes.iter().take(LONGEST_TARGET + 32).any(|byte| *byte == b'\n') {
        refuse(431, "preview.refused.head")
    } else {
        refuse(414, "preview.refused.address-long")
    }
}

/// Understands a head, its empty line included.
pub(super) fn parse(bytes: &[u8]) -> Result<Head, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| MALFORMED)?;
    let text = text.strip_suffix("\r\n\r\n").ok_or(MALFORMED)?;
    let mut lines = text.split("\r\n");
    let (method, target) = first_line(lines.next().unwrap_or_default())?;
    let mut head = Head {
        method,
        target,
        host: String::new(),
        origin: None,
        fetch_site: None,
        fetch_mode: None,
        range: None,
        none_match: None,
        length: 0,
    };
    let (mut hosts, mut lengths) = (0, 0);
    for line in lines {
        let (name, value) = header(line)?;
        let text = || Some(value.to_owned());
        match name.to_ascii_lowercase().as_str() {
            "host" => {
                hosts += 1;
                head.host = value.to_ascii_lowercase();
            }
            "content-length" => {
                lengths += 1;
                head.length = length(value)?;
            }
            "transfer-encoding" => return Err(refuse(411, "preview.refused.body")),
            "origin" => head.origin = text(),
            "sec-fetch-site" => head.fetch_site = text(),
            "sec-fetch-mode" => head.fetch_mode = text(),
            "range" => head.range = text(),
            "if-none-match" => head.none_match = text(),
            _ => {}
        }
    }
    if hosts > 1 || lengths > 1 {
        return Err(MALFORMED);
    }
    Ok(head)
}

fn first_line(line: &str) -> Result<(Method, String), Refusal> {
    let mut parts = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(MALFORMED);
    };
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Err(refuse(505, "preview.refused.version"));
    }
    let is_name = !method.is_empty() && method.bytes().all(|b| b.is_ascii_uppercase());
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        _ if is_name => return Err(refuse(405, "preview.refused.method")),
        _ => return Err(MALFORMED),
    };
    if target.len() > LONGEST_TARGET {
        return Err(refuse(414, "preview.refused.address-long"));
    }
    // An address with a scheme and a host is for proxies; one that begins otherwise is none.
    if !target.starts_with('/') || !target.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(refuse(400, "preview.refused.address"));
    }
    Ok((method, target.to_owned()))
}

/// A name and its value. No blank before the colon, no line that continues another: both are ways to hide a header.
fn header(line: &str) -> Result<(&str, &str), Refusal> {
    let (name, value) = line.split_once(':').ok_or(MALFORMED)?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
    if !is_name || value.contains(['\r', '\n', '\0']) {
        return Err(MALFORMED);
    }
    Ok((name, value.trim_matches([' ', '\t'])))
}

fn length(value: &str) -> Result<usize, Refusal> {
    if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MALFORMED);
    }
    match value.parse() {
        Ok(length) if length <= LONGEST_BODY => Ok(length),
        _ => Err(refuse(413, "preview.refused.body")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Head, u16> {
        parse(text.as_bytes()).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_browsers_request_is_understood() {
        let head = of(
            "GET /a/b.html?q=1 HTTP/1.1\r\nHost: LocalHost:4040\r\nrange:\tbytes=0-1 \r\nX-Y: z:z\r\n\r\n",
        )
        .unwrap();
        assert_eq!(
            (head.method, &*head.target, &*head.host),
            (Method::Get, "/a/b.html?q=1", "localhost:4040")
        );
        assert_eq!((head.range.as_deref(), head.length), (Some("bytes=0-1"), 0));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let host = "Host: localhost\r\n\r\n";
        for (line, status) in [
            ("", 400),
            ("GET /", 400),
            ("GET  / HTTP/1.1", 400),
            ("get / HTTP/1.1", 400),
            ("GET / HTTP/2.0", 505),
            ("GET / HTTP/1.1 x", 400),
            ("DELETE / HTTP/1.1", 405),
            ("GET http://evil.example/ HTTP/1.1", 400),
            ("GET * HTTP/1.1", 400),
            ("GET /通知 HTTP/1.1", 400),
            ("GET /a\tb HTTP/1.1", 400),
        ] {
            assert_eq!(of(&format!("{line}\r\n{host}")), Err(status), "{line}");
        }
        for (header, status) in [
            ("X", 400),
            ("X : y", 400),
            (": y", 400),
            (" folded: y", 400),
            ("Host: other", 400),
            ("Content-Length: -1", 400),
            ("Content-Length: 1\r\nContent-Length: 1", 400),
            ("Content-Length: 99999999999999999999", 413),
            ("Content-Length: 1025", 413),
            ("Transfer-Encoding: chunked", 411),
        ] {
            let text = format!("GET / HTTP/1.1\r\n{header}\r\n{host}");
            assert_eq!(of(&text), Err(status), "{header}");
        }
        let long = format!("GET /{} HTTP/1.1\r\n{host}", "a".repeat(5000));
        assert_eq!(of(&long), Err(414));
        assert_eq!(
            of("GET / HTTP/1.1\r\nX: \u{0}\r\nHost: localhost\r\n\r\n"),
            Err(400)
        );
    }

    #[test]
    fn a_head_without_an_end_is_long_in_one_of_two_ways() {
        let address = format!("GET /{}", "a".repeat(LONGEST));
        assert_eq!(too_long(address.as_bytes()).status, 414);
        let headers = format!("GET / HTTP/1.1\r\n{}", "X: y\r\n".repeat(4000));
        assert_eq!(too_long(headers.as_bytes()).status, 431);
        assert_eq!(end(b"GET / HTTP/1.1\r\n\r\nrest"), Some(18));
    }
}
