//! What every template sees, set once an edition and never serialised again: the site, its menu, its kinds.

use serde::Serialize;
use tera::Value;

use super::paging;
use super::words::{Link, is_internal};
use crate::model::Site;

/// `site` in the templates.
#[derive(Serialize)]
struct SiteWords<'a> {
    title: &'a str,
    organisation: &'a str,
    organisation_short: &'a str,
    language: &'a str,
    description: &'a str,
    contact: &'a str,
    id_code: &'a str,
    print_mark: &'a str,
    base_url: &'a str,
    /// 站点域名: the host of `base_url`.
    domain: &'a str,
    /// Today is a day of mourning: the site turns grey.
    grey: bool,
    /// 内部版.
    internal: bool,
}

/// The values and their names.
pub(super) fn of(site: &Site) -> Vec<(&'static str, Value)> {
    vec![
        ("site", Value::from_serializable(&site_words(site))),
        ("nav", Value::from_serializable(&menu(site))),
        ("pages", Value::from_serializable(&free_pages(site))),
    ]
}

fn site_words(site: &Site) -> SiteWords<'_> {
    let info = &site.rules.site;
    SiteWords {
        title: &info.title,
        organisation: &info.organisation,
        organisation_short: &info.organisation_short,
        language: &info.language,
        description: &info.description,
        contact: &info.contact,
        id_code: &info.id_code,
        print_mark: &info.print_mark,
        base_url: &info.base_url,
        domain: host(&info.base_url),
        grey: site.is_grey(),
        internal: is_internal(site),
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split('/').next().unwrap_or("")
}

/// The menu: `[nav]`, or the kinds in order, units, ledger, honours, calendar; the home page first.
fn menu(site: &Site) -> Vec<Link> {
    let mut menu = Vec::new();
    let own = &site.nav;
    if !own.iter().any(|entry| entry.path == "index.html") {
        menu.push(Link::new("首页", "index.html"));
    }
    menu.extend(own.iter().map(|e| Link::new(e.label.as_str(), e.path.as_str())));
    if site.rules.nav.is_empty() {
        let kinds = site.rules.kinds.iter();
        menu.extend(kinds.map(|k| Link::new(k.name.as_str(), paging::path(&k.address(), 1))));
        menu.push(Link::new("单位", "units/index.html"));
        menu.push(Link::new("台账", "ledger/index.html"));
        menu.push(Link::new("通报表扬", "honours/index.html"));
        menu.push(Link::new("学习日历", "calendar/index.html"));
    }
    menu
}

/// Free pages at the root, for the foot of each page.
fn free_pages(site: &Site) -> Vec<Link> {
    let pages = site.pages.iter().filter(|p| !p.address.as_str().contains('/'));
    pages
        .map(|p| Link::new(super::free_page::title(p), p.address.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_is_the_host_of_the_base_address() {
        assert_eq!(host("https://sihao.example.cn/zl/"), "sihao.example.cn");
        assert_eq!(host(""), "");
    }
}
