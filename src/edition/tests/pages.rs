//! What every page has, and where its links lead.

use std::collections::BTreeSet;

use super::sample::{self, edition, material, public, rules, texts};
use crate::model::{Disclosure, EditionKind, FrontMatter, GreyDay, Material, Options, PagePath, RawDocument};

/// The values of an attribute in a page.
fn attribute<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let parts = page.split(start.as_str()).skip(1);
    parts
        .filter_map(|part| part.split_once('"').map(|(v, _)| v))
        .collect()
}

/// Where an address of the page at `path` leads, within the site.
fn resolve(path: &str, address: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{path}: {address} leaves the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_is_relative_and_leads_to_a_file_of_the_edition() {
    let edition = public(Disclosure::Full);
    let paths: BTreeSet<_> = edition.paths().iter().map(ToString::to_string).collect();
    for (path, page) in texts(&edition).iter().filter(|(p, _)| p.ends_with(".html")) {
        for address in attribute(page, "href")
            .into_iter()
            .chain(attribute(page, "action"))
            .chain(attribute(page, "src"))
            .chain(attribute(page, "data-engine"))
        {
            let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
            if file.is_empty() {
                assert!(page.contains(&format!("id=\"{fragment}\"")), "{path}: {address}");
            } else {
                let target = resolve(path, file);
                assert!(paths.contains(&target), "{path}: {address} leads to no file");
            }
        }
    }
}

#[test]
fn every_page_but_404_has_its_landmarks_and_no_inline_script_or_style() {
    for (path, page) in texts(&public(Disclosure::Full)) {
        if !path.ends_with(".html") || path == "404.html" {
            continue;
        }
        for part in ["<main id=\"main\"", "<h1", "lang=\"zh-CN\""] {
            assert!(page.contains(part), "{path} lacks {part}");
        }
        for part in ["<header", "<nav class=\"menu\"", "<footer", "class=\"skip\""] {
            // The search for frames has only the search.
            assert_eq!(page.contains(part), path != "search-embed.html", "{path}: {part}");
        }
        assert_eq!(
            page.matches("<script").count(),
            page.matches("<script src=\"").count()
        );
        for banned in ["<style", " style=\"", " onclick", "http://", "https://"] {
            assert!(!page.contains(banned), "{path} holds {banned}");
        }
        assert!(
            page.contains("default-src 'self'; img-src 'self' data:; object-src 'none'"),
            "{path}"
        );
        assert!(
            !attribute(&page, "content").iter().any(|c| c.is_empty()),
            "{path}: an empty meta tag"
        );
    }
}

#[test]
fn a_title_is_escaped_wherever_it_stands() {
    for (path, text) in texts(&public(Disclosure::Full)) {
        assert!(!text.contains("<script>alert"), "{path}");
    }
}

#[test]
fn only_what_depends_on_the_day_says_as_of_when() {
    for (path, page) in texts(&public(Disclosure::Full)) {
        let depends = path == "index.html"
            || ["ledger/", "units/", "years/", "calendar/"]
                .iter()
                .any(|folder| path.starts_with(folder));
        if path.ends_with(".html") {
            assert_eq!(page.contains("数据截至 2026年11月1日"), depends, "{path}");
        }
    }
}

#[test]
fn the_404_page_has_no_relative_link_and_allows_its_own_style() {
    let page = texts(&public(Disclosure::Full)).remove("404.html").unwrap();
    assert!(attribute(&page, "href").is_empty());
    assert!(page.contains("style-src 'self' 'sha256-"), "{page}");
    let mut rules = rules(Disclosure::Full);
    rules.site.base_url = "https://sihao.example/zl/".into();
    let edition = edition(&material(), rules, EditionKind::Public);
    let files = texts(&edition);
    assert!(files["404.html"].contains("href=\"https://sihao.example/zl/index.html\""));
    assert!(files["sitemap.xml"].contains("<loc>https://sihao.example/zl/units/first.html</loc>"));
    assert!(!files["sitemap.xml"].contains("search-embed.html"));
    assert!(files["feed.xml"].contains("&lt;script&gt;"));
}

#[test]
fn an_official_document_holds_its_parts_as_elements() {
    let page = texts(&public(Disclosure::Full))
        .remove("notices/first.html")
        .unwrap();
    for part in [
        "official-mark",
        "official-number",
        "official-title",
        "official-recipients",
        "official-signature",
        "print-note",
    ] {
        assert!(page.contains(&format!("class=\"{part}")), "{part}");
    }
    assert!(page.contains("各单位：") && page.contains("示例") && page.contains("以正式印发件为准"));
    assert!(page.contains("<article id=\"document\"") && page.contains("<div id=\"text\""));
}

/// Sixty notices more, the last ten of the year before.
fn long_list() -> Material {
    let mut material = material();
    for number in 0..60 {
        let year = if number < 50 { 2026 } else { 2025 };
        let front = FrontMatter {
            title: sample::text(&format!("第{number}件")),
            date: Some(sample::said(sample::day(year, 1, 2))),
            ..FrontMatter::default()
        };
        let path = format!("content/notices/n{number:02}.md");
        material.documents.push(sample::document(&path, front, "话。"));
    }
    let path = |document: &RawDocument| document.source.path().clone();
    material.documents.sort_by_key(|document| path(document));
    material
}

#[test]
fn a_long_list_goes_on_on_its_second_page() {
    let edition = edition(&long_list(), rules(Disclosure::Full), EditionKind::Public);
    let files = texts(&edition);
    assert_eq!(
        files["notices/index.html"].matches("class=\"row-date\"").count(),
        50
    );
    assert_eq!(
        files["notices/page-2.html"].matches("class=\"row-date\"").count(),
        11
    );
    assert!(!files.contains_key("notices/page-3.html"));
}

#[test]
fn a_list_for_paper_holds_every_title_under_the_heads_of_the_list_and_is_found_by_nobody_else() {
    let mut rules = rules(Disclosure::Full);
    rules.site.base_url = "https://sihao.example/".into();
    let files = texts(&edition(&long_list(), rules, EditionKind::Public));
    let page = &files["notices/print.html"];
    for number in 0..60 {
        let link = format!("<a href=\"../notices/n{number:02}.html\">第{number}件</a>");
        assert_eq!(page.matches(&link).count(), 1, "{link}");
    }
    let place = |part: &str| page.find(part).unwrap_or_else(|| panic!("no {part} in {page}"));
    assert!(place("共61篇") < place("2026年 <span class=\"quiet\">51篇"));
    assert!(place("第0件<") < place("2025年 <span class=\"quiet\">10篇"));
    assert!(place("2025年 <") < place("<tr><td>61<td>"));
    assert!(page.contains("<td>某直工发〔2026〕3号<td>"), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!page.contains("data-filter"));
    for list in ["notices/index.html", "notices/page-2.html"] {
        assert!(files[list].contains("href=\"../notices/print.html\""), "{list}");
    }
    for other in ["sitemap.xml", "feed.xml"] {
        assert!(!files[other].contains("print.html"), "{other}");
    }
    assert!(files["sitemap.xml"].contains("notices/page-2.html"));
}

#[test]
fn a_row_says_which_of_its_words_are_of_another_language() {
    let mut material = material();
    let front = FrontMatter {
        title: sample::text("关于“lessons learned”的通报"),
        date: Some(sample::said(sample::day(2026, 1, 2))),
        ..FrontMatter::default()
    };
    let document = sample::document("content/notices/english.md", front, "话。");
    material.documents.insert(0, document);
    let files = texts(&edition(&material, rules(Disclosure::Full), EditionKind::Public));
    for path in [
        "index.html",
        "notices/index.html",
        "notices/print.html",
        "notices/first.html",
    ] {
        let marked = "关于“<span lang=\"en\">lessons learned</span>”的通报";
        assert!(files[path].contains(marked), "{path}");
    }
}

#[test]
fn the_paths_are_sorted_and_each_can_be_made() {
    let edition = public(Disclosure::Full);
    assert!(edition.paths().is_sorted());
    let pages = edition
        .paths()
        .iter()
        .filter(|p| p.as_str().ends_with(".html"))
        .count();
    assert_eq!(edition.page_count(), pages);
    assert!(
        edition
            .paths()
            .iter()
            .all(|p| edition.make(p).is_some_and(|made| made.is_ok()))
    );
    assert!(edition.make(&PagePath::new("nowhere.html")).is_none());
    assert_eq!(edition.facts()["as_of"], "2026-11-01");
}

#[test]
fn a_site_without_content_has_all_its_pages_and_says_what_will_come() {
    for level in [Disclosure::Counts, Disclosure::Filed, Disclosure::Full] {
        let files = texts(&edition(&Material::default(), rules(level), EditionKind::Public));
        for path in [
            "index.html",
            "plans/index.html",
            "units/index.html",
            "ledger/index.html",
            "honours/index.html",
        ] {
            assert!(files[path].contains("class=\"empty\""), "{path}");
        }
    }
}

#[test]
fn a_preview_marks_what_the_public_would_not_see() {
    let mut material = material();
    let front = FrontMatter {
        title: sample::text("未定稿"),
        date: Some(sample::said(sample::day(2026, 1, 2))),
        draft: true,
        ..FrontMatter::default()
    };
    material
        .documents
        .insert(0, sample::document("content/notices/draft.md", front, "话。"));
    let options = Options {
        as_of: sample::day(2026, 11, 1),
        edition: EditionKind::Public,
        drafts: true,
    };
    let files = texts(&sample::made(&material, rules(Disclosure::Full), options));
    assert!(files["notices/draft.html"].contains("<p class=\"mark\">草稿"));
    assert!(files["notices/index.html"].contains("tag-mark\">草稿"));
}

#[test]
fn a_repealed_document_and_the_one_that_repeals_it_name_each_other() {
    let mut material = material();
    let front = FrontMatter {
        title: sample::text("新的通知"),
        doc_type: sample::text("通知"),
        date: Some(sample::said(sample::day(2026, 8, 2))),
        replaces: vec![sample::said("某直工发[2026]3号".to_owned())],
        ..FrontMatter::default()
    };
    material
        .documents
        .insert(1, sample::document("content/notices/second.md", front, "话。"));
    let files = texts(&edition(&material, rules(Disclosure::Full), EditionKind::Public));
    let (old, new) = (&files["notices/first.html"], &files["notices/second.html"]);
    assert!(old.contains("本文件已废止") && old.contains("href=\"../notices/second.html\""));
    assert!(new.contains("本文件废止的文件") && new.contains("href=\"../notices/first.html\""));
    assert!(files["notices/index.html"].contains("<span class=\"tag\">已废止</span>"));
}

#[test]
fn on_a_day_of_mourning_every_page_turns_grey() {
    let mut rules = rules(Disclosure::Full);
    rules.site.grey_days.push(GreyDay::Once(sample::day(2026, 11, 1)));
    for (path, page) in texts(&edition(&material(), rules, EditionKind::Public)) {
        assert_eq!(path.ends_with(".html"), page.contains("class=\"grey\""), "{path}");
    }
}
