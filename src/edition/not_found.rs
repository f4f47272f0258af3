//! 404: served at any depth, so it links by `base_url` or not at all, and carries its own style, which its policy allows by digest.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::shell::{Page, Shell};
use crate::model::Site;
use crate::theme::Theme;

/// The theme's file that holds the page's style.
const STYLE: &str = "not-found.css";

/// `not_found` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    /// The style, word for word as it stands between the tags.
    style: &'a str,
    /// `sha256-…` of it.
    digest: String,
    /// Where the home page is; empty when the site does not know its address.
    home: &'a str,
}

/// The page.
pub(super) fn page(site: &Site, theme: &Theme) -> Page {
    let asset = theme.assets().iter().find(|a| a.name == STYLE);
    let style = asset.and_then(|a| std::str::from_utf8(&a.bytes).ok());
    // A parser normalises line ends before it takes the digest, and `</` could end the element: such a style is left out.
    let style = style.filter(|s| !s.contains(['\r', '\0']) && !s.contains("</"));
    let view = View {
        style: style.unwrap_or(""),
        digest: format!("sha256-{}", base64(&Sha256::digest(style.unwrap_or("")))),
        home: &site.rules.site.base_url,
    };
    Page::new(
        "not-found.html",
        &Shell::new(site, "没有这个页面"),
        "not_found",
        &view,
    )
}

/// Base64 with its padding (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for position in 0..4 {
            let six = (bits >> (18 - 6 * position)) & 63;
            out.push(match position <= chunk.len() {
                true => char::from(ALPHABET[six as usize]),
                false => '=',
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let coded = [&b""[..], b"f", b"fo", b"foo", b"foobar"].map(base64);
        assert_eq!(coded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]);
    }
}
