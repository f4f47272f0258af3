//! What docs/theming.md shows, built as it stands there: the examples are read from the page, so that neither can drift.

use super::site::Site;

const PAGE: &str = include_str!("../../docs/theming.md");

/// The files that the page shows: a code block whose fence says ```` ```css file=theme/own.css ````.
fn examples() -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    let mut rest = PAGE;
    while let Some((_, after)) = rest.split_once(" file=") {
        let (name, after) = after.split_once('\n').unwrap();
        let (text, after) = after.split_once("\n```").unwrap();
        found.push((name, text));
        rest = after;
    }
    found
}

fn example(name: &str) -> &'static str {
    let found = examples().into_iter().find(|(file, _)| *file == name);
    found
        .unwrap_or_else(|| panic!("docs/theming.md shows no {name}"))
        .1
}

fn with(name: &str, files: &[&str]) -> Site {
    let site = Site::new(name).standard();
    let site = files
        .iter()
        .fold(site, |site, file| site.file(file, example(file)));
    site.built()
}

#[test]
fn the_page_shows_the_three_ways() {
    let names: Vec<_> = examples().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "theme/own-tokens.css",
            "templates/base.html",
            "templates/honours.html",
            "templates/home.html",
            "theme/own-clock.js"
        ]
    );
}

#[test]
fn a_file_of_tokens_restyles_every_page() {
    let site = with("tokens", &["theme/own-tokens.css", "templates/base.html"]);
    for page in ["index.html", "units/finance.html", "search.html"] {
        let html = site.published(page);
        let (ours, own) = (
            html.find("assets/tokens.").unwrap(),
            html.find("assets/own-tokens.").unwrap(),
        );
        assert!(ours < own, "{page}: the own tokens come after ours");
        let path = html.get(own..).unwrap().split('"').next().unwrap();
        assert_eq!(site.published(path), example("theme/own-tokens.css"));
    }
}

#[test]
fn a_tokens_file_of_the_same_name_replaces_ours() {
    let ours = include_str!("../../theme/tokens.css");
    let own = ours.replace("#a5201a", "#1f4e8c");
    assert_ne!(ours, own);
    let site = Site::new("own-tokens-file")
        .standard()
        .file("theme/tokens.css", &own)
        .built();
    let html = site.published("index.html");
    assert_eq!(html.matches("assets/tokens.").count(), 1);
    let at = html.find("assets/tokens.").unwrap();
    let path = html.get(at..).unwrap().split('"').next().unwrap();
    assert_eq!(
        site.published(path),
        own,
        "a site's own file is published as it is"
    );
}

#[test]
fn a_template_of_the_same_name_replaces_ours() {
    let site = with("replace", &["templates/honours.html"]);
    let html = site.published("honours/index.html");
    assert!(html.contains("<ol class=\"own-notices\">"), "{html}");
    assert!(html.contains("<nav class=\"menu\""), "the frame stays");
    assert!(!html.contains("section:notices"));
}

#[test]
fn a_template_can_wrap_the_built_in_one() {
    let site = with("wrap", &["templates/home.html", "theme/own-clock.js"]);
    let html = site.published("index.html");
    let (line, ours) = (
        html.find("own-line").unwrap(),
        html.find("class=\"search-band\"").unwrap(),
    );
    assert!(line < ours, "what was added stands before what was there");
    assert!(html.contains("assets/own-clock.") && html.contains("assets/search-box."));
    assert!(!site.published("units/index.html").contains("own-clock"));
}
