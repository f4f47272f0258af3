//! What programs may read of a document besides its meta tags: JSON-LD (schema.org), as a data block that no browser runs. Made only where
//! the site knows its own address, since what it names must be absolute.

use serde_json::json;

use super::official;
use super::paging;
use crate::model::{Document, Site};

/// The JSON, ready to stand in a `script` element; `None` without a base address.
pub(super) fn of(site: &Site, document: &Document) -> Option<String> {
    let info = &site.rules.site;
    if info.base_url.is_empty() {
        return None;
    }
    let kind = site.kind(document.kind);
    let at = |path: &str| format!("{}{path}", info.base_url);
    let step = |position: usize, name: &str, path: &str| json!({"@type": "ListItem", "position": position, "name": name, "item": at(path)});
    let organisation = |name: &str| json!({"@type": "Organization", "name": name});
    let mut article = json!({
        "@type": "Article",
        "headline": document.title(),
        "url": at(document.address.as_str()),
        "datePublished": document.date.to_string(),
        "inLanguage": info.language,
        "publisher": organisation(&info.organisation),
        "author": authors(site, document).into_iter().map(organisation).collect::<Vec<_>>(),
    });
    if let (Some(number), Some(article)) = (&document.number, article.as_object_mut()) {
        article.insert("identifier".into(), number.as_str().into());
    }
    let way = json!({
        "@type": "BreadcrumbList",
        "itemListElement": [
            step(1, &info.title, "index.html"),
            step(2, &kind.name, &paging::path(&kind.address(), 1)),
            step(3, document.title(), document.address.as_str()),
        ],
    });
    let graph = json!({"@context": "https://schema.org", "@graph": [article, way]});
    Some(escaped(&graph.to_string()))
}

/// Who speaks: the unit whose it is, or the issuers.
fn authors<'a>(site: &'a Site, document: &'a Document) -> Vec<&'a str> {
    match document.unit {
        Some(unit) => vec![site.unit(unit).name.as_str()],
        None => official::issuers(site, document),
    }
}

/// JSON that can't end the element it stands in: `<` only occurs within strings, where an escape means the same.
fn escaped(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_the_element() {
        let json = escaped(&json!({"headline": "</script><b>"}).to_string());
        assert_eq!(json, "{\"headline\":\"\\u003c/script>\\u003cb>\"}");
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back["headline"], "</script><b>");
    }
}
