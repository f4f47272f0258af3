//! From the address of a request to the path of a file of the site; what leads out is refused before anything is looked up.

use super::head::{Refusal, refuse};

/// No address of a site.
const WRONG: Refusal = refuse(400, "preview.refused.address");

/// The path that an address names, relative to the site's root, without its query: decoded, `a/` become `a/index.html`.
pub(super) fn path(target: &str) -> Result<String, Refusal> {
    let address = target.split(['?', '#']).next().unwrap_or_default();
    within(decode(address.strip_prefix('/').ok_or(WRONG)?)?)
}

/// The same for an address that is decoded already and lacks its first slash.
pub(super) fn within(mut path: String) -> Result<String, Refusal> {
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    let is_within = path
        .split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']));
    if is_within && !path.contains(char::is_control) {
        Ok(path)
    } else {
        Err(WRONG)
    }
}

/// The page that a query `?path=…` means.
pub(super) fn of_query(target: &str) -> Result<String, Refusal> {
    within(query(target, "path").ok_or(WRONG)?)
}

/// The value of a key of the query, decoded.
fn query(target: &str, key: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.find(|(name, _)| *name == key).map(|(_, value)| value)?;
    decode(value).ok()
}

/// Undoes percent-encoding, once.
fn decode(text: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
        match (digit(), digit()) {
            (Some(high), Some(low)) => bytes.push((high * 16 + low) as u8),
            _ => return Err(WRONG),
        }
    }
    String::from_utf8(bytes).map_err(|_| WRONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths() {
        for (target, wanted) in [
            ("/", "index.html"),
            ("/?q=1", "index.html"),
            ("/plans/", "plans/index.html"),
            ("/plans/2026/a.html?x#y", "plans/2026/a.html"),
            ("/files/%E9%99%84%20%E4%BB%B6.pdf", "files/附 件.pdf"),
            ("/~sihao/events?path=a%2Fb", "~sihao/events"),
        ] {
            assert_eq!(path(target).as_deref(), Ok(wanted), "{target}");
        }
        assert_eq!(
            query("/~sihao/events?x=1&path=a%2Fb.html", "path").as_deref(),
            Some("a/b.html")
        );
        assert_eq!(query("/~sihao/events", "path"), None);
    }

    #[test]
    fn no_address_leads_out() {
        for target in [
            "/..",
            "/../site.toml",
            "/a/../../x",
            "/%2e%2e/site.toml",
            "/%2E%2E%2Fsite.toml",
            "/a/%2e/b",
            "/..%5csite.toml",
            "/a\\b",
            "//etc/passwd",
            "/a//b",
            "/C:/Windows/win.ini",
            "/c%3a/x",
            "/a%00.html",
            "/a%0d%0aX: y",
            "/%",
            "/%4",
            "/%zz",
            "/%ff%fe",
            "/%c0%ae%c0%ae/x",
            "x",
        ] {
            assert_eq!(path(target), Err(WRONG), "{target}");
        }
        // Encoded twice, it names a file that no site has.
        assert_eq!(path("/%252e%252e/x").as_deref(), Ok("%2e%2e/x"));
    }
}
