//! Who may ask: the browser of this machine, for pages of this preview; no page of another site on its behalf.
//!
//! A name that a stranger controls can be made to lead to 127.0.0.1 (DNS rebinding), so only `localhost` and bare addresses are taken as
//! `Host`. A page of another site can send a browser here; it must not change anything nor run what it gets as its own script.

use std::net::{IpAddr, Ipv6Addr};

use super::head::{Head, Method, Refusal, refuse};

/// Whom the preview listens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// This machine.
    Loopback,
    /// Whoever reaches this machine (`--host`).
    Network,
}

impl Reach {
    /// What listening on an address means.
    pub(super) fn of(address: IpAddr) -> Reach {
        if address.is_loopback() {
            Reach::Loopback
        } else {
            Reach::Network
        }
    }
}

/// Lets a request pass, or says why not.
pub(super) fn judge(head: &Head, reach: Reach) -> Result<(), Refusal> {
    if !is_own_host(&head.host, reach) {
        return Err(refuse(403, "preview.refused.host"));
    }
    let own = format!("http://{}", head.host);
    let is_same = |origin: &String| origin.eq_ignore_ascii_case(&own);
    let is_foreign = match &head.origin {
        Some(origin) => !is_same(origin),
        // What changes something must say where it comes from; every browser does.
        None => head.method == Method::Post,
    };
    let site = head.fetch_site.as_deref();
    let embedded =
        matches!(site, Some("cross-site" | "same-site")) && head.fetch_mode.as_deref() != Some("navigate");
    if is_foreign || embedded {
        return Err(refuse(403, "preview.refused.origin"));
    }
    Ok(())
}

/// `localhost` or an address, with any port: a tunnel may have changed it.
fn is_own_host(host: &str, reach: Reach) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let address = match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(six) => six.parse::<Ipv6Addr>().ok().map(IpAddr::from),
        None => name.parse::<std::net::Ipv4Addr>().ok().map(IpAddr::from),
    };
    match (address, reach) {
        (Some(address), Reach::Loopback) => address.is_loopback(),
        (Some(_), Reach::Network) => true,
        (None, _) => name == "localhost",
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::parse;
    use super::*;

    fn judged(method: &str, headers: &str, reach: Reach) -> u16 {
        let head = parse(format!("{method} / HTTP/1.1\r\n{headers}\r\n\r\n").as_bytes()).unwrap();
        judge(&head, reach).map_or_else(|refusal| refusal.status, |()| 200)
    }

    #[test]
    fn only_names_that_no_stranger_controls_are_taken() {
        use Reach::{Loopback, Network};
        for (host, loopback, network) in [
            ("localhost", 200, 200),
            ("localhost:4040", 200, 200),
            ("127.0.0.1:4040", 200, 200),
            ("127.0.0.2", 200, 200),
            ("[::1]:4040", 200, 200),
            ("192.168.1.5:4040", 403, 200),
            ("evil.example:4040", 403, 403),
            ("localhost.evil.example", 403, 403),
            ("127.0.0.1.evil.example", 403, 403),
            ("evil.example:4040@localhost", 403, 403),
            ("", 403, 403),
            ("localhost:", 403, 403),
        ] {
            let header = format!("Host: {host}");
            assert_eq!(judged("GET", &header, Loopback), loopback, "{host}");
            assert_eq!(judged("GET", &header, Network), network, "{host}");
        }
        assert_eq!(judged("GET", "X: no-host", Loopback), 403);
    }

    #[test]
    fn a_page_of_another_site_gets_nothing_and_changes_nothing() {
        let with = |method, more: &str| {
            let headers = format!("Host: localhost:4040{more}");
            judged(method, &headers, Reach::Loopback)
        };
        assert_eq!(with("GET", "\r\nOrigin: http://localhost:4040"), 200);
        assert_eq!(with("GET", "\r\nOrigin: http://localhost:4041"), 403);
        assert_eq!(with("GET", "\r\nOrigin: https://evil.example"), 403);
        assert_eq!(with("GET", "\r\nOrigin: null"), 403);
        assert_eq!(with("POST", ""), 403);
        assert_eq!(with("POST", "\r\nOrigin: http://localhost:4040"), 200);
        let embedded = "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors";
        assert_eq!(with("GET", embedded), 403, "a script of another site");
        let link = "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate";
        assert_eq!(with("GET", link), 200, "a link in another site");
        let own = "\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors";
        assert_eq!(with("GET", own), 200);
    }
}
