//! The sitemap (sitemaps.org 0.9) of all pages but 404, the embedded search and the lists for paper; made only where the site knows its own address.

use super::feed::xml;
use crate::model::{PagePath, Site};

/// The file.
pub(super) fn write<'a>(site: &Site, pages: impl Iterator<Item = &'a PagePath>) -> String {
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        let address = xml(&format!("{}{page}", site.rules.site.base_url));
        map.push_str("  <url><loc>");
        map.push_str(&address);
        map.push_str("</loc></url>\n");
    }
    map.push_str("</urlset>\n");
    map
}
