//! The feed (Atom, RFC 4287) of the newest documents; made only where the site knows its own address.

use std::fmt::Write;

use super::words;
use crate::model::{DocumentId, Site};

/// How many entries it holds.
const ENTRIES: usize = 30;

/// The file.
pub(super) fn write(site: &Site) -> String {
    let info = &site.rules.site;
    let base = xml(&info.base_url);
    // RFC 4287 wants an author with a name.
    let author = [&info.organisation, &info.title]
        .into_iter()
        .find(|name| !name.is_empty());
    let newest = site.newest.iter().map(|id| site.document(*id).date).max();
    let updated = newest.unwrap_or(site.as_of);
    let mut feed = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    feed.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    feed.push_str(&xml(&info.language));
    feed.push_str("\">\n");
    let lines = [
        format!("  <id>{base}</id>\n"),
        format!("  <title>{}</title>\n", xml(&info.title)),
        format!("  <updated>{updated}T00:00:00+08:00</updated>\n"),
        format!(
            "  <author><name>{}</name></author>\n",
            xml(author.map_or("", String::as_str))
        ),
        format!("  <link rel=\"self\" href=\"{base}feed.xml\"/>\n"),
        format!("  <link rel=\"alternate\" href=\"{base}index.html\"/>\n"),
    ];
    feed.extend(lines);
    for id in site.newest.iter().take(ENTRIES) {
        entry(site, *id, &mut feed);
    }
    feed.push_str("</feed>\n");
    feed
}

fn entry(site: &Site, id: DocumentId, feed: &mut String) {
    let document = site.document(id);
    let address = xml(&format!("{}{}", site.rules.site.base_url, document.address));
    let title = xml(document.title());
    let summary = xml(words::summary(document));
    let kind = xml(&site.kind(document.kind).name);
    let written = write!(
        feed,
        "  <entry>\n    <id>{address}</id>\n    <title>{title}</title>\n    <updated>{}T00:00:00+08:00</updated>\n    \
         <link href=\"{address}\"/>\n    <category term=\"{kind}\"/>\n    <summary>{summary}</summary>\n  </entry>\n",
        document.date
    );
    debug_assert!(written.is_ok(), "writing into a string never fails");
}

/// Text made safe for XML, between tags and in attributes; characters that XML 1.0 does not know are dropped.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_no_markup_and_no_control_characters_of_ours() {
        assert_eq!(xml("<a href='\"&'>\u{1}"), "&lt;a href=&#39;&quot;&amp;&#39;&gt;");
    }
}
