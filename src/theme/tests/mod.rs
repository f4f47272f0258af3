//! The theme over embedded files of our own.

mod assets;
mod faults;
mod layers;

use std::sync::Arc;

use super::embedded::Embedded;
use super::{OwnAsset, Theme};
use crate::diagnostic::{Argument, Catalogue, Diagnostic, Language, SourceText};

/// A small theme.
pub(super) fn embedded() -> Embedded {
    let template = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    Embedded {
        templates: vec![
            template(
                "base.html",
                "<{% block main %}{% endblock main %}>{{ assets[\"site.css\"] }}",
            ),
            template(
                "card.html",
                "{% component card(title: string) %}[{{ title }}]{% endcomponent card %}",
            ),
            template(
                "page.html",
                "{% extends \"base.html\" %}{% block main %}{{ <card title={page.title}/> }}{% endblock main %}",
            ),
            template("plain.txt", "{{ page.title }}"),
        ],
        assets: vec![
            ("icon.svg".to_owned(), b"<svg/>".to_vec()),
            ("site.css".to_owned(), b"a{background:url(icon.svg)}".to_vec()),
        ],
    }
}

pub(super) fn own(name: &str, text: &str) -> Arc<SourceText> {
    Arc::new(SourceText::new(format!("templates/{name}"), text))
}

pub(super) fn load(templates: &[Arc<SourceText>]) -> (Theme, Vec<Diagnostic>) {
    Theme::over(&embedded(), templates, &[])
}

/// What was rendered, as text.
pub(super) fn text(rendered: Result<Vec<u8>, Diagnostic>) -> String {
    String::from_utf8(rendered.unwrap()).unwrap()
}

pub(super) fn context() -> tera::Context {
    let mut context = tera::Context::new();
    context.insert("page", &serde_json::json!({ "title": "<标题>", "list": [1, 2] }));
    context
}

/// Code, file, line, column, end column of each.
pub(super) fn places(told: &[Diagnostic]) -> Vec<(&'static str, String, u32, u32, u32)> {
    told.iter()
        .map(|d| {
            let place = d.place.clone().unwrap();
            (
                d.code,
                place.file.to_string(),
                place.line,
                place.column,
                place.end_column,
            )
        })
        .collect()
}

pub(super) fn value(diagnostic: &Diagnostic, name: &str) -> Option<String> {
    diagnostic
        .arguments
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| match value {
            Argument::Text(text) => text.clone(),
            other => format!("{other:?}"),
        })
}

#[test]
fn every_code_has_its_words_in_both_languages() {
    for language in [Language::Chinese, Language::English] {
        let catalogue = Catalogue::new(language);
        let codes = catalogue.codes();
        for prefix in ["template/", "theme/", "markdown/"] {
            assert!(codes.iter().any(|code| code.starts_with(prefix)), "{prefix}");
        }
        for code in codes
            .iter()
            .filter(|code| code.starts_with("template/") || code.starts_with("theme/"))
        {
            assert!(
                catalogue.explain(code).is_some_and(|text| text.len() > 40),
                "{code}"
            );
        }
    }
}

#[test]
fn the_embedded_files_load() {
    let (theme, told) = Theme::load(&[], &[] as &[OwnAsset]);
    assert_eq!(told, []);
    assert!(theme.assets().iter().any(|asset| asset.name == "site.css"));
    assert!(format!("{theme:?}").contains("Theme"));
}

#[test]
fn braces_of_templates_do_not_cost_a_message_its_help() {
    let broken = [
        "{% macro x() %}",
        "{{ a",
        "{{ “a” }}",
        "{% extends \"builtin/base.html\" %}{% block x %}{% endblock x %}",
    ];
    for text in broken {
        let (_, told) = load(&[own("a.html", text)]);
        for language in [Language::Chinese, Language::English] {
            let entry = Catalogue::new(language).entry(&told[0]);
            assert!(entry.help.is_some() && entry.label.is_some(), "{text}: {entry:?}");
        }
    }
    let (_, told) = load(&[own("base.html", "甲")]);
    let entry = Catalogue::new(Language::Chinese).entry(&told[0]);
    assert_eq!(entry.message, "模板缺少块“main”，自带的 page.html 要用到它");
    assert!(
        entry
            .help
            .is_some_and(|help| help.contains("{% block main %}{% endblock main %}"))
    );
}
